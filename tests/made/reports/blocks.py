"""What reports are made of beside tables: titles, paragraphs, lists, and points in running text."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator
from typing import Protocol

from attrs import frozen
from tests.made.reports.paper import Paper
from tests.made.reports.truth import Placed, Point
from tools.documents.typesetting import as_read

from registre_core.kernel.natures import Nature

ROMAN = "I II III IV V VI VII VIII IX X".split()


class Block(Protocol):
    """Draws itself where the paper is, and says which points it made."""

    def draw(self, paper: Paper) -> Iterable[Point]: ...


@frozen
class Title:
    """Large words in the middle."""

    text: str
    below: str = ""

    def draw(self, paper: Paper) -> Iterable[Point]:
        large = paper.look.heading.but(size=paper.look.points + 5, leading=paper.look.leading + 8)
        for text, style in ((self.text, large), (self.below, paper.look.body)):
            if text:
                paper.sheet.centred_line(paper.left + paper.width / 2, paper.y, text, style)
                paper.y += style.leading
        paper.skip(10)
        return ()


@frozen
class Heading:
    """The words above a section."""

    text: str
    level: int = 1

    def draw(self, paper: Paper) -> Iterable[Point]:
        style = paper.look.heading if self.level == 1 else paper.look.strong
        paper.skip(8)
        paper.need(style.leading + 2 * paper.look.leading)
        paper.flow(self.text, style)
        paper.skip(3)
        return ()


@frozen
class Paragraph:
    """Running text that makes no point."""

    text: str
    indent: float = 0.0

    def draw(self, paper: Paper) -> Iterable[Point]:
        paper.flow(self.text, paper.look.body, self.indent)
        paper.skip(5)
        return ()


@frozen
class Fields:
    """Names with what they stand for: «Exploitant : …»."""

    rows: tuple[tuple[str, str], ...]
    tab: float = 130.0

    def draw(self, paper: Paper) -> Iterable[Point]:
        for name, value in self.rows:
            paper.need(paper.look.leading)
            paper.sheet.line(paper.left, paper.y, f"{name} :", paper.look.strong)
            paper.flow(value, paper.look.body, self.tab)
        paper.skip(6)
        return ()


@frozen
class Plain:
    """A list that makes no point: members, documents, chapters."""

    items: tuple[str, ...]
    label: str = "- "
    """In front of each; ``{n}`` is its number."""
    indent: float = 10.0

    def draw(self, paper: Paper) -> Iterable[Point]:
        for n, item in enumerate(self.items, 1):
            paper.flow(self.label.format(n=n) + item, paper.look.body, self.indent + 10, self.indent)
        paper.skip(6)
        return ()


@frozen
class Contents:
    """A table of contents, with dots that lead to the page."""

    entries: tuple[tuple[str, int], ...]

    def draw(self, paper: Paper) -> Iterable[Point]:
        style = paper.look.body
        for words, page in self.entries:
            dots = int((paper.width - style.width(f"{words}  {page}")) / style.width(".")) - 2
            paper.line(f"{words} {'.' * dots} {page}", style)
        paper.skip(10)
        return ()


@frozen
class NextPage:
    """Nothing more on this page."""

    def draw(self, paper: Paper) -> Iterable[Point]:
        paper.turn_page()
        return ()


@frozen
class Columns:
    """From here on in so many columns."""

    count: int

    def draw(self, paper: Paper) -> Iterable[Point]:
        paper.set_columns(self.count)
        return ()


@frozen
class Down:
    """Leave so much white: where a page ends decides what is cut."""

    height: float

    def draw(self, paper: Paper) -> Iterable[Point]:
        paper.y += self.height
        return ()


@frozen
class Item:
    """What one point says."""

    text: str
    reference: str = ""
    place: str = ""
    priority: str = ""
    below: tuple[str, ...] = ()
    """Sub-items that belong to it."""
    aside: str = ""
    """Words behind it that one may count in or not: «(déjà signalé)»."""
    nature: Nature | None = Nature.TO_CORRECT
    """``None`` where it is no observation."""


@frozen
class Points:
    """Observations one after the other, all written the same way."""

    items: tuple[Item, ...]
    form: tuple[str, ...] = ("{n}. {text}",)
    """Their lines: ``{n}``, ``{text}``, ``{reference}``, ``{place}``, ``{priority}``; a line whose value is missing is
    left out, one that begins with ``*`` is bold."""
    numbers: str = "{n}"
    """How they count: ``3.{n}``, ``P{n}``, ``{letter}``, ``{roman}``; empty: not at all."""
    first: int = 1
    indent: float = 0.0
    hang: float = 16.0
    """How far the second line stands in."""
    gap: float = 6.0
    bullet: str = "- "
    zone: str = ""
    """The heading they stand under, where it says where."""

    def draw(self, paper: Paper) -> Iterable[Point]:
        return [point for n, item in enumerate(self.items, self.first) for point in self._drawn(paper, n, item)]

    def _drawn(self, paper: Paper, n: int, item: Item) -> Iterator[Point]:
        number = self.numbers.format(n=n, letter=string.ascii_lowercase[(n - 1) % 26], roman=ROMAN[(n - 1) % 10])
        paper.need(paper.look.leading)
        own: list[Placed] = []
        whole: list[str] = []
        for form in self.form:
            filled = filled_in(form, number, item)
            if filled:
                lines = self._line(paper, form, filled)
                own += [*lines, *self._below(paper, item)] if "{text}" in form else []
                whole += [filled] if "{text}" in form or whole else []
        paper.skip(self.gap)
        if item.nature:
            yield self._point(item, number, own, whole)

    def _below(self, paper: Paper, item: Item) -> list[Placed]:
        ahead = self.indent + self.hang + 8
        set_ = (paper.flow(self.bullet + below, paper.look.body, ahead + 10, ahead) for below in item.below)
        return [line for lines in set_ for line in lines]

    def _line(self, paper: Paper, form: str, filled: str) -> list[Placed]:
        style = paper.look.strong if form.startswith("*") else paper.look.body
        ahead = self.indent if form == self.form[0] else self.indent + self.hang
        return paper.flow(filled, style, self.indent + self.hang, ahead)

    def _point(self, item: Item, number: str, lines: list[Placed], whole: list[str]) -> Point:
        stop = "." if any("{text}." in form for form in self.form) else ""
        below = " ".join(f"{self.bullet}{as_read(below)}" for below in item.below)
        text = as_read(f"{item.text}{stop} {below}")
        marked = as_read(f"{item.text} {item.aside} {below}")
        labelled, with_rest = as_read(f"{whole[0]} {below}"), as_read(" ".join([whole[0], below, *whole[1:]]))
        return Point(
            text,
            number=as_read(number),
            place=self._printed("place", item),
            zone=as_read(self.zone),
            reference=self._printed("reference", item),
            priority=self._printed("priority", item),
            nature=item.nature or Nature.TO_CORRECT,
            also=tuple(sorted({marked, labelled, with_rest} - {text})),
            lines=tuple(lines),
        )

    def _printed(self, name: str, item: Item) -> str:
        """Give what a point says of itself, where its form writes that."""
        return as_read(getattr(item, name)) if any(f"{{{name}}}" in form for form in self.form) else ""


def filled_in(form: str, number: str, item: Item) -> str:
    """Write one line of a point; nothing where what it tells is missing."""
    text = f"{item.text} {item.aside}".strip()
    told = {"n": number, "text": text, "reference": item.reference, "place": item.place, "priority": item.priority}
    names = [name for _, name, _, _ in string.Formatter().parse(form) if name]
    if any(not told[name] for name in names):
        return "" if "text" not in names else form.partition("{text}")[0].lstrip("*").format(**told) + text
    return form.lstrip("*").format(**told)
