"""A link: 256 random bits that let one recipient see and answer his own line. Only their digest is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from attrs import field, frozen

from registre_core.kernel.documents import SHA_256, Digest
from registre_core.kernel.errors import Problem
from registre_core.kernel.identifiers import LineId, LinkId, WorkRequestId
from registre_core.kernel.validation import Checked, at_least, aware, must


@frozen
class Link(Checked):
    """What is kept of a link: whoever reads the database cannot answer with it."""

    id: LinkId
    secret_digest: Digest = field(metadata=must(SHA_256))
    """SHA-256 of the secret: it is looked up by it."""
    request_id: WorkRequestId
    """Of which request."""
    line_id: LineId
    """The one line it opens."""
    issued_at: datetime = field(metadata=must(aware))
    """When."""
    expires_at: datetime = field(metadata=must(aware))
    """From then on it opens nothing."""
    opened_at: datetime | None = field(default=None, metadata=must(aware))
    """When it was first opened."""
    revoked_at: datetime | None = field(default=None, metadata=must(aware))
    """When its line was taken back, or somebody took the link back."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""

    def contradictions(self) -> Iterator[Problem]:
        """It opens something for some time."""
        if self.expires_at <= self.issued_at:
            yield Problem("expires_at", "link-expires-at-once", "a link opens something for some time at least")
