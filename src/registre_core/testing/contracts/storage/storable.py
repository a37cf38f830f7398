"""What no database can hold is refused alike by every storage: STO-21."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from attrs import evolve, frozen

from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import PermitId, WorkRequestId
from registre_core.ports.storage import Storage
from registre_core.testing.builders import (
    IDS,
    a_contact,
    a_contractor,
    a_document,
    a_finding,
    a_hold,
    a_line,
    a_notice,
    a_passage,
    a_payment,
    a_profile,
    a_site,
    a_user,
    a_workspace,
    an_arrival,
    an_intervention,
    an_invoice,
)
from registre_core.testing.building import a_drill, a_filed_document, a_visit, an_entry_of, an_opinion
from registre_core.testing.contracts.storage.furniture import CHANGING, KINDS, Furnished, Kind, everything
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.obligations import obligation
from registre_core.testing.requesting import a_request_line
from registre_core.testing.signing import a_measure, a_signature_request, a_subject, an_isolation

NULL, HALF, HUGE = "a\0b", "a\ud83d", 2**63
"""A null character, half of a surrogate pair, and one more than 64 bits hold."""


@frozen
class Unstorable:
    """An entity that no database can hold."""

    build: Callable[[Furnished], Any]
    """Makes one."""
    paths: tuple[str, ...]
    """Where it holds what cannot be kept."""


UNSTORABLE: Mapping[str, Unstorable] = {
    "site": Unstorable(lambda _: a_site(name=NULL, address=HALF), ("name", "address")),
    "contractor": Unstorable(lambda _: a_contractor(name=HALF), ("name",)),
    "contact": Unstorable(lambda _: a_contact(name=NULL, phone=HALF), ("name", "phone")),
    "profile": Unstorable(
        lambda _: a_profile(name=HALF, rights=frozenset({NULL}), description=NULL), ("name", "rights", "description")
    ),
    "user": Unstorable(lambda _: a_user(name=NULL, denials=frozenset({HALF})), ("name", "denials")),
    "intervention": Unstorable(
        lambda there: an_intervention(there.site, reports=(a_document(), a_document(b"2", name=NULL, size=HUGE))),
        ("reports[1].size", "reports[1].name"),
    ),
    "invoice": Unstorable(
        lambda _: an_invoice(
            number=HALF, lines=(a_line(label=NULL),), movements=(a_payment(reason=HALF),), holds=(a_hold(author=HALF),)
        ),
        ("number", "lines[0].label", "movements[0].reason", "holds[0].author"),
    ),
    "arrival": Unstorable(
        lambda there: an_arrival(there.user, arguments={HALF: NULL, "size": HUGE}, on_behalf_of=NULL),
        ("arguments", f"arguments.{HALF}", "arguments.size", "on_behalf_of"),
    ),
    "finding": Unstorable(
        lambda there: a_finding(
            there.intervention,
            passage=a_passage(prefix=NULL, end=HUGE),
            created_by=evolve(there.finding.created_by, on_behalf_of=HALF),
            place=NULL,
            number=HALF,
            reference=NULL,
            priority=HALF,
            photos=(a_document(name=NULL),),
        ),
        (
            *("passage.prefix", "passage.end", "created_by.on_behalf_of", "place", "number", "reference", "priority"),
            "photos[0].name",
        ),
    ),
    "request": Unstorable(
        lambda there: evolve(
            there.request,
            id=WorkRequestId(IDS.new()),
            message=NULL,
            lines=(a_request_line(there.contractor.id, reason=HALF),),
        ),
        ("message", "lines[0].reason"),
    ),
    "visit": Unstorable(
        lambda there: a_visit(there.site, commission=HALF, opinions=(an_opinion(remarks=NULL),)),
        ("commission", "opinions[0].remarks"),
    ),
    "logbook-entry": Unstorable(
        lambda there: an_entry_of(a_drill(people=HUGE, remarks=NULL), there.site, recorded_by=there.user.id),
        ("content.people", "content.remarks"),
    ),
    "filed-document": Unstorable(
        lambda there: a_filed_document(there.site, filed_by=there.user.id, title=NULL, version=HUGE),
        ("title", "version"),
    ),
    "signature": Unstorable(
        lambda there: a_signature_request(
            there.intervention, subject=a_subject(there.intervention, edition=HUGE), reason=HALF
        ),
        ("subject.edition", "reason"),
    ),
    "permit": Unstorable(
        lambda there: evolve(
            there.permit,
            id=PermitId(IDS.new()),
            place=NULL,
            measures=(a_measure(text=HALF),),
            detectors=(an_isolation(name=NULL),),
            edition=HUGE,
        ),
        ("place", "measures[0].text", "detectors[0].name", "edition"),
    ),
}
"""By kind."""


class StorableContract(StorageUnderTest):
    """What no database can hold is refused alike by every storage."""

    @obligation("STO-21")
    @pytest.mark.parametrize("kind", KINDS, ids=str)
    def test_every_value_that_cannot_be_kept_is_named_and_nothing_is_written(
        self, storage: Storage, there: Furnished, kind: Kind
    ) -> None:
        before, wrong = everything(storage, there), UNSTORABLE[kind.name]
        with storage.begin(there.workspace.id) as tx:
            with pytest.raises(InvalidInput) as refused:
                kind.store(tx).add(wrong.build(there))
            tx.commit()
        assert told(refused.value) == [(path, "value-not-storable") for path in wrong.paths]
        assert everything(storage, there) == before

    @obligation("STO-21")
    @pytest.mark.parametrize("kind", CHANGING, ids=str)
    def test_a_change_to_such_a_value_is_refused_and_the_transaction_can_still_be_used(
        self, storage: Storage, there: Furnished, kind: Kind
    ) -> None:
        assert kind.change is not None
        wrong = UNSTORABLE[kind.name]
        with storage.begin(there.workspace.id) as tx:
            with pytest.raises(InvalidInput) as refused:
                kind.store(tx).save(evolve(wrong.build(there), id=there.of(kind).id, version=1))
            saved = kind.store(tx).save(kind.change(there.of(kind)))
            added = kind.store(tx).add(kind.build(there))
            tx.commit()
        assert told(refused.value) == [(path, "value-not-storable") for path in wrong.paths]
        with storage.read(there.workspace.id) as snapshot:
            assert [kind.store(snapshot).get(one.id) for one in (saved, added)] == [saved, added]

    @obligation("STO-21")
    def test_a_notice_that_cannot_be_kept_is_not_queued(self, storage: Storage, there: Furnished) -> None:
        wrong = a_notice(key=NULL, facts={HALF: "x", "site": NULL, "number": HUGE})
        with storage.begin(there.workspace.id) as tx:
            with pytest.raises(InvalidInput) as refused:
                tx.outbox.queue(wrong)
            tx.outbox.queue(notice := a_notice())
            tx.commit()
        assert [problem.path for problem in refused.value.problems] == ["key", "facts", "facts.site", "facts.number"]
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.outbox.pending() == (there.notice, notice)

    @obligation("STO-21")
    def test_a_workspace_that_cannot_be_kept_is_not_founded(self, storage: Storage) -> None:
        workspace = a_workspace()
        with storage.found(workspace.id) as tx:
            with pytest.raises(InvalidInput) as refused:
                tx.workspace.add(evolve(workspace, name=NULL))
            tx.workspace.add(workspace)
            tx.commit()
        assert told(refused.value) == [("name", "value-not-storable")]
        with storage.read(workspace.id) as snapshot:
            assert snapshot.workspace.get() == workspace

    @obligation("STO-21")
    def test_the_greatest_and_the_smallest_that_can_be_kept_are_kept(self, storage: Storage, there: Furnished) -> None:
        notice = a_notice(facts={"greatest": HUGE - 1, "smallest": -HUGE, "first": "\x01", "last": "\U0010ffff"})
        with storage.begin(there.workspace.id) as tx:
            tx.outbox.queue(notice)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.outbox.pending()[-1] == notice


def told(error: InvalidInput) -> list[tuple[str, str]]:
    """Give path and code of each problem."""
    return [(problem.path, problem.code) for problem in error.problems]
