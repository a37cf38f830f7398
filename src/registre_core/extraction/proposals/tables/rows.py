"""Rows of a table, and how lines of words become rows where no line is drawn between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from math import inf
from statistics import median

from attrs import frozen

from registre_core.extraction.proposals.strips import Token
from registre_core.extraction.proposals.tables.baselines import text_of
from registre_core.extraction.proposals.tables.headers import Header
from registre_core.extraction.proposals.tables.titles import MARKS, Role

Cell = tuple[Token, ...]
"""The words of a cell, in reading order."""

NUMBER = re.compile(
    r"(?:n\s?[°ºo]\s?)?[(\[]?(?:[A-Za-z]{1,5}[-. _/]?)?\d{1,4}(?:[-./]\d{1,4}){0,3}[a-z]?\s?[.):°\]]*", re.IGNORECASE
)
"""«3», «3.2», «P1», «OBS-07», «n° 12»."""

UNFINISHED = re.compile(r"[^.!?:;)»\]]\s*$")
"""A text that goes on: no sentence ends here."""

JUMP = 1.25
"""How many times wider than between the lines of a cell the white between two rows is, at least."""

TIGHT = 0.8
"""In line heights: lines closer than this are cells set at different heights, not lines one below the other."""

SMALL_SHARE = 0.03
"""Of the distances between lines: so many may be odd ones, and smaller than that within a cell."""

MOSTLY = 0.6
"""Share of what is expected that makes it so."""

CRAMPED = 0.35
"""In line heights: white narrower than this between two words is a space, not the end of a cell."""


@frozen
class Row:
    """A row of a table on one page, or as much of it as stands there."""

    cells: tuple[Cell, ...]
    """One a column, from left to right."""
    across: Cell = ()
    """What stands over columns that are otherwise kept apart: a heading."""

    @cached_property
    def filled(self) -> frozenset[int]:
        """The columns in which something stands."""
        return frozenset(place for place, cell in enumerate(self.cells) if cell)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What stands in each column, as written."""
        return tuple(text_of(cell) for cell in self.cells)


@frozen
class Piece:
    """The part of a table that stands on one page, or in one column of it."""

    page: int
    """Number of the page in the file, from 1."""
    edges: tuple[float, ...]
    """Where its columns end and begin."""
    rows: tuple[Row, ...]
    """From top to bottom."""
    header: Header | None
    """Its own line of titles, or that of the page before, when it goes on here."""
    is_ruled: bool
    """Whether lines are drawn around its cells."""
    goes_on: bool = False
    """Whether it is known to continue the piece before it."""


@frozen
class Level:
    """The words on one level of a table, by column."""

    middle: float
    """How far down the page, in points."""
    height: float
    """Of its words."""
    cells: tuple[Cell, ...]
    """One a column."""
    across: bool = False
    """Whether it is a heading that stands over columns."""

    @property
    def tokens(self) -> Cell:
        """All its words."""
        return tuple(token for cell in self.cells for token in cell)

    @cached_property
    def filled(self) -> frozenset[int]:
        """The columns in which something stands."""
        return frozenset(place for place, cell in enumerate(self.cells) if cell)


def in_columns(tokens: Iterable[Token], edges: Sequence[float]) -> tuple[Cell, ...]:
    """Put words into the columns in which their middles stand; what lies outside goes into the nearest."""
    cells: list[list[Token]] = [[] for _ in edges[1:]]
    inner = edges[1:-1]
    for token in tokens:
        cells[bisect_right(inner, (token.box[0] + token.box[2]) / 2)].append(token)
    return tuple(map(tuple, cells))


def crosses(tokens: Sequence[Token], edge: float, height: float) -> bool:
    """Whether words run on over the edge of a column, as a sentence does and cells do not."""
    before = [token for token in tokens if (token.box[0] + token.box[2]) / 2 < edge]
    after = tokens[len(before) :]
    if before and before[-1].box[2] > edge + CRAMPED * height:
        return True
    if after and after[0].box[0] < edge - CRAMPED * height:
        return True
    return bool(before and after) and after[0].box[0] - before[-1].box[2] < CRAMPED * height


def is_number(text: str) -> bool:
    """Whether a cell says what the report calls a point."""
    return NUMBER.fullmatch(text.strip()) is not None


def rows_of(levels: Sequence[Level], header: Header | None, *, is_one: bool = False) -> list[Row]:
    """Bring lines of words together that make one row; all of them, if lines drawn say so and no two numbers deny it.

    What the report shows decides, in this order: more white between rows than within them, as long as no two numbers
    come together; a number at the beginning of each row; more filled columns on a row's first line than below it.
    """
    rows: list[Row] = []
    for stretch in _stretches(levels):
        if stretch[0].across:
            rows.append(Row((), tuple(token for level in stretch for token in level.tokens)))
        else:
            rows += [_row(group) for group in _groups(stretch, header, is_one=is_one)]
    return rows


def _stretches(levels: Sequence[Level]) -> Iterable[list[Level]]:
    """Part headings from what stands between them; two headings one below the other stay two."""
    stretch: list[Level] = []
    for level in levels:
        if stretch and (level.across or stretch[-1].across):
            yield stretch
            stretch = []
        stretch.append(level)
    if stretch:
        yield stretch


def _row(levels: Sequence[Level]) -> Row:
    columns = zip(*(level.cells for level in levels), strict=True)
    return Row(tuple(tuple(token for cell in column for token in cell) for column in columns))


def _groups(levels: Sequence[Level], header: Header | None, *, is_one: bool) -> Iterable[Sequence[Level]]:
    numbers = header.at(Role.NUMBER)[:1] if header else ()
    starts = {place for place, level in enumerate(levels) for at in numbers if is_number(text_of(level.cells[at]))}
    if is_one and len(starts) <= 1:
        return [levels]
    fullest = _fullest(levels, header)
    gaps = _gaps(levels, header)
    if gaps and _is_plausible(gaps, starts, fullest, len(levels)):
        return _cut(levels, gaps)
    centred = _centred(levels, header, starts) if header else []
    if centred:
        return centred
    return _cut(levels, starts if len(starts) >= MOSTLY * len(fullest) else starts | fullest)


def _cut(levels: Sequence[Level], starts: Iterable[int]) -> list[Sequence[Level]]:
    bounds = sorted({0, *starts, len(levels)})
    return [levels[start:end] for start, end in pairwise(bounds)]


def _gaps(levels: Sequence[Level], header: Header | None) -> set[int]:
    """Find the lines above which there is more white than within a cell."""
    middles = [_middle(level, header) for level in levels]
    steps = [below - above for above, below in pairwise(middles)]
    limit = _limit(steps, levels)
    return {place for place, step in enumerate(steps, 1) if step > limit}


def _limit(steps: Sequence[float], levels: Sequence[Level]) -> float:
    """Say how far apart the lines of a cell stand at most: below the first jump of the distances between lines."""
    height = median(level.height for level in levels)
    within = sorted(step for step in steps if step >= TIGHT * height)
    within = within[int(SMALL_SHARE * len(within)) :]
    return next((below for below, above in pairwise(within) if above >= JUMP * below), inf)


def _centred(levels: Sequence[Level], header: Header, starts: set[int]) -> list[Sequence[Level]]:
    """Cut where the column of observations shows white, if cells are centred: numbers stand in the midst of rows."""
    middles = [_middle(level, header) for level in levels if level.cells[header.main]]
    steps = [below - above for above, below in pairwise(middles)]
    limit = _limit(steps, levels)
    cuts = [(above + below) / 2 for above, below in pairwise(middles) if below - above > limit]
    groups: list[list[Level]] = [[] for _ in (*cuts, None)]
    counts = [0 for _ in groups]
    for place, level in enumerate(levels):
        group = bisect_right(cuts, level.middle)
        groups[group].append(level)
        counts[group] += place in starts
    return list(groups) if cuts and set(counts) == {1} else []


def _middle(level: Level, header: Header | None) -> float:
    """Say how far down a line stands, by the words of one column: those beside may be set a little higher or lower."""
    cell = level.cells[header.main] if header else ()
    return sum(token.box[1] + token.box[3] for token in cell) / (2 * len(cell)) if cell else level.middle


def _is_plausible(gaps: set[int], starts: set[int], fullest: set[int], count: int) -> bool:
    """Whether the white parts rows, and not groups of them."""
    groups = [range(start, end) for start, end in pairwise(sorted({0, *gaps, count}))]
    if starts:
        return all(sum(place in starts for place in group) <= 1 for group in groups)
    return len(fullest) <= len(groups)


def _fullest(levels: Sequence[Level], header: Header | None) -> set[int]:
    """Find the lines on which most of the columns are filled that say one thing a row."""
    judged = set(header.at(Role.VERDICT, *MARKS)) if header else set()
    if judged:
        return {place for place, level in enumerate(levels) if level.filled & judged}
    main = set(header.at(Role.OBSERVATION, Role.ACTION, Role.ITEM)) if header else set()
    most = max((len(level.filled - main) for level in levels), default=0)
    usual = [level.filled - main for level in levels if len(level.filled - main) == most]
    counts = Counter(key for filled in usual for key in filled)
    keys = {key for key, count in counts.items() if 2 * count >= len(usual)}
    if not keys:
        return set(range(len(levels)))
    return {place for place, level in enumerate(levels) if len(level.filled & keys) >= MOSTLY * len(keys)}
