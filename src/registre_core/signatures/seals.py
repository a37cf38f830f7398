"""A sealed document: a PDF of what was signed, with the signatures in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from math import inf

from attrs import field, frozen

from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.errors import Problem
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
class Spot(Checked):
    """Where on a document a signature belongs."""

    page: int = field(metadata=must(at_least(1)))
    """Counted from 1."""
    box: tuple[float, ...]
    """Left, top, right, bottom, in PDF points, origin top left."""

    def contradictions(self) -> Iterator[Problem]:
        """A box has an inside."""
        match self.box:
            case (left, top, right, bottom):
                has_inside = 0 <= left < right < inf and 0 <= top < bottom < inf
            case _:
                has_inside = False
        if not has_inside:
            yield Problem("box", "spot-without-inside", "left is before right, and top above bottom")


@frozen
class Reserved(Checked):
    """The spot of one signature, on a document that may be sealed before that signature comes."""

    signature: SignatureId
    """Whose."""
    spot: Spot
    """Where."""


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
    reserved: tuple[Reserved, ...] = ()
    """The boxes of all signatures on the document as it was printed: further ones are stamped there, since what was
    sealed is never printed again."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""

    def contradictions(self) -> Iterator[Problem]:
        """What is sealed is there, and its time is stamped by a seal only; each signature has one spot."""
        if self.state is SealState.SEALED and (self.document is None or self.sealed_at is None):
            yield Problem("state", "sealed-without-document", "what is sealed has a document, and tells since when")
        if (self.document is None) != (self.sealed_at is None):
            yield Problem("sealed_at", "document-without-seal", "a document that is kept was sealed at some time")
        if self.document is None and self.time_level is TimeLevel.STAMPED:
            yield Problem("time_level", "stamped-without-seal", "nothing was sealed yet, so nothing bears a time stamp")
        if len({one.signature for one in self.reserved}) < len(self.reserved):
            yield Problem("reserved", "repeated-spot", "each signature has one spot")

    def spot_of(self, signature: SignatureId) -> Spot | None:
        """Give the box of a signature, if it has one."""
        return next((one.spot for one in self.reserved if one.signature == signature), None)
