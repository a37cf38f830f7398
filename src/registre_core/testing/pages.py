"""Pages set on a typewriter: every letter as wide as the next, so that a test can count where each stands."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from registre_core.extraction import Boxes, PageInfo, PageText, Region, assemble
from registre_core.extraction.boxes import NOWHERE, Box

ADVANCE = 6.0
"""Points from one letter to the next."""

FEED = 12.0
"""Points from one line to the next."""

HEIGHT = 10.0
"""Points that a letter is high."""

TYPEWRITER = "typewriter 1"
"""The engine's name and version."""


@frozen
class Typed:
    """One stroke of the carriage: words without a break."""

    words: str
    """What is typed."""
    column: int = 0
    """Letters from the left edge."""
    row: int = 0
    """Lines from the upper edge."""

    @property
    def boxes(self) -> list[Box]:
        """Where each letter stands; a space is drawn nowhere."""
        top = FEED * self.row
        lefts = (ADVANCE * (self.column + place) for place in range(len(self.words)))
        boxes = ((left, top, left + ADVANCE, top + HEIGHT) for left in lefts)
        return [NOWHERE if letter.isspace() else box for letter, box in zip(self.words, boxes, strict=True)]


def typed(text: str, *, number: int = 1) -> PageText:
    """Type a page as it looks here: line by line, every space as wide as a letter."""
    return drawn([Typed(line, 0, row) for row, line in enumerate(text.split("\n"))], number=number)


def drawn(strokes: Iterable[Typed], *, number: int = 1) -> PageText:
    """Type a page in the order in which a file may draw it."""
    characters, boxes = "", []
    for stroke in strokes:
        characters += f"{stroke.words}\n"
        boxes += [*stroke.boxes, NOWHERE]
    info = PageInfo(number, str(number), width=600, height=840, crop=(0, 0, 600, 840))
    return assemble(info, characters, Boxes.of(boxes), engine=TYPEWRITER)


def around(column: int, row: int, columns: int, rows: int = 1, *, page: int = 1) -> Region:
    """Mark so many columns of so many lines, from this letter on."""
    return Region(page, ADVANCE * column, FEED * row, ADVANCE * (column + columns), FEED * (row + rows) - 1)
