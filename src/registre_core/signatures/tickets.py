"""A ticket: 256 random bits that let one signer sign one thing once, from a telephone. Only their digest is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from attrs import field, frozen

from registre_core.kernel.documents import SHA_256, Digest
from registre_core.kernel.errors import Problem
from registre_core.kernel.identifiers import SignatureId, TicketId, UserId
from registre_core.kernel.signatories import SignatoryRole
from registre_core.kernel.validation import Checked, at_least, aware, must


@frozen
class Ticket(Checked):
    """What is kept of a ticket: whoever reads the database cannot sign with it."""

    id: TicketId
    secret_digest: Digest = field(metadata=must(SHA_256))
    """SHA-256 of the secret: it is looked up by it."""
    request_id: SignatureId
    """What it lets sign."""
    digest: Digest = field(metadata=must(SHA_256))
    """Of what is to be signed: of anything else it opens nothing."""
    role: SignatoryRole
    """In this role only."""
    signer_id: UUID
    """By this signer only."""
    issued_by: UserId
    """On whose session the signer signs."""
    issued_at: datetime = field(metadata=must(aware))
    """When."""
    expires_at: datetime = field(metadata=must(aware))
    """From then on it opens nothing."""
    opened_at: datetime | None = field(default=None, metadata=must(aware))
    """When it was first opened; opening uses nothing up."""
    used_at: datetime | None = field(default=None, metadata=must(aware))
    """When it was signed with."""
    revoked_at: datetime | None = field(default=None, metadata=must(aware))
    """When a newer one took its place, or its request was settled otherwise."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""

    def contradictions(self) -> Iterator[Problem]:
        """It opens something for some time, and comes to one end."""
        if self.expires_at <= self.issued_at:
            yield Problem("expires_at", "ticket-expires-at-once", "a ticket opens something for some time at least")
        if self.used_at is not None and self.revoked_at is not None:
            yield Problem("revoked_at", "ticket-ended-twice", "what was used is not revoked any more")
