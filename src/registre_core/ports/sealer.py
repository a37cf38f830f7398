"""The door to sealed documents: a PDF that tells whether it was changed, and when it was sealed."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from attrs import frozen

from registre_core.signatures import Spot, TimeLevel


@frozen
class Stamp:
    """What one increment adds to a document."""

    name: str
    """Of the signature field; each of a document has another one."""
    picture: bytes | None
    """SVG of the drawn signature; ``None`` of one that was not drawn."""
    caption: tuple[str, ...]
    """Lines beside it, in French: who, in what role, when."""
    spot: Spot
    """Where."""
    attachment: bytes
    """The evidence: the bundle of the signature, attached to the document."""
    attachment_name: str
    """What it is called, such as ``signature-exploitant.json``."""
    signed_at: datetime
    """When the person signed: told in the caption and the reason, never as the time of the seal."""


@frozen
class Sealed:
    """A document with one seal more."""

    content: bytes
    """The PDF file: the former one, byte for byte, and an increment."""
    time_level: TimeLevel
    """`STAMPED` when a time server vouches for the time (PAdES B-T), else `LOCAL` (B-B)."""


@frozen
class FoundSeal:
    """One seal of a document, as it was checked."""

    name: str
    """Of its field."""
    is_intact: bool
    """Whether what it covers is as it was."""
    is_trusted: bool
    """Whether it was made with the key that was named."""
    stamped_at: datetime | None
    """The time that a time server vouches for."""


class Sealer(Protocol):
    """A key that seals PDF files, one increment after the other (PAdES). Safe to use from several threads.

    Obligations:
        SEA-1: What was sealed is found intact, with the seals of all increments; each covers what came before.
        SEA-2: The former document stands in the sealed one byte for byte, from the beginning.
        SEA-3: A byte changed in what is covered is found.
        SEA-4: A time server that cannot be reached, or does not answer as it should, is `AdapterFailure`
            ``time-server-failed`` (retryable), and nothing is sealed; the local clock never takes its place.
        SEA-5: The evidence is attached, and comes out as it went in.
        SEA-6: What is no PDF, or one that cannot be sealed, is `InvalidInput` ``not-sealable``.
    """

    @property
    def time_level(self) -> TimeLevel:
        """What its seals will bear: whether a time server was chosen."""
        ...

    def seal(self, content: bytes, stamp: Stamp) -> Sealed:
        """Add a stamp and seal the document.

        Raises:
            AdapterFailure: ``time-server-failed``.
            InvalidInput: ``not-sealable``.
        """
        ...

    def check(self, content: bytes) -> tuple[FoundSeal, ...]:
        """Check every seal of a document, in the order they were made.

        Raises:
            InvalidInput: ``not-sealable``.
        """
        ...
