"""Tables as inspection bodies draw them: ruled or not, cut anywhere, with headings between their rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from attrs import define, field, frozen
from tests.made.reports.paper import Paper
from tests.made.reports.truth import Placed, Point
from tools.documents.typesetting import Box, Style, as_read, break_lines

from registre_core.kernel.natures import Nature

PAD, ABOVE = 3.0, 2.5
"""White within a cell: at its sides, and above and below its lines."""


class Holds(StrEnum):
    """What a column says of a point."""

    NUMBER = "number"
    PLACE = "place"
    TEXT = "text"
    REFERENCE = "reference"
    PRIORITY = "priority"
    OTHER = "other"
    """Nothing that is asked for: marks, dates, makes."""


class Rules(StrEnum):
    """Which of its lines are drawn."""

    ALL = "all"
    LEVEL = "level"
    """Those between the rows."""
    FRAME = "frame"
    """Around it, below its head, and between columns: none between rows."""
    BOXES = "boxes"
    """All, as thin filled boxes and doubled: how word processors print them."""
    NONE = "none"


@frozen
class Column:
    """One column."""

    title: str
    width: float
    """Its share of the whole."""
    holds: Holds = Holds.OTHER


@frozen
class Row:
    """One row; it makes a point unless its nature is ``None``."""

    cells: tuple[str, ...]
    nature: Nature | None = Nature.TO_CORRECT


@frozen
class Zone:
    """A heading across the table: where what follows stands."""

    text: str
    is_place: bool = True


@frozen
class Table:
    """Columns, rows, and how they are drawn."""

    columns: tuple[Column, ...]
    rows: tuple[Row | Zone, ...]
    rules: Rules = Rules.ALL
    head: tuple[tuple[str, int], ...] = ()
    """A line of merged cells above the titles: words, and how many columns they span."""
    is_titled: bool = True
    """Whether its columns have titles."""
    repeats_head: bool = True
    """Whether the titles stand again on the next page."""
    is_cut: bool = True
    """Whether a row may be cut by the end of the page, after any line."""
    centred: bool = False
    """Whether short cells stand at half the height of their row."""
    tinted: bool = False
    """Whether every other row is grey."""
    size: float = 8.0
    gap: float = 0.0
    """White between rows: all that parts them where no lines are drawn."""

    def draw(self, paper: Paper) -> Iterable[Point]:
        return list(_Drawing(self, paper).points())


@define
class _Drawing:
    """A table on its way onto the paper."""

    table: Table
    paper: Paper
    zone: str = ""
    count: int = 0
    edges: tuple[float, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        whole = sum(column.width for column in self.table.columns)
        shares = [sum(column.width for column in self.table.columns[:n]) / whole for n in range(self.size + 1)]
        self.edges = tuple(self.paper.left + share * self.paper.width for share in shares)

    @property
    def size(self) -> int:
        return len(self.table.columns)

    @property
    def style(self) -> Style:
        size = self.table.size
        return self.paper.look.body.but(size=size, leading=size + 2.2)

    @property
    def strong(self) -> Style:
        return self.style.but(font=self.paper.look.strong.font)

    def points(self) -> Iterator[Point]:
        self.paper.need(60)
        self.draw_head()
        for row in self.table.rows:
            if isinstance(row, Zone):
                self.draw_zone(row)
            else:
                placed = self.draw_row(row)
                if row.nature:
                    yield self.point(row, placed)
        self.close()
        self.paper.skip(8)

    def draw_head(self) -> None:
        if self.table.head:
            self.draw_over()
        if self.table.is_titled:
            titles = [break_lines(column.title, self.strong, self.inside(n)) for n, column in self.columns()]
            self.band(titles, self.strong, 0, max(map(len, titles)), fill="#d9d9d9")

    def draw_over(self) -> None:
        top, start = self.paper.y, 0
        height = self.strong.leading + 2 * ABOVE
        for words, span in self.table.head:
            box = Box(self.edges[start], top, self.edges[start + span], top + height)
            self.paper.sheet.line(box.left + PAD, top + ABOVE, words, self.strong)
            self.frame(box, ())
            start += span
        self.paper.y += height

    def draw_zone(self, zone: Zone) -> None:
        self.paper.need(3 * self.style.leading)
        top, height = self.paper.y, self.strong.leading + 2 * ABOVE
        self.paper.sheet.line(self.edges[0] + PAD, top + ABOVE, zone.text, self.strong)
        self.frame(Box(self.edges[0], top, self.edges[-1], top + height), ())
        self.paper.y += height
        self.zone = zone.text if zone.is_place else self.zone

    def draw_row(self, row: Row) -> list[list[Placed]]:
        cells = [break_lines(cell, self.style, self.inside(n)) for n, cell in enumerate(row.cells)]
        count, done = max(map(len, cells)), 0
        placed: list[list[Placed]] = [[] for _ in cells]
        self.count += 1
        while done < count:
            room = int((self.paper.bottom - self.paper.y - 2 * ABOVE) / self.style.leading)
            take = min(count - done, room)
            if take < 1 or (take < count - done and not self.table.is_cut):
                self.turn()
                continue
            for kept, lines in zip(placed, self.band(cells, self.style, done, take), strict=True):
                kept.extend(lines)
            done += take
            if done < count:
                self.turn()
        self.paper.y += self.table.gap
        return placed

    def turn(self) -> None:
        self.close()
        self.paper.advance()
        moved = self.paper.left - self.edges[0]
        self.edges = tuple(edge + moved for edge in self.edges)
        if self.table.repeats_head:
            self.draw_head()

    def band(
        self, cells: Sequence[Sequence[str]], style: Style, start: int, count: int, fill: str = ""
    ) -> list[list[Placed]]:
        """Set some lines of every cell, and the lines around them."""
        top = self.paper.y
        height = count * style.leading + 2 * ABOVE
        box = Box(self.edges[0], top, self.edges[-1], top + height)
        fill = fill if self.table.rules is not Rules.NONE else ""
        fill = "#f0f0f0" if not fill and self.table.tinted and self.count % 2 else fill
        if fill:
            self.paper.sheet.panel(box, fill)
        placed = [self.cell(n, lines[start : start + count], style, count) for n, lines in enumerate(cells)]
        self.frame(box, self.edges[1:-1], is_head=style is self.strong or fill == "#d9d9d9")
        self.paper.y += height
        return placed

    def cell(self, n: int, lines: Sequence[str], style: Style, count: int) -> list[Placed]:
        down = (count - len(lines)) * style.leading / 2 if self.table.centred else 0
        x, top = self.edges[n] + PAD, self.paper.y + ABOVE + down
        return [
            (self.paper.page, self.paper.sheet.line(x, top + place * style.leading, line, style).box)
            for place, line in enumerate(lines)
            if line
        ]

    def frame(self, box: Box, inner: Sequence[float], *, is_head: bool = False) -> None:
        rules = self.table.rules
        if rules is Rules.NONE:
            return
        is_open = rules is Rules.FRAME and bool(inner) and not is_head
        for y in () if is_open else (box.top, box.bottom):
            self.rule(box.left, y, box.right, y)
        for x in () if rules is Rules.LEVEL else (box.left, *inner, box.right):
            self.rule(x, box.top, x, box.bottom)

    def close(self) -> None:
        """Draw the lower edge of a frame."""
        if self.table.rules is Rules.FRAME:
            self.rule(self.edges[0], self.paper.y, self.edges[-1], self.paper.y)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if self.table.rules is not Rules.BOXES:
            self.paper.sheet.rule(x0, y0, x1, y1, colour="#333333")
            return
        for shift in (0.0, 1.4):
            flat = x0 != x1
            box = Box(x0, y0 + shift, x1, y1 + shift + 0.5) if flat else Box(x0 + shift, y0, x1 + shift + 0.5, y1)
            self.paper.sheet.panel(box, "#333333")

    def inside(self, n: int) -> float:
        return self.edges[n + 1] - self.edges[n] - 2 * PAD

    def columns(self) -> Iterator[tuple[int, Column]]:
        return enumerate(self.table.columns)

    def point(self, row: Row, placed: Sequence[Sequence[Placed]]) -> Point:
        held: dict[Holds, list[str]] = {}
        lines: list[Placed] = []
        for (n, column), cell in zip(self.columns(), row.cells, strict=True):
            held.setdefault(column.holds, []).extend([as_read(cell)] if cell else [])
            lines += placed[n] if column.holds is Holds.TEXT else []
        told = {name: " ".join(held.get(name, ())) for name in Holds}
        return Point(
            told[Holds.TEXT],
            number=told[Holds.NUMBER],
            place=told[Holds.PLACE],
            zone=as_read(self.zone),
            reference=told[Holds.REFERENCE],
            priority=told[Holds.PRIORITY],
            nature=row.nature or Nature.TO_CORRECT,
            lines=tuple(lines),
        )
