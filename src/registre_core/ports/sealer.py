"""The door to sealed documents: a PDF that tells whether it was changed, and when it was sealed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from attrs import field, frozen

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
    spot: Spot | None
    """Where; ``None`` of one for which the document has no box: it is sealed as well, and drawn nowhere."""
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
    """Whether what it covers is as it was; of the last one, also that nothing stands behind it."""
    is_trusted: bool
    """Whether it was made with the key that was named."""
    stamped_at: datetime | None
    """The time that a time server vouches for."""
    evidence_name: str | None
    """What its attachment is called."""
    evidence: bytes | None = field(repr=False)
    """Its attachment, as it stood when this seal was made."""


class Sealer(Protocol):
    """A key that seals PDF files, one increment after the other (PAdES). Safe to use from several threads.

    Obligations:
        SEA-1: What was sealed is found intact, with the seals of all increments in their order, however many boxes are
            still empty; each covers what came before.
        SEA-2: The former document stands in the sealed one byte for byte, from the beginning.
        SEA-3: A byte changed in what is covered is found.
        SEA-4: A time server that cannot be reached, or does not answer as it should, is `AdapterFailure`
            ``time-server-failed`` (retryable), and nothing is sealed; the local clock never takes its place.
        SEA-5: The evidence is attached, and comes out as it went in.
        SEA-6: What is no PDF, or one that cannot be sealed, is `InvalidInput` ``not-sealable``; so is a second seal of
            the same name.
        SEA-7: A seal made with another key is found, and not trusted.
        SEA-8: Whatever a caption or a picture holds, it is drawn and nothing else: nothing is run, or loaded.
        SEA-9: Threads that seal at once each get their own document.
    """

    @property
    def time_level(self) -> TimeLevel:
        """What its seals will bear: whether a time server was chosen."""
        ...

    def seal(self, content: bytes, stamp: Stamp, *, boxes: Mapping[str, Spot] | None = None) -> Sealed:
        """Add a stamp and seal the document.

        The first seal allows nothing to be added from then on but further seals, and those only in boxes that are
        there: so it is told where all others will stand.

        Args:
            content: the document, sealed before or not.
            stamp: what to add.
            boxes: by the names of their stamps, the spots of the seals that will follow; only the first one is asked.

        Raises:
            AdapterFailure: ``time-server-failed``, ``rendering-failed``.
            ConfigurationError: ``private-key-needed``, ``seal-expired``.
            InvalidInput: ``not-sealable``.
        """
        ...

    def check(self, content: bytes) -> tuple[FoundSeal, ...]:
        """Check every seal of a document, in the order they were made.

        Raises:
            InvalidInput: ``not-sealable``.
        """
        ...
