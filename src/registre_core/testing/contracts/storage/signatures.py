"""What was signed, by whom, with what drawing; and what is left of a person: STO-48 to STO-51, STO-59."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import cycle, product
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from registre_core.kernel.actors import PersonRef
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.errors import NotFound
from registre_core.kernel.identifiers import UserId
from registre_core.ports.storage import SignatureFilter, SignatureOrder, Storage
from registre_core.signatures import Drawing, SignatureRequest, SignatureState, Stage, SubjectKind, Trace
from registre_core.testing.builders import IDS, a_person, a_site, an_intervention
from registre_core.testing.contracts.storage.furniture import CONTENT, Furnished, every
from registre_core.testing.contracts.storage.lists import in_order, subsets
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.obligations import obligation
from registre_core.testing.signing import (
    a_digest,
    a_drawing,
    a_signature_request,
    a_signer,
    a_subject,
    an_evidence,
    signed,
)

NOON = A_MONDAY_MORNING + timedelta(hours=4)
CONTENTS = (b"\0", bytes(range(256)), "« Œuvre »\r\n".encode(), b"x" * 300_000)
"""Bytes that somebody may sign; none of them is text that may be put in order."""


class SignatureContract(StorageUnderTest):
    """What was signed, by whom, with what drawing; and what is left of a person."""

    @obligation("STO-48")
    @pytest.mark.parametrize("content", CONTENTS, ids=len)
    def test_what_was_shown_comes_back_to_the_byte(self, storage: Storage, there: Furnished, content: bytes) -> None:
        with storage.begin(there.workspace.id) as tx:
            tx.signatures.keep_content(a_digest(content), content)
            assert tx.signatures.content(a_digest(content)) == content
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.signatures.content(a_digest(content)) == content
            assert snapshot.signatures.content(a_digest(CONTENT)) == CONTENT

    @obligation("STO-48")
    def test_what_was_kept_first_under_a_digest_stays(self, storage: Storage, there: Furnished) -> None:
        for other in (CONTENT, b"something else"):
            with storage.begin(there.workspace.id) as tx:
                tx.signatures.keep_content(a_digest(CONTENT), other)
                tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.signatures.content(a_digest(CONTENT)) == CONTENT
            with pytest.raises(NotFound) as missing:
                snapshot.signatures.content(a_digest(b"never shown"))
            assert missing.value.code == "signed-content-not-found"

    @obligation("STO-49")
    def test_a_thing_tells_every_signature_that_was_asked_for_it(self, storage: Storage, there: Furnished) -> None:
        permit, other = there.permit, an_intervention(there.site)
        of_permit = [
            a_signature_request(permit, subject=a_subject(permit, stage=stage, edition=edition))
            for stage, edition in product((Stage.OPENING, Stage.CLOSING), (2, 1))
        ]
        of_namesake = a_signature_request(permit, subject=a_subject(id=permit.id))
        asked = [*of_permit, a_signature_request(other), of_namesake]
        with storage.begin(there.workspace.id) as tx:
            tx.interventions.add(other)
            for request in reversed(asked):
                tx.signatures.add(request)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            of_subject = snapshot.signatures.of_subject
            assert of_subject("permit", permit.id) == tuple(of_permit)
            assert of_subject("intervention", permit.id) == (of_namesake,)
            assert of_subject("intervention", there.intervention.id) == (there.signature,)
            assert of_subject("intervention", IDS.new()) == ()

    @obligation("STO-50")
    @pytest.mark.parametrize("order", SignatureOrder)
    def test_conditions_on_signatures_hold_together(
        self, storage: Storage, there: Furnished, order: SignatureOrder
    ) -> None:
        sites, people = [there.site, a_site()], [there.signature.signer.id, IDS.new()]
        requests = [there.signature, *requests_on(sites, people)]
        with storage.begin(there.workspace.id) as tx:
            tx.sites.add(sites[1])
            for request in requests[1:]:
                tx.signatures.add(request)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            for where in signature_filters(sites, people):
                expected = in_order(order, [one for one in requests if is_asked_for(where, one)])
                assert every(snapshot.signatures.page, where=where, order=order, limit=7) == expected, where

    @obligation("STO-50")
    def test_what_was_signed_since_is_no_longer_open(self, storage: Storage, there: Furnished) -> None:
        still_open = SignatureFilter(open_at=NOON)
        shown = evolve(there.signature, state=SignatureState.SHOWN, shown_at=A_MONDAY_MORNING)
        with storage.begin(there.workspace.id) as tx:
            shown = tx.signatures.save(shown)
            assert every(tx.signatures.page, where=still_open) == [shown]
            tx.signatures.save(signed(shown))
            assert every(tx.signatures.page, where=still_open) == []

    @obligation("STO-51")
    def test_a_drawing_of_the_same_shape_is_known_and_the_first_signature_that_bears_it(
        self, storage: Storage, there: Furnished
    ) -> None:
        twice = [signed(a_signature_request(there.intervention)) for _ in range(2)]
        assert twice[0].evidence
        shape = twice[0].evidence.drawing_digest
        assert shape
        with storage.begin(there.workspace.id) as tx:
            assert tx.signatures.drawn_alike(shape) is None
            for request in reversed(twice):
                tx.signatures.add(request)
            assert tx.signatures.drawn_alike(shape) == twice[0].id
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.signatures.drawn_alike(shape) == twice[0].id
            assert snapshot.signatures.drawn_alike(other_drawing().shape_digest) is None

    @obligation("STO-51", "STO-59")
    def test_it_is_known_when_the_drawing_itself_was_erased(self, storage: Storage, there: Furnished) -> None:
        request = signed(a_signature_request(there.intervention))
        assert request.evidence
        assert request.evidence.drawing_digest
        with storage.begin(there.workspace.id) as tx:
            tx.signatures.add(request)
            tx.signatures.forget_signer(request.signer.id)
            assert tx.signatures.drawn_alike(request.evidence.drawing_digest) == request.id

    @obligation("STO-59")
    def test_name_drawing_and_device_of_a_signer_are_forgotten(self, storage: Storage, there: Furnished) -> None:
        request = signed(a_signature_request(there.intervention), reservations="Sous réserve")
        person = request.signer.id
        refused = a_signature_request(
            there.intervention, signer=a_signer(id=person), state=SignatureState.REFUSED, reason="Non", settled_at=NOON
        )
        with storage.begin(there.workspace.id) as tx:
            for one in (request, refused):
                tx.signatures.add(one)
            assert tx.signatures.forget_signer(person) == 2
            tx.commit()
        assert request.evidence
        nameless = evolve(request.signer, name=ERASED_NAME)
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.signatures.get(request.id) == evolve(
                request, signer=nameless, evidence=evolve(request.evidence, trace=Trace(person)), version=2
            )
            assert snapshot.signatures.get(refused.id) == evolve(refused, signer=nameless, version=2)
            assert snapshot.signatures.get(there.signature.id) == there.signature

    @obligation("STO-59")
    def test_who_lent_a_session_loses_the_name_and_nothing_else(self, storage: Storage, there: Furnished) -> None:
        lender, other = a_person(), a_person()
        lent = [signed_on_session_of(there, one) for one in (lender, lender, other)]
        with storage.begin(there.workspace.id) as tx:
            for one in lent:
                tx.signatures.add(one)
            assert tx.signatures.forget_signer(lender.id) == 2
            tx.commit()
        nobody = evolve(lender, name=ERASED_NAME)
        with storage.read(there.workspace.id) as snapshot:
            for one in lent[:2]:
                assert one.evidence
                expected = evolve(one, evidence=evolve(one.evidence, session=nobody), version=2)
                assert snapshot.signatures.get(one.id) == expected
            assert snapshot.signatures.get(lent[2].id) == lent[2]

    @obligation("STO-59")
    def test_who_never_signed_and_who_was_forgotten_before_are_forgotten_in_none(
        self, storage: Storage, there: Furnished
    ) -> None:
        with storage.begin(there.workspace.id) as tx:
            assert tx.signatures.forget_signer(IDS.new()) == 0
            assert tx.signatures.forget_signer(there.user.id) == 1
            assert tx.signatures.forget_signer(there.user.id) == 0
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            kept = snapshot.signatures.get(there.signature.id)
        assert (kept.signer.name, kept.version) == (ERASED_NAME, 2)


def other_drawing() -> Drawing:
    """Draw something else."""
    drawing = a_drawing()
    return evolve(drawing, strokes=drawing.strokes[:1])


def signed_on_session_of(there: Furnished, person: PersonRef) -> SignatureRequest:
    """Let a signer without an account sign on somebody's session."""
    request = a_signature_request(there.intervention)
    return signed(request, an_evidence(request, session=evolve(person, id=UserId(person.id))))


def requests_on(sites: Iterable[Any], people: Iterable[UUID]) -> Iterator[SignatureRequest]:
    """Build requests of every signer in every state, those that expire at noon and those that do not."""
    ended = {"settled_at": A_MONDAY_MORNING, "reason": "Absent"}
    states: tuple[dict[str, Any], ...] = (
        {},
        {"state": SignatureState.SHOWN, "shown_at": A_MONDAY_MORNING},
        *({"state": one, **ended} for one in (SignatureState.REVOKED, SignatureState.DELEGATED)),
    )
    told = product(sites, people, states, (NOON, NOON + timedelta(microseconds=1)))
    kinds = cycle((SubjectKind.INTERVENTION, SubjectKind.PERMIT, SubjectKind.PERMIT))
    for (site, person, state, ends), kind in zip(told, kinds, strict=False):
        of = a_subject(kind=kind, stage=Stage.OPENING)
        yield a_signature_request(subject=of, site_id=site.id, signer=a_signer(id=person), expires_at=ends, **state)


def signature_filters(sites: Iterable[Any], people: Iterable[UUID]) -> Iterator[SignatureFilter]:
    """Combine every condition on signatures with every other."""
    for conditions in product(subsets(sites), (None, IDS.new(), *people), (None, NOON), (None, *SubjectKind)):
        yield SignatureFilter(*conditions)


def is_asked_for(where: SignatureFilter, request: SignatureRequest) -> bool:
    """Whether a signature is one of those asked for."""
    return (
        (where.among is None or request.site_id in where.among)
        and where.signer in {None, request.signer.id}
        and (where.open_at is None or (request.settled_at is None and where.open_at < request.expires_at))
        and where.kind in {None, request.subject.kind}
    )
