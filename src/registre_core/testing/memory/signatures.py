"""Signatures, tickets and seals in memory."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from attrs import evolve

from registre_core.kernel.documents import Digest
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.errors import NotFound
from registre_core.kernel.identifiers import SealId, SignatureId
from registre_core.kernel.pages import Cursor, Page
from registre_core.kernel.storable import require_storable
from registre_core.ports.storage import EVERY_SIGNATURE, SignatureFilter, SignatureOrder
from registre_core.signatures import Evidence, Seal, SealState, SignatureRequest, Subject, Ticket, Trace
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
        require(rows.sites, [signature.site_id], "site")
        rows.signatures[signature.id] = signature
        return signature

    def save(self, signature: SignatureRequest) -> SignatureRequest:
        rows = self._desk.rows
        require_storable(signature)
        changed = with_next_version(rows.signatures, signature.id, signature, "signature")
        require(rows.sites, [signature.site_id], "site")
        rows.signatures[signature.id] = changed
        return changed

    def keep_content(self, digest: Digest, content: bytes) -> None:
        self._desk.rows.signed_contents.setdefault(digest, content)

    def forget_signer(self, person: UUID) -> int:
        rows, count = self._desk.rows, 0
        for key, one in rows.signatures.items():
            forgotten = _without(one, person)
            if forgotten != one:
                rows.signatures[key] = evolve(forgotten, version=one.version + 1)
                count += 1
        return count


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
        require(rows.signatures, [ticket.request_id], "signature")
        rows.tickets[ticket.id] = ticket
        return ticket

    def save(self, ticket: Ticket) -> Ticket:
        rows = self._desk.rows
        require_storable(ticket)
        changed = with_next_version(rows.tickets, ticket.id, ticket, "ticket")
        rows.tickets[ticket.id] = changed
        return changed


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
        require(rows.sites, [seal.site_id], "site")
        rows.seals[seal.id] = seal
        return seal

    def save(self, seal: Seal) -> Seal:
        rows = self._desk.rows
        require_storable(seal)
        changed = with_next_version(rows.seals, seal.id, seal, "seal")
        rows.seals[seal.id] = changed
        return changed


def _passes(where: SignatureFilter, one: SignatureRequest) -> bool:
    return (
        (where.among is None or one.site_id in where.among)
        and (where.signer is None or one.signer.id == where.signer)
        and (where.open_at is None or (one.is_open and where.open_at < one.expires_at))
    )


def _without(one: SignatureRequest, person: UUID) -> SignatureRequest:
    evidence = _unsigned(one.evidence, person) if one.evidence else None
    signer = evolve(one.signer, name=ERASED_NAME) if one.signer.id == person else one.signer
    return evolve(one, signer=signer, evidence=evidence)


def _unsigned(evidence: Evidence, person: UUID) -> Evidence:
    trace = Trace(person) if evidence.trace.id == person else evidence.trace
    session = evidence.session
    if session and session.id == person:
        session = evolve(session, name=ERASED_NAME)
    return evolve(evidence, trace=trace, session=session)
