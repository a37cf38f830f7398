"""What a night has to know of all workspaces, and what was told already: STO-100 to STO-102."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from attrs import evolve

from registre_core.findings import Finding, Move, State
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Storage
from registre_core.signatures import SignatureRequest, SignatureState
from registre_core.testing.builders import a_finding
from registre_core.testing.contracts.storage.deliverers import NOW, another, claim, deliver, queue
from registre_core.testing.contracts.storage.furniture import Furnished, found
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.correcting import a_step
from registre_core.testing.obligations import obligation
from registre_core.testing.signing import a_signature_request

TODAY, YESTERDAY = date(2026, 3, 2), date(2026, 3, 1)
LONG_AGO = date(2020, 1, 1)
MANY = 2_500
"""More keys than a database takes in one question."""


class LateContract(StorageUnderTest):
    """What is late anywhere, and who was told of it."""

    @obligation("STO-100")
    def test_of_any_number_of_keys_those_that_were_queued_are_given(self, storage: Storage, there: Furnished) -> None:
        first, last = another(there.notice, key="annonce"), another(there.notice, key="zone")
        queue(storage, there, first, last)
        elsewhere = found(storage, Furnished.new())
        queue(storage, elsewhere, another(elsewhere.notice, key="ailleurs"))
        with storage.read(there.workspace.id) as tx:
            asked = ["annonce", "ailleurs", *(f"jamais/{number}" for number in range(MANY)), "zone"]
            assert tx.outbox.queued_among(asked) == {"annonce", "zone"}
            assert tx.outbox.queued_among([]) == frozenset()

    @obligation("STO-100")
    def test_what_went_out_and_what_rides_with_another_was_queued(self, storage: Storage, there: Furnished) -> None:
        part = another(there.notice, key="avec", rides=there.notice.id)
        queue(storage, there, part)
        with storage.operate() as door:
            [one] = claim(door)
            assert deliver(door, one, there.notice)
        with storage.begin(there.workspace.id) as tx:
            assert tx.outbox.queued_among(["avec", there.notice.key]) == {"avec", there.notice.key}

    @obligation("STO-101")
    def test_workspaces_with_a_finding_past_its_deadline_are_listed_once_by_identifier(
        self, storage: Storage, there: Furnished
    ) -> None:
        late = {has_found(storage, day, day) for day in (YESTERDAY, LONG_AGO, YESTERDAY)}
        late.add(has_found(storage, YESTERDAY, state=State.PLANNED, steps=(a_step(Move.PLANNED, due_on=TODAY),)))
        has_found(storage, TODAY)
        has_found(storage, YESTERDAY, state=State.CLEARED, steps=(a_step(Move.CORRECTED), a_step(Move.CLEARED)))
        with storage.operate() as door:
            assert there.workspace.id not in late, "what it found has no deadline"
            assert list(door.late_findings(TODAY)) == sorted(late)
            assert list(door.late_findings(LONG_AGO)) == []

    @obligation("STO-102")
    def test_workspaces_in_which_a_signature_is_waited_for_are_listed_once_by_identifier(
        self, storage: Storage, there: Furnished
    ) -> None:
        with storage.begin(there.workspace.id) as tx:
            asked = tx.signatures.get(there.signature.id)
            tx.signatures.save(evolve(asked, state=SignatureState.REVOKED, settled_at=NOW, reason="reprise"))
            tx.commit()
        earlier, later = NOW - timedelta(days=2), NOW + timedelta(days=30)
        waiting = {
            has_asked(storage, asked_at=earlier, expires_at=later),
            has_asked(storage, asked_at=earlier, expires_at=later, state=SignatureState.SHOWN, shown_at=NOW),
        }
        has_asked(storage, asked_at=earlier, expires_at=NOW)
        has_asked(storage, asked_at=NOW, expires_at=later)
        refused = {"state": SignatureState.REFUSED, "settled_at": NOW, "reason": "faux"}
        has_asked(storage, asked_at=earlier, expires_at=later, **refused)
        with storage.operate() as door:
            assert list(door.awaiting_signatures(NOW, asked_before=NOW)) == sorted(waiting)
            assert list(door.awaiting_signatures(NOW, asked_before=earlier)) == []
            assert list(door.awaiting_signatures(later, asked_before=NOW)) == []


def has_found(storage: Storage, *due: date, **became: Any) -> WorkspaceId:  # noqa: ANN401  # fields of a finding
    """Found a workspace with findings that were to be corrected by these days, beside one without any deadline."""
    one = found(storage, Furnished.new())
    with storage.begin(one.workspace.id) as tx:
        for day in due:
            tx.findings.add(_finding(one, due_on=day, **became))
        tx.commit()
    return one.workspace.id


def has_asked(storage: Storage, **given: Any) -> WorkspaceId:  # noqa: ANN401  # fields of a request
    """Found a workspace in which two signatures were asked for, beside one that was taken back."""
    one = found(storage, Furnished.new())
    with storage.begin(one.workspace.id) as tx:
        first = tx.signatures.get(one.signature.id)
        tx.signatures.save(evolve(first, state=SignatureState.REVOKED, settled_at=NOW, reason="reprise"))
        for _ in range(2):
            tx.signatures.add(_request(one, **given))
        tx.commit()
    return one.workspace.id


def _finding(one: Furnished, **given: Any) -> Finding:  # noqa: ANN401  # fields of a finding
    return a_finding(one.intervention, created_by=one.finding.created_by, **given)


def _request(one: Furnished, **given: Any) -> SignatureRequest:  # noqa: ANN401  # fields of a request
    return a_signature_request(one.intervention, asked_by=one.user.id, **given)
