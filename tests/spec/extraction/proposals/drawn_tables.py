"""Tables drawn letter by letter: with lines or without, over as many pages as they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from registre_core.extraction import Boxes, PageInfo, PageText, Ruling, Sheet, assemble
from registre_core.extraction.boxes import NOWHERE, Box
from registre_core.kernel.passages import TextSource

ADVANCE, SPACE, HEIGHT, FEED = 4.0, 2.5, 8.0, 10.0
"""Points: how wide a letter and a space are, how high a letter is, and from one line of a cell to the next."""

PAD = 3.0
"""Points between a cell's edge and its words."""

LEFT, TOP = 40.0, 60.0
"""Points: where a table begins on its page."""

WIDTH, PAGE = 595.0, 842.0
"""Points: how large a page is."""

RULES = ("grid", "levels", "none")
"""Lines around all cells, between rows only, nowhere."""


@define
class Drawing:
    """Pages, as one draws them from top to bottom."""

    by_line: bool = False
    """Whether words come line by line over all columns, as recognizers read, or cell by cell, as files are written."""
    pages: list[tuple[list[tuple[float, float, str]], list[Ruling]]] = field(factory=lambda: [([], [])])
    """For each, its pieces of text and its lines."""

    def write(self, x: float, y: float, text: str) -> None:
        """Put words on the page, their upper left corner at x, y."""
        self.pages[-1][0].append((x, y, text))

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a line."""
        self.pages[-1][1].append(Ruling(x0, y0, x1, y1))

    def turn(self) -> None:
        """Begin another page."""
        self.pages.append(([], []))

    def sheets(self) -> list[Sheet]:
        """Give the pages as detectors get them."""
        return [self._sheet(number, *page) for number, page in enumerate(self.pages, 1)]

    def _sheet(self, number: int, words: list[tuple[float, float, str]], rulings: list[Ruling]) -> Sheet:
        info = PageInfo(number, str(number), WIDTH, PAGE, crop=(0.0, 0.0, WIDTH, PAGE))
        characters: list[str] = []
        boxes: list[Box] = []
        last = None
        for x, y, text in sorted(words, key=lambda word: (word[1], word[0])) if self.by_line else words:
            characters += [" " if last == y and self.by_line else "\n"] if last is not None else []
            boxes += [NOWHERE] if last is not None else []
            characters += text
            boxes += _letters(x, y, text)
            last = y
        text = "".join(characters)
        if self.by_line:
            read = PageText(info, text, Boxes.of(_filled(boxes)), "recognizer 1", TextSource.OCR)
        else:
            read = assemble(info, text, Boxes.of(boxes), engine="typewriter 1")
        return Sheet(read, tuple(rulings))


@frozen
class Plan:
    """How a table is drawn."""

    widths: tuple[float, ...]
    """Of its columns, in points."""
    rules: str = "grid"
    """One of `RULES`."""
    gap: float = 6.0
    """Points between two rows, more than between two lines of a cell."""
    bottom: float = 780.0
    """Points: where a page is full."""
    repeats_titles: bool = True
    """Whether titles stand on every page."""
    centred: bool = False
    """Whether short cells are set in the middle of their rows."""

    @property
    def edges(self) -> list[float]:
        """Where columns end and begin."""
        edges = [LEFT]
        for width in self.widths:
            edges.append(edges[-1] + width)
        return edges


def draw(
    titles: Sequence[str],
    rows: Sequence[Sequence[str] | str],
    plan: Plan,
    *,
    before: Sequence[str] = (),
    after: Sequence[str] = (),
    by_line: bool = False,
) -> list[Sheet]:
    """Draw a table; a row that is one text stands over all columns.

    Args:
        titles: what stands above each column.
        rows: what stands in each; cells are broken where their column ends.
        plan: how it is drawn.
        before: lines of text above it.
        after: lines of text below it.
        by_line: whether words come line by line, as recognizers read.
    """
    drawing = Drawing(by_line)
    y = TOP
    for line in before:
        drawing.write(LEFT, y, line)
        y += FEED
    y += FEED if before else 0
    y = _row(drawing, plan, y, titles)
    for row in rows:
        lines = [row] if isinstance(row, str) else row
        y = _heading(drawing, plan, y, row, titles) if isinstance(row, str) else _row(drawing, plan, y, lines, titles)
    y += 2 * FEED
    for line in after:
        drawing.write(LEFT, y, line)
        y += FEED
    return drawing.sheets()


def broken(text: str, width: float) -> list[str]:
    """Break a text into lines of a column."""
    lines: list[str] = []
    room = int((width - 2 * PAD) / ADVANCE)
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _row(drawing: Drawing, plan: Plan, y: float, cells: Sequence[str], titles: Sequence[str] = ()) -> float:
    lines = [broken(cell, width) for cell, width in zip(cells, plan.widths, strict=True)]
    left = max(1, *map(len, lines))
    start = 0
    while left:
        room = int((plan.bottom - y - plan.gap) // FEED)
        if room < 1:
            drawing.turn()
            y = _row(drawing, plan, TOP, titles) if plan.repeats_titles and titles else TOP
            continue
        taken = min(left, room)
        for edge, column in zip(plan.edges, lines, strict=False):
            lower = FEED * (taken - len(column)) / 2 if plan.centred else 0.0
            for place, line in enumerate(column[start : start + taken]):
                drawing.write(edge + PAD, y + plan.gap / 2 + lower + FEED * place, line)
        height = FEED * taken + plan.gap
        _frame(drawing, plan, y, height)
        y, start, left = y + height, start + taken, left - taken
    return y


def _heading(drawing: Drawing, plan: Plan, y: float, text: str, titles: Sequence[str]) -> float:
    if plan.bottom - y < 3 * FEED + 2 * plan.gap:
        drawing.turn()
        y = _row(drawing, plan, TOP, titles) if plan.repeats_titles else TOP
    drawing.write(LEFT + PAD, y + plan.gap / 2, text)
    _frame(drawing, plan, y, FEED + plan.gap, inner=False)
    return y + FEED + plan.gap


def _frame(drawing: Drawing, plan: Plan, y: float, height: float, *, inner: bool = True) -> None:
    edges = plan.edges
    if plan.rules in ("grid", "levels"):
        for at in (y, y + height):
            drawing.rule(edges[0], at, edges[-1], at)
    if plan.rules == "grid":
        for edge in edges if inner else (edges[0], edges[-1]):
            drawing.rule(edge, y, edge, y + height)


def _letters(left: float, top: float, text: str) -> Iterator[Box]:
    for letter in text:
        right = left + (SPACE if letter.isspace() else ADVANCE)
        yield NOWHERE if letter.isspace() else (left, top, right, top + HEIGHT)
        left = right


def _filled(boxes: list[Box]) -> Iterator[Box]:
    """A space shares the box of the letter before it."""
    last = NOWHERE
    for box in boxes:
        last = last if box == NOWHERE else box
        yield last
