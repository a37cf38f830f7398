"""The lines of a page that make the frames of tables, whatever drew them: strokes, thin boxes, double lines, dashes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from attrs import frozen

from registre_core.extraction.boxes import Box
from registre_core.extraction.entities import Ruling

SAME_LINE = 3.5
"""Points: strokes so close are one line; double lines and the edges of neighbouring boxes lie closer."""

BRIDGED = 4.0
"""Points between two strokes on one line that are one, as dashes are."""

TOUCHING = 3.5
"""Points by which lines may miss each other where they meet."""

SHORTEST = 7.0
"""Points: what is shorter is no edge of a cell."""

MOST_RULINGS = 12_000
"""Lines drawn on a page, before any are joined: more make a drawing."""

DENSEST = 7.0
"""Points: where levels lie closer on average, no words fit between them."""

MOST_LINES = 1500
"""Lines of a page, once strokes on one line are joined: more make a drawing."""

MOST_MEETINGS = 200_000
"""Pairs of lines that are looked at on one page."""

COVERED = 0.6
"""Share of a cell's edge along which a line must be drawn for it to be closed."""

Span = tuple[float, float]


@frozen
class Stroke:
    """All that is drawn on one level, or at one distance from the left edge, within one table."""

    at: float
    """How far down, or from the left, in points."""
    spans: tuple[Span, ...]
    """From where to where, in order, none touching the next."""

    def drawn(self, start: float, end: float) -> float:
        """Say along how many points of a stretch it is drawn."""
        return sum(max(0.0, min(end, right) - max(start, left)) for left, right in self.spans)

    def covers(self, start: float, end: float) -> bool:
        """Whether it is drawn along most of a stretch."""
        return self.drawn(start, end) >= COVERED * (end - start)


@frozen
class Grid:
    """Lines that meet: the frame of one table."""

    levels: tuple[Stroke, ...]
    """From top to bottom."""
    uprights: tuple[Stroke, ...]
    """From left to right."""

    @cached_property
    def box(self) -> Box:
        """Around all of them."""
        lefts, rights = zip(*(span for level in self.levels for span in level.spans), strict=True)
        tops, bottoms = zip(*(span for upright in self.uprights for span in upright.spans), strict=True)
        return (
            min(*lefts, self.uprights[0].at),
            min(*tops, self.levels[0].at),
            max(*rights, self.uprights[-1].at),
            max(*bottoms, self.levels[-1].at),
        )

    @cached_property
    def across(self) -> tuple[float, ...]:
        """Where columns may end: its upright lines, and its sides where they are left open."""
        return _with_ends([upright.at for upright in self.uprights], self.box[0], self.box[2])

    def cuts(self, left: float, right: float) -> tuple[float, ...]:
        """Say at what heights a column is cut into cells, from the top of the table to its foot."""
        found = [level.at for level in self.levels if level.covers(left, right)]
        return _with_ends(found, self.box[1], self.box[3])

    def is_closed(self, place: int, top: float, bottom: float) -> bool:
        """Whether a line is drawn between two columns, from one height to another; `place` counts `across`."""
        return any(stroke.covers(top, bottom) for stroke in self._uprights_at[place])

    def share(self, place: int, top: float, bottom: float) -> float:
        """Say along how much of a stretch a line is drawn between two columns."""
        return sum(stroke.drawn(top, bottom) for stroke in self._uprights_at[place]) / (bottom - top)

    @cached_property
    def _uprights_at(self) -> tuple[tuple[Stroke, ...], ...]:
        return tuple(tuple(one for one in self.uprights if one.at == at) for at in self.across)


def grids_of(rulings: Iterable[Ruling]) -> list[Grid]:
    """Find the frames of tables that have columns, from top to bottom; a drawing has none."""
    rulings = tuple(rulings)
    if len(rulings) > MOST_RULINGS:
        return []
    levels = _strokes((r.y0, r.x0, r.x1) for r in rulings if r.x1 - r.x0 >= r.y1 - r.y0)
    uprights = _strokes((r.x0, r.y0, r.y1) for r in rulings if r.x1 - r.x0 < r.y1 - r.y0)
    if not levels or not uprights or len(levels) + len(uprights) > MOST_LINES:
        return []
    if len(levels) * len(uprights) > MOST_MEETINGS:
        return []
    grids = [_grid(*lines) for lines in _meeting(levels, uprights)]
    return sorted((grid for grid in grids if _has_columns(grid)), key=lambda grid: (grid.box[1], grid.box[0]))


def _has_columns(grid: Grid) -> bool:
    _, top, _, bottom = grid.box
    is_open = bottom - top > DENSEST * len(grid.levels)
    return is_open and len(grid.across) > 2 and len(grid.levels) > 1  # noqa: PLR2004  # two sides enclose one column


def _with_ends(found: Sequence[float], first: float, last: float) -> tuple[float, ...]:
    """Add the ends where nothing is drawn near them."""
    if not found:
        return first, last
    start = () if found[0] - first < SHORTEST else (first,)
    end = () if last - found[-1] < SHORTEST else (last,)
    return (*start, *found, *end)


def _strokes(drawn: Iterable[tuple[float, float, float]]) -> list[tuple[float, Span]]:
    """Join what is drawn on one line, dash by dash; leave out what is too short for a cell."""
    joined: list[tuple[float, Span]] = []
    for at, spans in _on_one_line(sorted(drawn)):
        start, end = spans[0]
        for left, right in spans[1:]:
            if left - end > BRIDGED:
                joined.append((at, (start, end)))
                start, end = left, right
            end = max(end, right)
        joined.append((at, (start, end)))
    return [(at, span) for at, span in joined if span[1] - span[0] >= SHORTEST]


def _on_one_line(drawn: Sequence[tuple[float, float, float]]) -> Iterable[tuple[float, list[Span]]]:
    first = 0.0
    spans: list[Span] = []
    places: list[float] = []
    for at, start, end in drawn:
        if spans and at - first > SAME_LINE:
            yield _middle(places), sorted(spans)
            spans, places = [], []
        if not spans:
            first = at
        spans.append((start, end))
        places.append(at)
    if spans:
        yield _middle(places), sorted(spans)


def _middle(places: Sequence[float]) -> float:
    return (places[0] + places[-1]) / 2


def _meeting(
    levels: Sequence[tuple[float, Span]], uprights: Sequence[tuple[float, Span]]
) -> Iterable[tuple[list[tuple[float, Span]], list[tuple[float, Span]]]]:
    """Part lines into those that hang together."""
    root = list(range(len(levels) + len(uprights)))

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    heights = [at for at, _ in levels]
    for number, (x, (top, bottom)) in enumerate(uprights, len(levels)):
        for place in range(bisect_left(heights, top - TOUCHING), bisect_right(heights, bottom + TOUCHING)):
            left, right = levels[place][1]
            if left - TOUCHING <= x <= right + TOUCHING:
                root[find(place)] = find(number)
    groups: dict[int, tuple[list[tuple[float, Span]], list[tuple[float, Span]]]] = {}
    for place, line in enumerate([*levels, *uprights]):
        groups.setdefault(find(place), ([], []))[place >= len(levels)].append(line)
    return [group for group in groups.values() if all(group)]


def _grid(levels: Sequence[tuple[float, Span]], uprights: Sequence[tuple[float, Span]]) -> Grid:
    return Grid(_gathered(levels), _gathered(uprights))


def _gathered(lines: Sequence[tuple[float, Span]]) -> tuple[Stroke, ...]:
    spans: dict[float, list[Span]] = {}
    for at, span in lines:
        spans.setdefault(at, []).append(span)
    return tuple(Stroke(at, tuple(sorted(found))) for at, found in sorted(spans.items()))
