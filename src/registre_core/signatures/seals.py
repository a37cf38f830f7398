"""A sealed document: a PDF of what was signed, with the signatures in it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from attrs import field, frozen

from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.identifiers import SealId, SignatureId, SiteId
from registre_core.kernel.validation import Checked, at_least, aware, each_once, must, not_empty
from registre_core.signatures.evidence import TimeLevel
from registre_core.signatures.requests import Subject


class SealState(StrEnum):
    """Whether the document is sealed."""

    PENDING = "pending"
    """The time server could not be reached: nothing is sealed under the local clock in its place."""
    SEALED = "sealed"
    """Sealed; the document can be given away."""


@frozen
class Seal(Checked):
    """The seal of one stage of one thing; sealing it again after a further signature adds to the same document."""

    id: SealId
    subject: Subject
    """What was signed."""
    site_id: SiteId
    """Where that is."""
    signatures: tuple[SignatureId, ...] = field(metadata=must(not_empty, each_once))
    """Which ones are sealed, or wait to be, in the order of their increments."""
    asked_at: datetime = field(metadata=must(aware))
    """When it was first asked for."""
    state: SealState
    """Whether it is done."""
    document: DocumentRef | None = None
    """The PDF; while it waits, the last one that was sealed, if any."""
    time_level: TimeLevel = TimeLevel.LOCAL
    """Where the time in it comes from."""
    sealed_at: datetime | None = field(default=None, metadata=must(aware))
    """When the last increment was made."""
    attempts: int = field(default=1, metadata=must(at_least(1)))
    """How often it was tried since the last increment."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""
