"""What runs along the head and the foot of pages, and interrupts a sentence that goes on overleaf."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import takewhile

from registre_core.extraction.entities import Line, PageText
from registre_core.extraction.likeness import folded

EDGE = 0.15
"""Share of a page's height, at its head and at its foot, where running lines stand."""

SAME_HEIGHT = 3.0
"""Points by which a line may stand higher on one page than on the next."""

NUMBERS = re.compile(r"[\d\s]+")
"""What differs from page to page, with the spaces that folding leaves between digits."""

Depth = Callable[[PageText, Line], float]
"""How far from an edge of its page a line stands."""


def body(page: PageText, neighbour: PageText) -> tuple[int, int]:
    """Tell from where to where in a page's clean text its own words stand, without the lines that run on overleaf.

    A line runs if it is among the first or the last of its page, in its margin, and if the page before or after has one
    at the same height that says the same, numbers apart.
    """
    lines, origins, text = page.lines, page.clean.origins, page.clean.text
    heads = _count_running(page, lines, neighbour, _from_head)
    feet = _count_running(page, reversed(lines), neighbour, _from_foot)
    if heads + feet >= len(lines):
        return 0, len(text)
    start = bisect_left(origins, lines[heads].start)
    end = bisect_left(origins, lines[-feet].start) if feet else len(text)
    return start, start + len(text[start:end].rstrip())


def _count_running(page: PageText, lines: Iterable[Line], neighbour: PageText, depth: Depth) -> int:
    """Count the lines that run, from the edge inwards."""
    theirs = [
        (_said(neighbour, line), depth(neighbour, line))
        for line in neighbour.lines
        if _is_marginal(neighbour, line, depth)
    ]

    def runs(line: Line) -> bool:
        if not _is_marginal(page, line, depth):
            return False
        said, place = _said(page, line), depth(page, line)
        return any(words == said and abs(other - place) <= SAME_HEIGHT for words, other in theirs)

    return sum(1 for _ in takewhile(runs, lines))


def _is_marginal(page: PageText, line: Line, depth: Depth) -> bool:
    return depth(page, line) <= EDGE * page.info.height


def _from_head(_page: PageText, line: Line) -> float:
    return line.box[1]


def _from_foot(page: PageText, line: Line) -> float:
    return page.info.height - line.box[3]


def _said(page: PageText, line: Line) -> str:
    return NUMBERS.sub("0", folded(page.characters[line.start : line.end]))
