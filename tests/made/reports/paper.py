"""Where the next line of a report goes: pages, columns, and what runs along their edges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from attrs import define, field, frozen
from tests.made.reports.truth import Placed
from tools.documents.typesetting import A4, Box, Sheet, Style, as_drawn, break_lines

LANDSCAPE = (A4[1], A4[0])
BOLD_OF = {
    "Vera": "Vera-Bold",
    "Helvetica": "Helvetica-Bold",
    "Times-Roman": "Times-Bold",
    "Courier": "Courier-Bold",
}
PAGE, PAGES = "{page}", "{pages}"
"""Stand for the page's number and for how many there are."""


@frozen
class Edges:
    """What runs along the top and foot of pages: left and right; one after the other where pages differ."""

    headers: tuple[tuple[str, str], ...] = (("", ""),)
    """Of the first page, the second …; the last two take turns after that."""
    footers: tuple[tuple[str, str], ...] = (("", f"Page {PAGE}"),)
    """Likewise."""
    ruled: bool = True
    """Whether a line parts them from the text."""
    footnote: str = ""
    """Small words above the footer of the first page."""

    def of(self, page: int, lines: tuple[tuple[str, str], ...]) -> tuple[str, str]:
        """Choose those of one page."""
        return lines[page - 1] if page <= len(lines) else lines[-1 - (page - len(lines)) % min(2, len(lines))]


@frozen
class Look:
    """How the pages of a report look."""

    size: tuple[float, float] = A4
    font: str = "Vera"
    points: float = 9.0
    leading: float = 12.0
    sides: float = 46.0
    top: float = 62.0
    foot: float = 56.0
    edges: Edges = Edges()
    columns: int = 1
    gutter: float = 24.0

    @cached_property
    def body(self) -> Style:
        return Style(size=self.points, leading=self.leading, font=self.font)

    @cached_property
    def strong(self) -> Style:
        return self.body.but(font=BOLD_OF[self.font])

    @cached_property
    def heading(self) -> Style:
        return self.strong.but(size=self.points + 1.5, leading=self.leading + 3)


@define
class Paper:
    """The page that is being filled, from the top, column after column."""

    look: Look
    total: int = 0
    """How many pages there will be, as far as one knows."""
    page: int = 0
    y: float = 0.0
    column: int = 0
    columns: int = 1
    start: float = 0.0
    """Where the columns of this page begin."""
    sheet: Sheet = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.sheet = Sheet("Rapport", "Rapport fictif", "Organisme fictif", size=self.look.size)
        self.turn_page()

    @property
    def bottom(self) -> float:
        noted = bool(self.look.edges.footnote) and self.page == 1
        return self.look.size[1] - self.look.foot - (24 if noted else 0)

    @property
    def width(self) -> float:
        """Of a column."""
        whole = self.look.size[0] - 2 * self.look.sides
        return (whole - (self.columns - 1) * self.look.gutter) / self.columns

    @property
    def left(self) -> float:
        """Of the column that is being filled."""
        return self.look.sides + self.column * (self.width + self.look.gutter)

    def turn_page(self) -> None:
        """Begin the next page with what runs along its edges."""
        self.page += 1
        self.column, self.y, self.start = 0, self.look.top, self.look.top
        self.sheet.begin_page()
        self._draw_edges()

    def set_columns(self, columns: int) -> None:
        """Go on in so many columns, from here down."""
        self.columns, self.column, self.start = columns, 0, self.y

    def advance(self) -> None:
        """Go on at the top of the next column, on this page or the next."""
        if self.column + 1 < self.columns:
            self.column, self.y = self.column + 1, self.start
        else:
            self.turn_page()

    def need(self, height: float) -> None:
        """Go on elsewhere where there is not so much room left."""
        if self.y + height > self.bottom:
            self.advance()

    def skip(self, height: float) -> None:
        """Leave white, but not at the top of a column."""
        if self.y > self.start:
            self.y += height

    def line(self, text: str, style: Style, indent: float = 0.0) -> Placed:
        """Set one line where there is room for it."""
        self.need(style.leading)
        block = self.sheet.line(self.left + indent, self.y, text, style)
        self.y += style.leading
        return self.page, block.box

    def flow(self, text: str, style: Style, indent: float = 0.0, first: float | None = None) -> list[Placed]:
        """Set a text, its first line indented otherwise if asked; it goes on in the next column, or page."""
        ahead = indent if first is None else first
        lines = broken(text, style, self.width - indent, self.width - ahead)
        return [self.line(line, style, indent if place else ahead) for place, line in enumerate(lines)]

    def _draw_edges(self) -> None:
        edges, (width, height), sides = self.look.edges, self.look.size, self.look.sides
        small = self.look.body.but(size=7.0, leading=9.0)
        self._pair(edges.of(self.page, edges.headers), 26, small)
        self._pair(edges.of(self.page, edges.footers), height - 34, small)
        if edges.ruled:
            self.sheet.rule(sides, 40, width - sides, 40)
            self.sheet.rule(sides, height - 40, width - sides, height - 40)
        if edges.footnote and self.page == 1:
            self.sheet.line(sides, height - 56, edges.footnote, small)

    def _pair(self, words: tuple[str, str], top: float, style: Style) -> None:
        left, right = (word.replace(PAGES, str(self.total)).replace(PAGE, str(self.page)) for word in words)
        if left:
            self.sheet.line(self.look.sides, top, left, style)
        if right:
            self.sheet.right_line(self.look.size[0] - self.look.sides, top, right, style)


def broken(text: str, style: Style, width: float, first: float) -> Sequence[str]:
    """Break a text into lines of one width, but for the first."""
    if first == width:
        return break_lines(text, style, width)
    head, *rest = break_lines(text, style, first)
    if not rest:
        return [head]
    left = len(head) - (head.endswith("-") and not _has_hyphen(text, head))
    return [head, *break_lines(_after(text, left), style, width)]


def _after(text: str, drawn: int) -> str:
    """Cut as many drawn characters off a source text."""
    for place in range(len(text) + 1):
        if len(as_drawn(text[:place])) == drawn:
            return text[place:].lstrip(" |")
    return ""


def _has_hyphen(text: str, head: str) -> bool:
    return as_drawn(text).startswith(head)


def hull(lines: Iterable[Placed]) -> Box:
    """Draw the box around lines of one page."""
    return Box.around(box for _, box in lines)
