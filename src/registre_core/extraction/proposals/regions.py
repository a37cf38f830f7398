"""Boxes around a candidate, for a viewer to draw: one a page or column, on the page as it is displayed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from registre_core.extraction.boxes import Box, hull_of
from registre_core.extraction.entities import PageText, Part, Region

HAIR = 0.01
"""Points by which a box without width is drawn wider: a rectangle has an inside."""


def lines_of(parts: Iterable[Part], pages: Mapping[int, PageText]) -> Iterator[tuple[int, Box]]:
    """Give a box for each line of words, with its page, in reading order."""
    for part in parts:
        page = pages[part.page]
        start = part.start
        for line in page.characters[part.start : part.end].splitlines(keepends=True):
            for cell in line.split("\t"):
                first = start + len(cell) - len(cell.lstrip())
                last = start + len(cell.rstrip())
                if first < last:
                    yield part.page, page.boxes.hull(first, last)
                start += len(cell) + 1
            start -= 1


def regions_of(parts: Sequence[Part], pages: Mapping[int, PageText]) -> tuple[Region, ...]:
    """Draw as few boxes around parts as there are pages and columns."""
    regions: list[tuple[int, Box]] = []
    for page, box in lines_of(parts, pages):
        if regions and regions[-1][0] == page and _goes_on(regions[-1][1], box):
            regions[-1] = page, hull_of((regions[-1][1], box))
        else:
            regions.append((page, box))
    return tuple(_region(page, box) for page, box in regions)


def _goes_on(above: Box, below: Box) -> bool:
    """Whether a line stands below or beside those before it, and not at the top of the next column."""
    overlap = min(above[2], below[2]) - max(above[0], below[0])
    return below[3] > above[1] and (overlap > 0 or below[1] < above[3]) and below[1] >= above[1] - (below[3] - below[1])


def _region(page: int, box: Box) -> Region:
    x0, y0, x1, y1 = box
    return Region(page, x0, y0, max(x1, x0 + HAIR), max(y1, y0 + HAIR))
