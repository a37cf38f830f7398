"""Signatures, tickets and seals in memory."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from attrs import evolve

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import Conflict, NotFound
from registre_core.kernel.identifiers import SealId, SignatureId
from registre_core.kernel.pages import Cursor, Page
from registre_core.kernel.storable import require_storable
from registre_core.ports.storage import EVERY_SIGNATURE, SignatureFilter, SignatureOrder
from registre_core.signatures import Seal, SealState, SignatureRequest, Subject, Ticket, without_person
from registre_core.testing.memory.rows import OnDesk, get, page, refuse_known, require, with_next_version


class MemorySignatureReader(OnDesk):
    """Signatures, to read."""

    def get(self, signature: SignatureId) -> SignatureRequest:
        return get(self._desk.rows.signatures, signature, "signature")

    def of_subject(self, kind: str, subject: UUID) -> tuple[SignatureRequest, ...]:
        every = self._desk.rows.signatures
        return tuple(
            every[key] for key in sorted(every) if (every[key].subject.kind, every[key].subject.id) == (kind, subject)
        )

    def page(
        self,
        where: SignatureFilter = EVERY_SIGNATURE,
        *,
        order: SignatureOrder = SignatureOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[SignatureRequest]:
        every = self._desk.rows.signatures.values()
        return page((one for one in every if _passes(where, one)), order, after, limit)

    def drawn_alike(self, drawing: Digest) -> SignatureId | None:
        every = self._desk.rows.signatures
        alike = (key for key, one in every.items() if one.evidence and one.evidence.drawing_digest == drawing)
        return min(alike, default=None)

    def content(self, digest: Digest) -> bytes:
        contents = self._desk.rows.signed_contents
        if digest not in contents:
            raise NotFound.of("signed-content", digest)
        return contents[digest]


class MemorySignatureStore(MemorySignatureReader):
    """The same, to write."""

    def add(self, signature: SignatureRequest) -> SignatureRequest:
        rows = self._desk.rows
        require_storable(signature)
        refuse_known(rows.signatures, signature.id, "signature")
        self._require_named(signature)
        rows.signatures[signature.id] = signature
        return signature

    def save(self, signature: SignatureRequest) -> SignatureRequest:
        rows = self._desk.rows
        require_storable(signature)
        changed = with_next_version(rows.signatures, signature.id, signature, "signature")
        self._require_named(signature)
        rows.signatures[signature.id] = changed
        return changed

    def keep_content(self, digest: Digest, content: bytes) -> None:
        self._desk.rows.signed_contents.setdefault(digest, content)

    def forget_signer(self, person: UUID) -> int:
        rows, count = self._desk.rows, 0
        for key, one in rows.signatures.items():
            forgotten = without_person(one, person)
            if forgotten != one:
                rows.signatures[key] = evolve(forgotten, version=one.version + 1)
                count += 1
        return count

    def _require_named(self, signature: SignatureRequest) -> None:
        rows = self._desk.rows
        require(rows.sites, [signature.site_id], "site")
        require(rows.signatures, [signature.replaces], "signature")


class MemoryTicketReader(OnDesk):
    """Tickets, to read."""

    def find(self, secret_digest: Digest) -> Ticket | None:
        return next((one for one in self._desk.rows.tickets.values() if one.secret_digest == secret_digest), None)

    def of_request(self, request: SignatureId) -> tuple[Ticket, ...]:
        every = self._desk.rows.tickets
        return tuple(every[key] for key in sorted(every) if every[key].request_id == request)


class MemoryTicketStore(MemoryTicketReader):
    """The same, to write."""

    def add(self, ticket: Ticket) -> Ticket:
        rows = self._desk.rows
        require_storable(ticket)
        refuse_known(rows.tickets, ticket.id, "ticket")
        self._require_possible(ticket)
        rows.tickets[ticket.id] = ticket
        return ticket

    def save(self, ticket: Ticket) -> Ticket:
        rows = self._desk.rows
        require_storable(ticket)
        changed = with_next_version(rows.tickets, ticket.id, ticket, "ticket")
        self._require_possible(ticket)
        rows.tickets[ticket.id] = changed
        return changed

    def _require_possible(self, ticket: Ticket) -> None:
        rows = self._desk.rows
        require(rows.signatures, [ticket.request_id], "signature")
        require(rows.users, [ticket.issued_by], "user")
        if (known := self.find(ticket.secret_digest)) and known.id != ticket.id:
            raise Conflict("already-exists", "there is a ticket with this secret already", {"ticket": str(ticket.id)})


class MemorySealReader(OnDesk):
    """Seals, to read."""

    def get(self, seal: SealId) -> Seal:
        return get(self._desk.rows.seals, seal, "seal")

    def of_subjects(self, subjects: Iterable[Subject]) -> tuple[Seal, ...]:
        wanted, every = set(subjects), self._desk.rows.seals
        return tuple(every[key] for key in sorted(every) if every[key].subject in wanted)

    def pending(self, *, limit: int = 50) -> tuple[Seal, ...]:
        waiting = [one for one in self._desk.rows.seals.values() if one.state is SealState.PENDING]
        return tuple(sorted(waiting, key=lambda one: (one.asked_at, one.id))[:limit])


class MemorySealStore(MemorySealReader):
    """The same, to write."""

    def add(self, seal: Seal) -> Seal:
        rows = self._desk.rows
        require_storable(seal)
        refuse_known(rows.seals, seal.id, "seal")
        self._require_named(seal)
        rows.seals[seal.id] = seal
        return seal

    def save(self, seal: Seal) -> Seal:
        rows = self._desk.rows
        require_storable(seal)
        changed = with_next_version(rows.seals, seal.id, seal, "seal")
        self._require_named(seal)
        rows.seals[seal.id] = changed
        return changed

    def _require_named(self, seal: Seal) -> None:
        rows = self._desk.rows
        require(rows.sites, [seal.site_id], "site")
        require(rows.signatures, seal.signatures, "signature")


def _passes(where: SignatureFilter, one: SignatureRequest) -> bool:
    return (
        (where.among is None or one.site_id in where.among)
        and (where.signer is None or one.signer.id == where.signer)
        and (where.open_at is None or (one.is_open and where.open_at < one.expires_at))
        and (where.kind is None or one.subject.kind is where.kind)
    )
