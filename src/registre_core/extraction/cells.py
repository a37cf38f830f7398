"""The same page read cell by cell: files that draw a table line by line interrupt a cell with its neighbours.

Reading order follows the file, and what stands beside each other is read across. Somebody who quotes a cell reads it
down: this is how his words are found all the same.
"""

from __future__ import annotations

import re
from array import array

from attrs import define, field, frozen

from registre_core.extraction.boxes import Box, Boxes
from registre_core.extraction.entities import PageText, Part

CELL = re.compile(r"[^\t\n]+")
"""Characters of one line without a wide gap between them."""

ALIGNED = 3.0
"""Points by which the lines of a cell may begin more to the left or right."""

MOST_CELLS = 2_000
"""A page that has more is a drawing or a trap."""

LEADING = 1.0
"""In line heights: more empty space than this is below the cell."""


@frozen(hash=False)
class ByCell:
    """A page whose cells are read down."""

    page: PageText
    """As one reads it otherwise."""
    text: PageText
    """The same characters, cell by cell."""
    places: array[int]
    """For each of them, where it stands in the page; that of the one before for what parts two lines."""

    @classmethod
    def of(cls, page: PageText) -> ByCell | None:
        """Read a page so; nothing where no cells stand beside each other."""
        if not 0 < page.characters.count("\t") <= MOST_CELLS:
            return None
        text, places = "", array("l")
        for column in _columns(page):
            for start, end in column.spans:
                text += page.characters[start:end] + "\n"
                places += array("l", [*range(start, end), end - 1])
            text += "\n"
            places.append(places[-1])
        values = array("f", (edge for place in places for edge in page.boxes[place]))
        sure = bytes(page.confidences[place] for place in places) if page.confidences else b""
        return cls(page, PageText(page.info, text, Boxes(values), page.engine, page.source, sure), places)

    def parts(self, part: Part) -> tuple[Part, ...]:
        """Say which characters of the page some of these are, line by line."""
        lines = CELL.finditer(self.text.characters, part.start, part.end)
        return tuple(Part(part.page, self.places[line.start()], self.places[line.end() - 1] + 1) for line in lines)


@define
class Column:
    """Lines one below the other."""

    box: Box
    """Of the last one."""
    spans: list[tuple[int, int]] = field(factory=list)
    """Where each stands in the page."""

    def goes_on(self, box: Box) -> bool:
        """Whether a line stands below the last one, and begins where it does."""
        gap, height = box[1] - self.box[3], min(self.box[3] - self.box[1], box[3] - box[1])
        return abs(box[0] - self.box[0]) <= ALIGNED and -height / 2 < gap < LEADING * height


def _columns(page: PageText) -> list[Column]:
    """Put lines into columns, in the order in which each begins."""
    columns: list[Column] = []
    open_ones: list[Column] = []
    for found in CELL.finditer(page.characters):
        box = page.boxes.hull(*found.span())
        open_ones = [column for column in open_ones if box[1] - column.box[3] < box[3] - box[1]]
        column = next((column for column in open_ones if column.goes_on(box)), None)
        if column is None:
            column = Column(box)
            columns.append(column)
            open_ones.append(column)
        column.box = box
        column.spans.append(found.span())
    return columns
