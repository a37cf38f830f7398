"""Set French text on a page and remember where every line went.

Positions are PDF points with the origin at the top left of the page as displayed: what a person who draws a rectangle
over the page means. Only `Sheet` knows that PDF itself counts from the bottom.

Source texts carry two marks that TeX users will know: ``~`` is a no-break space, ``|`` a place where a word may be
hyphenated. A word that has a hyphen of its own may also be broken there. A line feed ends a line.
"""

from __future__ import annotations

import io
import os
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import reportlab
from reportlab import rl_config
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

A4 = (595.0, 842.0)
"""Whole points, so that a box turned by 90 degrees stays on the same grid."""

REGULAR, BOLD, ITALIC = "Vera", "Vera-Bold", "Vera-Oblique"
FONT_FILES = Path(reportlab.__file__).parent / "fonts"

ASCENT, DESCENT = 0.80, 0.24
"""Of Bitstream Vera, in parts of the size: a line box holds every accent and every tail."""

ISSUED_AT = datetime(2026, 11, 12, 8, tzinfo=UTC)
"""The day that the demo's report says it was issued."""

rl_config.useA85 = 0  # a quarter smaller, and every reader takes binary streams
for name, file in ((REGULAR, "Vera.ttf"), (BOLD, "VeraBd.ttf"), (ITALIC, "VeraIt.ttf")):
    pdfmetrics.registerFont(TTFont(name, FONT_FILES / file, asciiReadable=False))


def as_drawn(text: str) -> str:
    """Take the marks off a source text, as it stands on the page."""
    return unicodedata.normalize("NFC", text.replace("|", "").replace("~", "\u00a0"))


def as_read(text: str) -> str:
    """Write a source text as a reader ought to hand it over: no marks, NFC, spaces folded."""
    return " ".join(as_drawn(text).split())


@dataclass(frozen=True)
class Box:
    """A rectangle of the displayed page."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Self:
        """Draw the smallest box that holds all of these."""
        held = list(boxes)
        return cls(
            min(box.left for box in held),
            min(box.top for box in held),
            max(box.right for box in held),
            max(box.bottom for box in held),
        )

    def grown(self, by: float) -> Box:
        """Move every edge outwards."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def as_list(self) -> list[float]:
        """Write it for JSON: x0, y0, x1, y1, to the tenth of a point."""
        return [round(value, 1) for value in (self.left, self.top, self.right, self.bottom)]


@dataclass(frozen=True)
class Style:
    """How a text looks."""

    size: float = 9.0
    leading: float = 12.6
    font: str = REGULAR
    colour: str = "#1b2a33"

    def but(self, **changes: Any) -> Style:  # noqa: ANN401 # each of its own field's type
        """Copy it with some changes."""
        return replace(self, **changes)

    def width(self, text: str) -> float:
        """Measure a text without marks."""
        return float(pdfmetrics.stringWidth(text, self.font, self.size))


@dataclass(frozen=True)
class Block:
    """Lines that were set together, and the words they say."""

    text: str
    """As a reader ought to hand it over."""
    lines: tuple[str, ...]
    boxes: tuple[Box, ...]

    @property
    def box(self) -> Box:
        """All lines together."""
        return Box.around(self.boxes)

    @property
    def bottom(self) -> float:
        """Where the next block may begin."""
        return self.boxes[-1].bottom

    def only(self, words: str, style: Style) -> Block:
        """Narrow it to some words that stand together on one of its lines."""
        line, box = next(
            (line, box) for line, box in zip(self.lines, self.boxes, strict=True) if as_drawn(words) in line
        )
        left = box.left + style.width(line[: line.index(as_drawn(words))])
        drawn = Box(left, box.top, left + style.width(as_drawn(words)), box.bottom)
        return Block(as_read(words), (as_drawn(words),), (drawn,))


def joined(blocks: Sequence[Block]) -> Block:
    """Take blocks that are read one after the other as one."""
    return Block(
        " ".join(block.text for block in blocks),
        tuple(line for block in blocks for line in block.lines),
        tuple(box for block in blocks for box in block.boxes),
    )


def break_lines(text: str, style: Style, width: float) -> list[str]:
    """Fill lines greedily, hyphenating at the marks and breaking compounds at their own hyphen."""
    return [line for part in text.split("\n") for line in _filled_lines(part, style, width)]


def _filled_lines(text: str, style: Style, width: float) -> list[str]:
    lines, line, words = [], "", deque(text.split(" "))
    while words:
        word = words.popleft()
        start = f"{line} " if line else ""
        if style.width(start + as_drawn(word)) <= width:
            line = start + as_drawn(word)
            continue
        head, tail = _longest_head(word, style, width - style.width(start))
        if not head and not line:
            raise ValueError(f"no room for {word!r} on a line of its own")
        lines.append(start + head if head else line)
        line = ""
        words.appendleft(tail)
    return [*lines, line]


def _longest_head(word: str, style: Style, room: float) -> tuple[str, str]:
    """Split a word where it may be broken, as far right as there is room; an empty head if nowhere."""
    for cut in range(len(word) - 1, 0, -1):
        mark = word[cut - 1]
        head = as_drawn(word[:cut]) + ("-" if mark == "|" else "")
        if mark in "|-" and style.width(head) <= room:
            return head, word[cut:]
    return "", word


class Sheet:
    """Pages of one document, drawn from top to bottom.

    The bytes depend on nothing but the calls: no clock, no random identifier.
    """

    def __init__(
        self,
        title: str,
        subject: str,
        author: str,
        *,
        size: tuple[float, float] = A4,
        encryption: StandardEncryption | None = None,
    ) -> None:
        self.width, self.height = size
        self._bytes = io.BytesIO()
        with _clock_stopped():
            self.canvas = Canvas(
                self._bytes,
                pagesize=size,
                invariant=1,
                pageCompression=1,
                lang="fr-FR",
                initialFontName=REGULAR,
                pdfVersion=(1, 7),
                encrypt=encryption,
            )
        self.canvas.setTitle(title)
        self.canvas.setSubject(subject)
        self.canvas.setAuthor(author)
        self.canvas.setCreator("registre-core")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self.placed: list[tuple[Block, Style]] = []
        self._has_page = False

    def begin_page(self, matrix: Sequence[float] = (1, 0, 0, 1, 0, 0)) -> None:
        """Start a page, drawn through a matrix if the page is to be turned or moved afterwards."""
        if self._has_page:
            self.canvas.showPage()
        self._has_page = True
        self.placed = []
        self.canvas.transform(*matrix)

    def finish(self) -> bytes:
        """Close the document."""
        self.canvas.showPage()
        self.canvas.save()
        return self._bytes.getvalue()

    def line(
        self, x: float, top: float, text: str, style: Style, *, word_space: float = 0, invisible: bool = False
    ) -> Block:
        """Set one line whose box begins at this corner; invisible is how a scanner lays text over its image."""
        drawn = as_drawn(text)
        self.canvas.setFillColor(style.colour)
        self.canvas.setFont(style.font, style.size)
        baseline = self.height - top - ASCENT * style.size
        self.canvas.drawString(x, baseline, drawn, mode=3 if invisible else None, wordSpace=word_space or None)
        width = style.width(drawn) + word_space * _spaces(drawn)
        box = Box(x, top, x + width, top + (ASCENT + DESCENT) * style.size)
        self.placed.append((Block(as_read(text), (drawn,), (box,)), style))
        return self.placed[-1][0]

    def right_line(self, right: float, top: float, text: str, style: Style) -> Block:
        """Set one line that ends at this edge."""
        return self.line(right - style.width(as_drawn(text)), top, text, style)

    def centred_line(self, centre: float, top: float, text: str, style: Style) -> Block:
        """Set one line around this middle."""
        return self.line(centre - style.width(as_drawn(text)) / 2, top, text, style)

    def lines(
        self,
        x: float,
        top: float,
        lines: Sequence[str],
        text: str,
        style: Style,
        *,
        justified_to: float = 0,
        continues: bool = False,
    ) -> Block:
        """Set lines that were broken before, stretched to a width if asked, the last one only if the text continues."""
        placed = []
        for index, line in enumerate(lines):
            stretched = justified_to and (continues or index < len(lines) - 1) and _spaces(line)
            space = (justified_to - style.width(line)) / _spaces(line) if stretched else 0
            placed.append(self.line(x, top + index * style.leading, line, style, word_space=space))
        return Block(as_read(text), tuple(lines), tuple(block.box for block in placed))

    def paragraph(
        self, x: float, top: float, width: float, text: str, style: Style, *, justified: bool = False
    ) -> Block:
        """Break a text into lines and set them."""
        broken = break_lines(text, style, width)
        return self.lines(x, top, broken, text, style, justified_to=width if justified else 0)

    def vertical_line(self, baseline: float, start: float, text: str, style: Style, *, upwards: bool) -> Block:
        """Set one line that reads bottom to top, or top to bottom; start is the y where it begins."""
        turn = 1 if upwards else -1
        self.canvas.saveState()
        self.canvas.setFillColor(style.colour)
        self.canvas.setFont(style.font, style.size)
        self.canvas.translate(baseline, self.height - start)
        self.canvas.rotate(90 * turn)
        self.canvas.drawString(0, 0, as_drawn(text))
        self.canvas.restoreState()
        above, below = baseline - turn * ASCENT * style.size, baseline + turn * DESCENT * style.size
        ends = sorted((start, start - turn * style.width(as_drawn(text))))
        box = Box(min(above, below), ends[0], max(above, below), ends[1])
        return Block(as_read(text), (as_drawn(text),), (box,))

    def rule(self, x0: float, y0: float, x1: float, y1: float, colour: str = "#b9c7cc", width: float = 0.5) -> None:
        """Draw a straight line."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def panel(self, box: Box, fill: str, radius: float = 0) -> None:
        """Fill a rectangle, with rounded corners if asked."""
        self.canvas.setFillColor(fill)
        self.canvas.roundRect(
            box.left, self.height - box.bottom, box.right - box.left, box.bottom - box.top, radius, stroke=0, fill=1
        )


@contextmanager
def _clock_stopped() -> Iterator[None]:
    """Give reportlab the moment it writes into files, whatever the surroundings say."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = str(int(ISSUED_AT.timestamp()))
    try:
        yield
    finally:
        del os.environ[name]
        if before is not None:
            os.environ[name] = before


def _spaces(line: str) -> int:
    return line.count(" ") + line.count("\u00a0")
