"""A passage: words taken from a document, with all that is needed to find them again or to say that they are lost.

Source: mission, «Beyond the source», point 7. A text range of a browser is not portable; page, quads, quote and context
are.
"""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from registre_core.kernel.documents import SHA_256, Digest
from registre_core.kernel.errors import Problem
from registre_core.kernel.validation import Checked, at_least, must, not_blank, not_empty, percentage


class TextSource(StrEnum):
    """Where the words come from: a reader who doubts them knows where to look."""

    NATIVE = "native"
    """The page's own text."""
    FALLBACK = "fallback"
    """The page's own text, read by the second engine because the first one's made no sense."""
    OCR = "ocr"
    """Recognised in an image of the region."""


@frozen
class Quad:
    """A box around words on one line of the displayed page.

    Units:
        PDF points (1/72 inch), rounded to hundredths; origin at the top left of the page as displayed (CropBox and
        rotation applied); corners in reading order: top left, top right, bottom right, bottom left.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    x2: float
    y2: float
    x3: float
    y3: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the smallest upright box around it."""
        across, down = (self.x0, self.x1, self.x2, self.x3), (self.y0, self.y1, self.y2, self.y3)
        return min(across), min(down), max(across), max(down)

    @classmethod
    def around(cls, left: float, top: float, right: float, bottom: float) -> Quad:
        """Draw the upright box with these edges."""
        x0, y0, x1, y1 = (round(value, 2) for value in (left, top, right, bottom))
        return cls(x0, y0, x1, y0, x1, y1, x0, y1)


@frozen
class PassagePart(Checked):
    """The part of a passage that stands on one page."""

    page: int = field(metadata=must(at_least(1)))
    """Number of the page in the file, from 1."""
    label: str
    """What the document itself calls that page, such as ``iv``; its number where it says nothing."""
    width: float
    """Points, as displayed."""
    height: float
    """Points, as displayed."""
    rotation: int
    """Degrees clockwise that were applied to display it: 0, 90, 180 or 270."""
    quads: tuple[Quad, ...] = field(metadata=must(not_empty))
    """One box a line of words, in reading order."""


@frozen
class Passage(Checked):
    """An exact quote of a document, anchored four ways: digest, place, context and offsets."""

    document: Digest = field(metadata=must(SHA_256))
    """The very file it was read from."""
    quote: str = field(metadata=must(not_blank))
    """The words: reading order, NFC, ligatures split, hyphenated line ends joined, spaces folded."""
    prefix: str
    """Up to 32 characters that stand before it on its page."""
    suffix: str
    """Up to 32 characters that stand after it."""
    start: int = field(metadata=must(at_least(0)))
    """Offset of its first character in the cleaned text of its first page."""
    end: int = field(metadata=must(at_least(1)))
    """Offset after its last character in the cleaned text of its last page."""
    source: TextSource
    """Where the words come from."""
    engine: str
    """What read them, with its version, such as ``pdfium 7654``."""
    parts: tuple[PassagePart, ...] = field(metadata=must(not_empty))
    """One part a page, in page order."""
    confidence: float | None = field(default=None, metadata=must(percentage))
    """From 0 to 100, of words that were recognised: how sure the engine is, weighted by letters; ``None`` of others."""
    may_be_copied: bool = True
    """Whether the file's author lets its words be copied (ISO 32000-2, table 22); a host decides what follows."""

    def contradictions(self) -> list[Problem]:
        """Pages come in order, each once."""
        if len(self.parts) == 1:  # as nearly all of them: a list of findings builds hundreds
            return []
        pages = [part.page for part in self.parts]
        if pages == sorted(set(pages)):
            return []
        return [Problem("parts", "pages-out-of-order", "the parts of a passage come in page order, one a page")]
