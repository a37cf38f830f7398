"""Tables with lines drawn around their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from registre_core.extraction.proposals.strips import Token
from registre_core.extraction.proposals.tables.baselines import Baseline, text_of
from registre_core.extraction.proposals.tables.grids import Grid
from registre_core.extraction.proposals.tables.headers import Column, Header, header_of
from registre_core.extraction.proposals.tables.rows import (
    Cell,
    Level,
    Piece,
    Row,
    crosses,
    in_columns,
    is_number,
    rows_of,
)
from registre_core.extraction.proposals.tables.titles import MARKS, Role, is_titled, names_a_column, role_of

LOWEST = 5.0
"""Points: no words fit into a lower cell."""

TITLED = 0.2
"""Share of the words in a line of titles that must be known ones: the quick look before the long one."""

ABOVE = 26.0
"""Points above a grid in which its titles may stand."""

SIDE = 12.0
"""Points by which they may stand outside of it."""

USUALLY = 0.4
"""Share of a table's height along which an edge is drawn that its columns have."""

WHOLE = 0.99
"""Share of a table's height along which an edge is drawn that no heading breaks."""

SHARED = 0.5
"""Share of a row beside which a cell must stand that belongs to it."""

TEXT_ROLES = (Role.OBSERVATION, Role.ACTION, Role.ITEM)
"""Columns whose words are an observation's own: they are never given to two rows."""

SPEAKING = (
    Role.NUMBER,
    Role.PLACE,
    Role.OBSERVATION,
    Role.ACTION,
    Role.ITEM,
    Role.REFERENCE,
    Role.PRIORITY,
    Role.VERDICT,
)
"""What a title says enough of, whatever stands over it: «Priorité» does below «Classement», «Date» below «Levée» does
not.
"""


class Band(NamedTuple):
    """From one level line to the next, over the whole table."""

    top: float
    """Points from the top of the page."""
    bottom: float
    """Points from the top of the page."""
    lines: list[tuple[float, Cell]]
    """The words in it, level by level, each with its middle."""

    @property
    def texts(self) -> list[str]:
        """Its words."""
        return [token.text for _, tokens in self.lines for token in tokens]


def ruled_pieces(grid: Grid, page: int, lines: Iterable[Baseline], sideways: Iterable[Token]) -> list[Piece]:
    """Read one grid: a piece for each line of titles in it, and one for what stands above the first.

    Args:
        grid: the lines drawn.
        page: the page's number.
        lines: all words of the page that stand within.
        sideways: those that run up or down the page, as titles may.
    """
    lines = list(lines)
    bands = _bands(grid, lines)
    headers = list(_headers(grid, bands, list(sideways)))
    above = None if headers and headers[0][1] == 0 else _header_above(grid, lines)
    bounds = [(above, 0), *((header, end) for header, _, end in headers)]
    ends = [*(start for _, start, _ in headers), len(bands)]
    pieces = [_piece(grid, page, header, bands[start:end]) for (header, start), end in zip(bounds, ends, strict=True)]
    return [piece for piece in pieces if piece.rows or piece.header]


def _bands(grid: Grid, lines: Iterable[Baseline]) -> list[Band]:
    left, top, right, bottom = grid.box
    cuts = grid.cuts(left, right)
    bands = [Band(above, below, []) for above, below in pairwise(cuts)]
    for line in lines:
        if top <= line.middle <= bottom:
            inside = tuple(token for token in line.tokens if left <= (token.box[0] + token.box[2]) / 2 <= right)
            if inside:
                bands[min(max(bisect_right(cuts, line.middle) - 1, 0), len(bands) - 1)].lines.append(
                    (line.middle, inside)
                )
    return [band for band in bands if band.bottom - band.top >= LOWEST]


def _headers(grid: Grid, bands: Sequence[Band], sideways: Sequence[Token]) -> Iterator[tuple[Header, int, int]]:
    """Find the lines of titles, each with its first band and the one after its last."""
    place = 0
    while place < len(bands):
        found = _header_at(grid, bands, place, sideways)
        if found:
            yield found
        place = found[2] if found else place + 1


def _header_at(
    grid: Grid, bands: Sequence[Band], place: int, sideways: Sequence[Token]
) -> tuple[Header, int, int] | None:
    texts = bands[place].texts
    if not texts or sum(map(names_a_column, texts)) < TITLED * len(texts):
        return None
    header = _header(grid, bands[place : place + 1], sideways, is_first=place == 0)
    if place + 1 < len(bands) and _is_more_titles(bands[place + 1]):
        more = _header(grid, bands[place : place + 2], sideways, is_first=place == 0)
        if more and not (header and more.known <= header.known):
            return more, place, place + 2
    return (header, place, place + 1) if header else None


def _header_above(grid: Grid, lines: Sequence[Baseline]) -> Header | None:
    """Titles may stand above the first line drawn."""
    left, top, right, _ = grid.box
    near = [line for line in lines if top - ABOVE <= line.middle < top]
    cells = [
        in_columns(
            (token for token in line.tokens if left - SIDE <= token.box[0] and token.box[2] <= right + SIDE),
            grid.across,
        )
        for line in near
    ]
    titles = [text_of(token for cell in column for token in cell) for column in zip(*cells, strict=True)]
    return header_of(grid.across, titles, is_ruled=False) if titles else None


def _is_more_titles(band: Band) -> bool:
    return bool(band.lines) and is_titled(" ".join(band.texts)) and not any(map(is_number, band.texts))


def _header(grid: Grid, bands: Sequence[Band], sideways: Sequence[Token], *, is_first: bool) -> Header | None:
    """Read the titles in one or two bands, within which some columns may be cut once more."""
    top, bottom = bands[0].top, bands[-1].bottom
    heights = [top, *(level.at for level in grid.levels if top + LOWEST < level.at < bottom - LOWEST), bottom]
    edges = _edges(grid, [(above, below) for above, below in pairwise(heights)])
    lines = [line for band in bands for line in band.lines]
    cut = [
        in_columns((token for middle, tokens in lines if above <= middle <= below for token in tokens), edges)
        for above, below in pairwise(heights)
    ]
    turned = in_columns((token for token in sideways if top <= (token.box[1] + token.box[3]) / 2 <= bottom), edges)
    grouped = _grouped(grid, edges, heights[0], heights[1])
    titles = [
        _title([*map(text_of, column)], text_of(more), is_grouped=is_grouped)
        for *column, more, is_grouped in zip(*cut, turned, grouped, strict=True)
    ]
    return header_of(edges, titles, is_ruled=True, is_first=is_first)


def _edges(grid: Grid, heights: Sequence[tuple[float, float]]) -> list[float]:
    """Keep the edges that are drawn at one of these heights, and both sides."""
    last = len(grid.across) - 1
    return [
        at
        for place, at in enumerate(grid.across)
        if place in (0, last) or any(grid.is_closed(place, above, below) for above, below in heights)
    ]


def _grouped(grid: Grid, edges: Sequence[float], top: float, bottom: float) -> list[bool]:
    """Say which columns share their uppermost cell with one beside them."""
    inner = [grid.is_closed(grid.across.index(at), top, bottom) for at in edges[1:-1]]
    return [not (left and right) for left, right in pairwise([True, *inner, True])]


def _title(texts: Sequence[str], turned: str, *, is_grouped: bool) -> str:
    """Of titles one above the other, such as «Avis» over «NC», the lowest decides if it is that of a mark.

    So it does below a title that stands over several columns, «Repérage» over «N°» and «Niveau», if it says enough.
    """
    said = [text for text in (*texts, turned) if text]
    if not said:
        return ""
    alone = role_of(said[-1])
    is_group = is_grouped and role_of(said[0]) is not Role.FOLLOW_UP
    return said[-1] if alone in MARKS or (is_group and alone in SPEAKING) else " ".join(said)


def _piece(grid: Grid, page: int, header: Header | None, bands: Sequence[Band]) -> Piece:
    if not bands:
        edges = header.edges if header else grid.across
        return Piece(page, tuple(edges), (), header, is_ruled=True)
    top, bottom = bands[0].top, bands[-1].bottom
    usual = _usual_edges(grid, top, bottom)
    edges = tuple(sorted({*usual, *(header.edges if header else ())}))
    header = _fitted(header, edges) if header else None
    rows = _Body(grid, edges, usual, header, bands).rows()
    return Piece(page, edges, tuple(row for row in rows if row.filled or row.across), header, is_ruled=True)


def _usual_edges(grid: Grid, top: float, bottom: float) -> tuple[float, ...]:
    last = len(grid.across) - 1
    return tuple(
        at for place, at in enumerate(grid.across) if place in (0, last) or grid.share(place, top, bottom) >= USUALLY
    )


def _fitted(header: Header, edges: Sequence[float]) -> Header:
    """Give each column of a table the title above it; a title may stand over several."""
    columns = []
    for left, right in pairwise(edges):
        above = next(one for one in header.columns if (left + right) / 2 < one.right or one is header.columns[-1])
        columns.append(Column(left, right, above.title, above.role))
    return Header(tuple(columns))


class _Body:
    """The rows below a line of titles."""

    def __init__(
        self,
        grid: Grid,
        edges: tuple[float, ...],
        usual: tuple[float, ...],
        header: Header | None,
        bands: Sequence[Band],
    ) -> None:
        self.grid, self.edges, self.header = grid, edges, header
        self.lines = [line for band in bands for line in band.lines]
        self.main = header.main if header else _widest(edges)
        self.closed = [place for place, at in enumerate(grid.across) if at in usual and at in edges[1:-1]]
        self.top, self.bottom = bands[0].top, bands[-1].bottom
        self.is_whole = all(grid.share(place, self.top, self.bottom) > WHOLE for place in self.closed)

    def rows(self) -> list[Row]:
        """Cut where the column of observations is cut."""
        cuts = self._cuts(self.main)
        stretches = list(pairwise(cuts))
        held: list[list[Level]] = [[] for _ in stretches]
        for middle, tokens in self.lines:
            level = Level(middle, tokens[0].box[3] - tokens[0].box[1], in_columns(tokens, self.edges))
            held[min(max(bisect_right(cuts, middle) - 1, 0), len(held) - 1)].append(level)
        shared = self._shared(stretches, held)
        rows: list[Row] = []
        for place, ((top, bottom), levels) in enumerate(zip(stretches, held, strict=True)):
            rows += self._rows_within(top, bottom, levels, shared.get(place, {}), alone=len(stretches) == 1)
        return rows

    def _cuts(self, column: int) -> list[float]:
        inner = (
            at
            for at in self.grid.cuts(self.edges[column], self.edges[column + 1])
            if self.top + LOWEST < at < self.bottom - LOWEST
        )
        return [self.top, *inner, self.bottom]

    def _rows_within(
        self, top: float, bottom: float, levels: list[Level], shared: dict[int, Cell], *, alone: bool
    ) -> list[Row]:
        if not levels:
            return []
        if self._stands_across(top, bottom, levels):
            return [Row((), tuple(token for level in levels for token in level.tokens))]
        numbers = self.header.at(Role.NUMBER) if self.header else ()
        counted = sum(is_number(text_of(level.cells[at])) for level in levels for at in numbers[:1])
        if alone or counted > 1:
            return rows_of([self._marked(level) for level in levels], self.header)
        cells = [
            tuple(token for level in levels for token in level.cells[column]) for column in range(len(self.edges) - 1)
        ]
        return [Row(tuple(shared.get(column, cell) for column, cell in enumerate(cells)))]

    def _marked(self, level: Level) -> Level:
        """Mark a heading among rows that no line parts."""
        tokens = level.tokens
        across = any(crosses(tokens, edge, level.height) for edge in self.edges[1:-1])
        return Level(level.middle, level.height, level.cells, across)

    def _stands_across(self, top: float, bottom: float, levels: Sequence[Level]) -> bool:
        """Whether the columns that a table has are left open here, and one text stands over them."""
        left, right = self.edges[self.main], self.edges[self.main + 1]
        beside = [place for place in self.closed if self.grid.across[place] in (left, right)]
        if self.is_whole or all(self.grid.is_closed(place, top, bottom) for place in beside):
            return not self.closed and self._runs_over(levels)
        merged = self._merged(top, bottom)
        return all(column in merged for level in levels for column in level.filled)

    def _runs_over(self, levels: Sequence[Level]) -> bool:
        return len(levels) == 1 and self._marked(levels[0]).across

    def _merged(self, top: float, bottom: float) -> range:
        """The columns that are one cell with the main one at a certain height."""
        is_open = [
            self.grid.across.index(edge) in self.closed
            and not self.grid.is_closed(self.grid.across.index(edge), top, bottom)
            for edge in self.edges[1:-1]
        ]
        first = last = self.main
        while first > 0 and is_open[first - 1]:
            first -= 1
        while last < len(is_open) and is_open[last]:
            last += 1
        return range(first, last + 1)

    def _shared(self, stretches: Sequence[tuple[float, float]], held: list[list[Level]]) -> dict[int, dict[int, Cell]]:
        """Give a cell that stands beside several rows to each of them, unless its words are an observation's own."""
        shared: dict[int, dict[int, Cell]] = {}
        own = {at for stretch in stretches for at in stretch}
        for column in range(len(self.edges) - 1):
            cuts = self._cuts(column)
            if column == self.main or own <= set(cuts):
                continue
            for top, bottom in pairwise(cuts):
                beside = [place for place, stretch in enumerate(stretches) if _beside(stretch, top, bottom)]
                if len(beside) > 1:
                    self._give(column, beside, held, shared)
        return shared

    def _give(
        self, column: int, beside: Sequence[int], held: list[list[Level]], shared: dict[int, dict[int, Cell]]
    ) -> None:
        words = tuple(token for place in beside for level in held[place] for token in level.cells[column])
        is_own = self.header is not None and self.header.roles[column] in TEXT_ROLES
        for number, place in enumerate(beside):
            shared.setdefault(place, {})[column] = () if is_own and number else words


def _beside(stretch: tuple[float, float], top: float, bottom: float) -> bool:
    return min(stretch[1], bottom) - max(stretch[0], top) > SHARED * (stretch[1] - stretch[0])


def _widest(edges: Sequence[float]) -> int:
    widths = [right - left for left, right in pairwise(edges)]
    return widths.index(max(widths))
