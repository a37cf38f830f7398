"""What runs along the head and the foot of pages, and interrupts a sentence that goes on overleaf."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, takewhile

from attrs import frozen

from registre_core.extraction.entities import LINE, PageText
from registre_core.extraction.likeness import folded

EDGE = 0.15
"""Share of a page's height, at its head and at its foot, where running lines stand."""

MOST_LINES = 10
"""Lines at each edge that are looked at: more would be the page itself."""

SAME_HEIGHT = 3.0
"""Points by which a line may stand higher on one page than on the next."""

NUMBERS = re.compile(r"[\d\s]+")
"""What differs from page to page, with the spaces that folding leaves between digits."""


@frozen
class Marginal:
    """A line in the margin of a page."""

    start: int
    """Where it begins in the characters of its page."""
    end: int
    """Where it ends."""
    said: str
    """Its words, folded, each number the same as any other."""
    depth: float
    """Points from the edge of the page."""

    def is_like(self, other: Marginal) -> bool:
        """Whether another page says the same at the same height."""
        return self.said == other.said and abs(self.depth - other.depth) <= SAME_HEIGHT


def body(page: PageText, neighbour: PageText) -> tuple[int, int]:
    """Tell from where to where in a page's clean text its own words stand, without the lines that run on overleaf.

    A line runs if it is among the first or the last of its page, in its margin, and if the page before or after has one
    at the same height that says the same, numbers apart.
    """
    text, origins = page.clean.text, page.clean.origins
    heads, feet = _running(page, neighbour, at_foot=False), _running(page, neighbour, at_foot=True)
    start = bisect_left(origins, heads[-1].end) if heads else 0
    end = bisect_left(origins, feet[-1].start) if feet else len(text)
    inner = text[start:end]
    return (end - len(inner.lstrip()), start + len(inner.rstrip())) if inner.strip() else (0, len(text))


def _running(page: PageText, neighbour: PageText, *, at_foot: bool) -> list[Marginal]:
    """Find the lines that run, from the edge inwards."""
    theirs = list(_margin(neighbour, at_foot=at_foot))
    return list(takewhile(lambda line: any(map(line.is_like, theirs)), _margin(page, at_foot=at_foot)))


def _margin(page: PageText, *, at_foot: bool) -> Iterator[Marginal]:
    """Give the lines at an edge of a page, from the edge inwards, until one stands further in."""
    spans = [found.span() for found in LINE.finditer(page.characters)]
    for start, end in islice(reversed(spans) if at_foot else spans, MOST_LINES):
        _, top, _, bottom = page.boxes.hull(start, end)
        depth = page.info.height - bottom if at_foot else top
        if depth > EDGE * page.info.height:
            return
        yield Marginal(start, end, NUMBERS.sub("0", folded(page.characters[start:end])), depth)
