"""Questions about signatures, tickets and seals."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from attrs import field, frozen

from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import SealId, SignatureId, SiteId
from registre_core.kernel.pages import Cursor, Page
from registre_core.kernel.validation import Checked, aware, must
from registre_core.ports.storage.orders import SignatureOrder
from registre_core.signatures import Seal, SignatureRequest, Subject, SubjectKind, Ticket


@frozen
class SignatureFilter(Checked):
    """Which requests a list shows; every condition named must hold."""

    among: frozenset[SiteId] | None = None
    """Only on these sites; ``None`` means on any."""
    signer: UUID | None = None
    """Only of this signer."""
    open_at: datetime | None = field(default=None, metadata=must(aware))
    """Only those that can still be signed at this moment: neither settled nor expired."""
    kind: SubjectKind | None = None
    """Only under things of this kind."""


EVERY_SIGNATURE = SignatureFilter()
"""No condition."""


class SignatureReader(Protocol):
    """Signatures that were asked for."""

    def get(self, signature: SignatureId) -> SignatureRequest:
        """Give one of them.

        Raises:
            NotFound: ``signature-not-found``.
        """
        ...

    def of_subject(self, kind: str, subject: UUID) -> tuple[SignatureRequest, ...]:
        """Give every one of a thing, of all its stages and editions, by identifier."""
        ...

    def page(
        self,
        where: SignatureFilter = EVERY_SIGNATURE,
        *,
        order: SignatureOrder = SignatureOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[SignatureRequest]:
        """List them."""
        ...

    def drawn_alike(self, drawing: Digest) -> SignatureId | None:
        """Tell which one was signed with a drawing of this very shape, if any."""
        ...

    def content(self, digest: Digest) -> bytes:
        """Give the canonical bytes that were shown, or signed, under a digest.

        Raises:
            NotFound: ``signed-content-not-found``.
        """
        ...


class SignatureStore(SignatureReader, Protocol):
    """The same, to write."""

    def add(self, signature: SignatureRequest) -> SignatureRequest:
        """Keep a new one.

        Raises:
            Conflict: ``already-exists``.
            NotFound: ``site-not-found``, or ``signature-not-found`` when that in whose place it stands is not there.
        """
        ...

    def save(self, signature: SignatureRequest) -> SignatureRequest:
        """Keep the changed one and give it with its new version.

        Raises:
            Conflict: ``stale-version``.
            NotFound: ``signature-not-found``, or one it names, as for `add`.
        """
        ...

    def keep_content(self, digest: Digest, content: bytes) -> None:
        """Keep canonical bytes under their digest; what is kept already stays."""
        ...

    def forget_signer(self, person: UUID) -> int:
        """Take name, drawing, device and address of one person away from every signature, and raise its version.

        Of who lent his session his name is taken away, too. Tell how many signatures named him.
        """
        ...


class TicketReader(Protocol):
    """Tickets, to read."""

    def find(self, secret_digest: Digest) -> Ticket | None:
        """Give the ticket whose secret has this digest, if there is one."""
        ...

    def of_request(self, request: SignatureId) -> tuple[Ticket, ...]:
        """Give every ticket of a request, by identifier."""
        ...


class TicketStore(TicketReader, Protocol):
    """The same, to write."""

    def add(self, ticket: Ticket) -> Ticket:
        """Keep a new one.

        Raises:
            Conflict: ``already-exists``, also when there is a ticket with this secret.
            NotFound: ``signature-not-found`` or ``user-not-found``, when its request, or who issued it, is not there.
        """
        ...

    def save(self, ticket: Ticket) -> Ticket:
        """Keep the changed one and give it with its new version.

        Raises:
            Conflict: ``stale-version``.
            NotFound: ``ticket-not-found``, or one it names, as for `add`.
        """
        ...


class SealReader(Protocol):
    """Seals, to read."""

    def get(self, seal: SealId) -> Seal:
        """Give one seal.

        Raises:
            NotFound: ``seal-not-found``.
        """
        ...

    def of_subjects(self, subjects: Iterable[Subject]) -> tuple[Seal, ...]:
        """Give the seals of these things, by identifier; of one that was never sealed there is none."""
        ...

    def pending(self, *, limit: int = 50) -> tuple[Seal, ...]:
        """Give those that wait, the longest first."""
        ...


class SealStore(SealReader, Protocol):
    """The same, to write."""

    def add(self, seal: Seal) -> Seal:
        """Keep a new one.

        Raises:
            Conflict: ``already-exists``.
            NotFound: ``site-not-found`` or ``signature-not-found``, when it names one that is not there.
        """
        ...

    def save(self, seal: Seal) -> Seal:
        """Keep the changed one and give it with its new version.

        Raises:
            Conflict: ``stale-version``.
            NotFound: ``seal-not-found``.
        """
        ...
