"""Tickets and seals, found by what people have in their hands: STO-52 to STO-54."""

from __future__ import annotations

from datetime import timedelta

import pytest
from attrs import evolve

from registre_core.kernel.errors import Conflict, NotFound
from registre_core.kernel.identifiers import SignatureId, UserId
from registre_core.ports.storage import Storage
from registre_core.signatures import SealState, Stage, Ticket
from registre_core.testing.builders import IDS
from registre_core.testing.contracts.storage.furniture import Furnished, everything, found
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.obligations import obligation
from registre_core.testing.signing import a_digest, a_seal, a_signature_request, a_subject, a_ticket

LATER = A_MONDAY_MORNING + timedelta(minutes=3)


class TicketContract(StorageUnderTest):
    """Tickets and seals, found by what people have in their hands."""

    @obligation("STO-8", "STO-52")
    def test_a_ticket_is_found_by_the_digest_of_its_secret(self, storage: Storage, there: Furnished) -> None:
        another = issued(there)
        with storage.begin(there.workspace.id) as tx:
            assert tx.tickets.add(another) == another
            assert tx.tickets.find(another.secret_digest) == another
            opened = tx.tickets.save(evolve(another, opened_at=A_MONDAY_MORNING))
            used = tx.tickets.save(evolve(opened, used_at=LATER))
            tx.commit()
        assert used == evolve(another, opened_at=A_MONDAY_MORNING, used_at=LATER, version=3)
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.tickets.find(another.secret_digest) == used
            assert snapshot.tickets.find(there.ticket.secret_digest) == there.ticket
            assert snapshot.tickets.find(a_digest(b"made up")) is None

    @obligation("STO-52")
    def test_a_request_tells_every_ticket_that_was_issued_for_it(self, storage: Storage, there: Furnished) -> None:
        other = a_signature_request(there.intervention)
        tickets = [issued(there), issued(there)]
        with storage.begin(there.workspace.id) as tx:
            tx.signatures.add(other)
            for ticket in (tickets[1], a_ticket(other, issued_by=there.user.id), tickets[0]):
                tx.tickets.add(ticket)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.tickets.of_request(there.signature.id) == (there.ticket, *tickets)
            assert len(snapshot.tickets.of_request(other.id)) == 1
            assert snapshot.tickets.of_request(SignatureId(IDS.new())) == ()

    @obligation("STO-6", "STO-52")
    def test_neither_an_identifier_nor_a_secret_is_given_twice(self, storage: Storage, there: Furnished) -> None:
        before, fresh = everything(storage, there), issued(there)
        for wrong in (evolve(fresh, id=there.ticket.id), evolve(fresh, secret_digest=there.ticket.secret_digest)):
            with pytest.raises(Conflict) as refused, storage.begin(there.workspace.id) as tx:
                tx.tickets.add(wrong)
                tx.commit()
            assert refused.value.code == "already-exists"
        assert everything(storage, there) == before

    @obligation("STO-5", "STO-7", "STO-52")
    def test_a_ticket_names_a_request_and_who_issued_it(self, storage: Storage, there: Furnished) -> None:
        unasked, nobody = SignatureId(IDS.new()), UserId(IDS.new())
        for wrong, missing in (
            (evolve(issued(there), request_id=unasked), "signature-not-found"),
            (evolve(issued(there), issued_by=nobody), "user-not-found"),
        ):
            with storage.begin(there.workspace.id) as tx, pytest.raises(NotFound) as refused:
                tx.tickets.add(wrong)
            assert refused.value.code == missing
        with storage.begin(there.workspace.id) as tx:
            with pytest.raises(NotFound) as unknown:
                tx.tickets.save(issued(there))
            assert unknown.value.code == "ticket-not-found"
            with pytest.raises(Conflict) as stale:
                tx.tickets.save(evolve(there.ticket, version=2))
            assert stale.value.code == "stale-version"

    @obligation("STO-10", "STO-53")
    def test_the_operator_learns_where_a_ticket_was_issued_and_nobody_else_finds_it(self, storage: Storage) -> None:
        here, away = (found(storage, Furnished.new()) for _ in range(2))
        with storage.operate() as door:
            assert door.ticket_of(here.ticket.secret_digest) == here.workspace.id
            assert door.ticket_of(away.ticket.secret_digest) == away.workspace.id
            assert door.ticket_of(a_digest(b"made up")) is None
        with storage.read(here.workspace.id) as snapshot:
            assert snapshot.tickets.find(away.ticket.secret_digest) is None
            assert snapshot.tickets.of_request(away.signature.id) == ()

    @obligation("STO-53")
    def test_a_ticket_that_was_used_or_never_committed_is_told_apart(self, storage: Storage, there: Furnished) -> None:
        unkept = issued(there)
        with storage.begin(there.workspace.id) as tx:
            tx.tickets.add(unkept)
        with storage.begin(there.workspace.id) as tx:
            tx.tickets.save(evolve(there.ticket, used_at=LATER))
            tx.commit()
        with storage.operate() as door:
            assert door.ticket_of(there.ticket.secret_digest) == there.workspace.id
            assert door.ticket_of(unkept.secret_digest) is None

    @obligation("STO-54")
    def test_things_tell_their_seals_by_stage_and_edition(self, storage: Storage, there: Furnished) -> None:
        subjects = [
            a_subject(there.permit, stage=stage, edition=edition)
            for stage, edition in ((Stage.OPENING, 1), (Stage.OPENING, 2), (Stage.CLOSING, 1))
        ]
        asked = [a_signature_request(there.permit, subject=one) for one in subjects]
        seals = [a_seal(one) for one in asked]
        with storage.begin(there.workspace.id) as tx:
            for request, seal in zip(reversed(asked), reversed(seals), strict=True):
                tx.signatures.add(request)
                tx.seals.add(seal)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            of_subjects = snapshot.seals.of_subjects
            assert of_subjects(subjects) == tuple(seals)
            assert of_subjects([subjects[1], there.seal.subject, subjects[1]]) == (there.seal, seals[1])
            assert of_subjects([a_subject(there.permit, edition=3), a_subject()]) == ()
            assert of_subjects([]) == ()

    @obligation("STO-54")
    def test_seals_wait_the_longest_first_until_they_are_made(self, storage: Storage, there: Furnished) -> None:
        moments = [A_MONDAY_MORNING + timedelta(microseconds=after) for after in (2, -1, 2, 1)]
        waiting = [a_seal(there.signature, state=SealState.PENDING, asked_at=at) for at in moments]
        made = a_seal(there.signature)
        with storage.begin(there.workspace.id) as tx:
            for seal in (*waiting, made):
                tx.seals.add(seal)
            tx.commit()
        expected = [waiting[1], there.seal, waiting[3], waiting[0], waiting[2]]
        with storage.begin(there.workspace.id) as tx:
            assert list(tx.seals.pending()) == expected
            assert list(tx.seals.pending(limit=2)) == expected[:2]
            first = evolve(expected[0], state=SealState.SEALED, document=made.document, sealed_at=LATER)
            tx.seals.save(first)
            assert list(tx.seals.pending()) == expected[1:]


def issued(there: Furnished) -> Ticket:
    """Issue another ticket for the request that stands there."""
    return a_ticket(there.signature, issued_by=there.user.id)
