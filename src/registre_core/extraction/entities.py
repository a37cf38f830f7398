"""A page, its words, and what a person selects on it."""

from __future__ import annotations

import re
from functools import cached_property
from math import isfinite
from typing import NamedTuple

from attrs import field, frozen

from registre_core.extraction.boxes import Box, Boxes
from registre_core.extraction.cleaning import CleanText
from registre_core.extraction.turns import is_slanted
from registre_core.kernel.errors import Problem
from registre_core.kernel.passages import Quad, TextSource
from registre_core.kernel.validation import Checked, at_least, must, not_empty

LINE = re.compile(r"[^\n]+")
"""One line of a page's characters."""

WORD = re.compile(r"\S+")
"""Characters without a space between them."""


@frozen
class PageInfo(Checked):
    """A page as displayed."""

    number: int = field(metadata=must(at_least(1)))
    """Its place in the file, from 1."""
    label: str
    """What the document itself calls it, such as ``iv``; its number where it says nothing."""
    width: float
    """Points, as displayed."""
    height: float
    """Points, as displayed."""
    rotation: int = 0
    """Degrees clockwise that were applied to display it: 0, 90, 180 or 270."""
    crop: Box = (0.0, 0.0, 0.0, 0.0)
    """The visible part in the file's own space (user space, y upwards): left, bottom, right, top."""

    @property
    def has_area(self) -> bool:
        """Whether anything can be seen on it: files have pages that are nothing but a line."""
        return self.width > 0 and self.height > 0

    @property
    def box(self) -> Box:
        """All of it."""
        return 0.0, 0.0, self.width, self.height


@frozen
class Region(Checked):
    """An upright rectangle on one page."""

    page: int = field(metadata=must(at_least(1)))
    """Number of the page in the file, from 1."""
    x0: float
    """Left edge."""
    y0: float
    """Upper edge."""
    x1: float
    """Right edge."""
    y1: float
    """Lower edge."""

    def contradictions(self) -> list[Problem]:
        """Left comes before right and top before bottom, in numbers that exist."""
        if all(map(isfinite, self.box)) and self.x0 < self.x1 and self.y0 < self.y1:
            return []
        shown = ",".join(f"{edge:g}" for edge in self.box)
        said = f"a rectangle is x0,y0,x1,y1 with x0 < x1 and y0 < y1, not {shown}"
        return [Problem("rect", "malformed-rectangle", said, {"rect": shown})]

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return self.x0, self.y0, self.x1, self.y1

    def touches(self, box: Box) -> bool:
        """Whether any of `box` is inside."""
        x0, y0, x1, y1 = box
        return x0 <= self.x1 and x1 >= self.x0 and y0 <= self.y1 and y1 >= self.y0

    def encloses(self, box: Box) -> bool:
        """Whether all of `box` is inside."""
        x0, y0, x1, y1 = box
        return self.x0 <= x0 and x1 <= self.x1 and self.y0 <= y0 and y1 <= self.y1

    def holds_centre(self, box: Box) -> bool:
        """Whether the centre of `box` is inside."""
        x0, y0, x1, y1 = box
        return self.x0 <= (x0 + x1) / 2 <= self.x1 and self.y0 <= (y0 + y1) / 2 <= self.y1


@frozen
class Outline(Checked):
    """A box with four corners on one page, tilted or not: what viewers give for marked words (*quads*)."""

    page: int = field(metadata=must(at_least(1)))
    """Number of the page in the file, from 1."""
    quad: Quad
    """Its corners in reading order."""

    def contradictions(self) -> list[Problem]:
        """It turns one way all around and holds something, in numbers that exist."""
        numbers = all(isfinite(value) for corner in self.corners for value in corner)
        if numbers and set(self._sides) in ({True}, {False}):
            return []
        shown = ",".join(f"{value:g}" for corner in self.corners for value in corner)
        said = f"the corners of a box go around it (x0,y0 … x3,y3), not {shown}"
        return [Problem("quad", "malformed-quad", said, {"quad": shown})]

    @cached_property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """The four of them."""
        quad = self.quad
        return (quad.x0, quad.y0), (quad.x1, quad.y1), (quad.x2, quad.y2), (quad.x3, quad.y3)

    @cached_property
    def box(self) -> Box:
        """Left, top, right, bottom of the smallest upright box around it."""
        return self.quad.box

    @property
    def _sides(self) -> tuple[bool | None, ...]:
        """To which side of each edge the next corner lies."""
        a, b, c, d = self.corners
        return tuple(_turns_right(*three) for three in ((a, b, c), (b, c, d), (c, d, a), (d, a, b)))

    def touches(self, box: Box) -> bool:
        """Whether any of `box` may be inside."""
        x0, y0, x1, y1 = self.box
        return box[0] <= x1 and box[2] >= x0 and box[1] <= y1 and box[3] >= y0

    def encloses(self, box: Box) -> bool:
        """Whether all of `box` is inside."""
        x0, y0, x1, y1 = box
        return all(self._holds(corner) for corner in ((x0, y0), (x1, y0), (x1, y1), (x0, y1)))

    def holds_centre(self, box: Box) -> bool:
        """Whether the centre of `box` is inside."""
        x0, y0, x1, y1 = box
        return self._holds(((x0 + x1) / 2, (y0 + y1) / 2))

    def _holds(self, point: tuple[float, float]) -> bool:
        corners = self.corners
        around = zip(corners, (*corners[1:], corners[0]), strict=True)
        return all(_turns_right(start, end, point) in (self._sides[0], None) for start, end in around)


Mark = Region | Outline
"""What somebody drew around words."""


def _turns_right(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> bool | None:
    """Whether one turns right from a over b to c, as the page is seen (y downwards); neither, if straight on."""
    cross = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return None if cross == 0 else cross > 0


@frozen
class Selection(Checked):
    """What a person marked: one or more boxes, on one or more pages.

    The order in which they were drawn does not matter: the words come in the order in which one reads them.
    """

    regions: tuple[Mark, ...] = field(metadata=must(not_empty))
    """The boxes; where two overlap, their words count once."""

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages it stands on, in order, each once."""
        return tuple(sorted({region.page for region in self.regions}))

    def on(self, page: int) -> tuple[Mark, ...]:
        """Keep the boxes of one page."""
        return tuple(region for region in self.regions if region.page == page)


@frozen
class Part(Checked):
    """Characters that follow each other on one page: words that are known by their letters, not by a box."""

    page: int = field(metadata=must(at_least(1)))
    """Number of the page in the file, from 1."""
    start: int = field(metadata=must(at_least(0)))
    """Where the first one stands in the characters of its `PageText`."""
    end: int = field(metadata=must(at_least(1)))
    """Where the one after the last stands."""


@frozen
class Ruling:
    """A straight line that is drawn on the page, level or upright: what makes a table a table."""

    x0: float
    """Left end."""
    y0: float
    """Upper end."""
    x1: float
    """Right end; equal to the left one if upright."""
    y1: float
    """Lower end; equal to the upper one if level."""


@frozen
class Survey(Checked):
    """What is drawn on a page beside what its characters say: enough to tell what kind of page it is."""

    images: tuple[Box, ...] = ()
    """Where images are drawn, cut at the edges of the page: left, top, right, bottom, in points as displayed."""
    hidden: float = 0.0
    """Share of its pieces of text that are drawn invisibly, from 0 to 1: the words that a scanner put behind a scan."""
    is_blank: bool = False
    """Whether nothing at all is to be seen."""


@frozen
class Sheet:
    """A page as proposals look at it: its words and its lines."""

    text: PageText
    """Its characters, native or recognised."""
    rulings: tuple[Ruling, ...] = ()
    """The lines drawn on it."""


@frozen
class Line:
    """Characters that one reads in one go."""

    start: int
    """Where its first character stands in the characters of its page."""
    end: int
    """Where the break after it stands."""
    box: Box
    """The box around it."""
    is_slanted: bool = False
    """Whether it runs neither level nor upright: a watermark («COPIE») that lies across the words of the page."""


class Word(NamedTuple):
    """Characters of one line without a space between them.

    A report has hundreds of thousands, so it is a tuple: made in a third of the time.
    """

    text: str
    """As written: neither cleaned nor joined with the rest of a hyphenated word."""
    x0: float
    """Left edge."""
    y0: float
    """Upper edge."""
    x1: float
    """Right edge."""
    y1: float
    """Lower edge."""
    start: int
    """Where its first character stands in the characters of its page."""
    line: int
    """The line it stands on, counted from 0 in reading order."""


@frozen(hash=False)
class PageText(Checked):
    """The characters of one page in reading order, each with its box.

    Made by `assemble`. One string and one array: a page is cheap to keep, and cheap to send out of a worker process.
    """

    info: PageInfo
    """The page."""
    characters: str
    """As written. A line ends with a line feed, an empty line parts blocks, a tab is a wide gap within a line."""
    boxes: Boxes
    """One a character; a space or a break shares that of the character before it."""
    engine: str
    """What read it, with its version, such as ``pdfium 8149``."""
    source: TextSource = TextSource.NATIVE
    """Where the characters come from."""
    confidences: bytes = b""
    """Of recognised characters: how sure the engine is of each one's word, from 0 to 100; empty for all others."""

    def contradictions(self) -> list[Problem]:
        """Every character has a box, and either each has a confidence or none."""
        count, problems = len(self.characters), []
        if count != len(self.boxes):
            said = f"{count} characters need as many boxes, not {len(self.boxes)}"
            problems.append(Problem("boxes", "boxes-do-not-match", said))
        if self.confidences and count != len(self.confidences):
            said = f"{count} characters need as many confidences, not {len(self.confidences)}"
            problems.append(Problem("confidences", "confidences-do-not-match", said))
        return problems

    @cached_property
    def clean(self) -> CleanText:
        """The text as people quote it, each character knowing where it comes from."""
        return CleanText.of(self.characters)

    @cached_property
    def ink(self) -> bytes:
        """For each character whether it is drawn (1) or blank (2)."""
        return bytes(2 if character.isspace() else 1 for character in self.characters)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line, in reading order."""
        spans = [found.span() for found in LINE.finditer(self.characters)]
        hulls, (_, tops, _, _) = self.boxes.hulls(spans), self.boxes.edges
        return tuple(
            [
                Line(start, end, hull, tops[start] != tops[end - 1] and is_slanted(self.boxes, start, end))
                for (start, end), hull in zip(spans, hulls, strict=True)
            ]
        )

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Every word, in reading order."""
        found = [
            (*word.span(), word.group(), number)
            for number, line in enumerate(self.lines)
            for word in WORD.finditer(self.characters, line.start, line.end)
        ]
        hulls = self.boxes.hulls([(start, end) for start, end, _, _ in found])
        return tuple(
            [Word(text, *hull, start, line) for (start, _, text, line), hull in zip(found, hulls, strict=True)]
        )
