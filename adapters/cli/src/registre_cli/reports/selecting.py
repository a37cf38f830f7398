"""What people mark in a report, as they write it on a command line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from registre_core import InvalidInput, Problem
from registre_core.extraction import Mark, Outline, Region, Selection
from registre_core.kernel.passages import Quad

OWN_PAGE = re.compile(r"\s*([0-9]+)\s*:(.*)", re.DOTALL)
"""A mark that names its page: ``4:50,60,500,80``."""


def selected(page: int | None, rectangles: Sequence[str], quads: Sequence[str] = ()) -> Selection | None:
    """Read what was marked; nothing where nothing was.

    Raises:
        InvalidInput: ``page-out-of-range``, ``page-missing``, ``malformed-rectangle``, ``malformed-quad``: all at once.
    """
    problems: list[Problem] = []
    if page is not None and page < 1:
        problems.append(_no_such_page("--page", page))
    marks: list[Mark] = []
    for place, written in enumerate(rectangles):
        marks += _read(written, f"--rect[{place}]", page, _region, problems)
    for place, written in enumerate(quads):
        marks += _read(written, f"--quad[{place}]", page, _outline, problems)
    if problems:
        raise InvalidInput.of(problems)
    return Selection(tuple(marks)) if marks else None


def _read(
    written: str, path: str, page: int | None, mark: Callable[[int, str], Mark], problems: list[Problem]
) -> list[Mark]:
    """Read one mark, or note what is wrong with it."""
    own = OWN_PAGE.fullmatch(written)
    number, edges = (int(own[1]), own[2]) if own else (page, written)
    if own and number == 0:
        problems.append(_no_such_page(path, 0))
    if number is None:
        said = f"on which page is {written!r}? Write --page, or the page before the mark, as in 4:{written}"
        problems.append(Problem(path, "page-missing", said, {"mark": written}))
    try:
        return [mark(max(number or 1, 1), edges)]
    except (ValueError, TypeError, InvalidInput):
        problems.append(_malformed(path, written))
        return []


def _region(page: int, written: str) -> Region:
    x0, y0, x1, y1 = (float(edge) for edge in written.split(","))
    return Region(page, x0, y0, x1, y1)


def _outline(page: int, written: str) -> Outline:
    return Outline(page, Quad(*(float(edge) for edge in written.split(","))))


def _malformed(path: str, written: str) -> Problem:
    if path.startswith("--rect"):
        said = f"a rectangle is x0,y0,x1,y1 in points with x0 < x1 and y0 < y1, not {written!r}"
        return Problem(path, "malformed-rectangle", said, {"rect": written})
    said = f"a box with four corners is x0,y0,…,x3,y3 in points, all around it, not {written!r}"
    return Problem(path, "malformed-quad", said, {"quad": written})


def _no_such_page(path: str, page: int) -> Problem:
    return Problem(path, "page-out-of-range", f"pages are counted from 1: there is no page {page}", {"page": page})
