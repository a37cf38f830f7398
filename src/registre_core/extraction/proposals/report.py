"""A report as detectors look at it: pages without their headers and footers, words with their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Protocol, Self

from attrs import evolve, field, frozen

from registre_core.extraction.boxes import hull_of
from registre_core.extraction.entities import PageText, Part, Ruling, Sheet
from registre_core.extraction.proposals.entities import Sighting
from registre_core.extraction.proposals.furniture import furniture
from registre_core.extraction.proposals.points import Point, points_of
from registre_core.extraction.proposals.straightening import slant_of, straight, straight_ruling
from registre_core.extraction.proposals.strips import Strip, Token, strips_of
from registre_core.extraction.proposals.turning import as_held


@frozen
class Leaf:
    """A page of a report."""

    text: PageText
    """Its characters."""
    tokens: tuple[Token, ...]
    """Its words in reading order, without what runs along the top and foot of every page."""
    rulings: tuple[Ruling, ...]
    """The lines drawn on it, laid as its words are."""
    strips: tuple[Strip, ...] = field(default=(), eq=False, repr=False)
    """The same words, in the pieces that one reads in one go: lines of a column, lines of a cell."""
    height: float = 0.0
    """Points from its upper to its lower edge, as a reader holds it."""

    @property
    def number(self) -> int:
        """Its number in the file, from 1."""
        return self.text.info.number

    @classmethod
    def of(cls, sheet: Sheet) -> Self:
        """Lay one page as a reader holds it, and straight; nothing is left out yet."""
        held = as_held(sheet)
        strips, info = strips_of(held.text), held.text.info
        empty = cls(sheet.text, (), held.rulings, height=info.height)
        slant = slant_of(strips)
        if not slant:
            return empty.holding(strips)
        middle = info.width / 2, info.height / 2
        laid = evolve(empty, rulings=tuple(straight_ruling(one, slant, middle) for one in held.rulings))
        return laid.holding(_laid_straight(strip, slant, middle) for strip in strips)

    def holding(self, strips: Iterable[Strip]) -> Self:
        """Keep these strips, and no others."""
        kept = tuple(strips)
        return evolve(self, tokens=tuple(token for strip in kept for token in strip.tokens), strips=kept)

    def without(self, left_out: frozenset[int]) -> Self:
        """Leave strips out, by their places."""
        if not left_out:
            return self
        kept = (strip for place, strip in enumerate(self.strips) if place not in left_out)
        return self.holding(kept)


@frozen(eq=False)
class Report:
    """All its pages."""

    leaves: tuple[Leaf, ...]
    """In order."""

    @classmethod
    def of(cls, sheets: Iterable[Sheet]) -> Self:
        """Lay the pages of a report out for detectors.

        Scans are laid straight; what runs along the top and foot of the pages is left out. A line that might begin an
        observation never is: an observation that nobody sees is worse than a footer that somebody strikes out.
        """
        leaves = [Leaf.of(sheet) for sheet in sheets]
        sizes = [(leaf.number, leaf.height) for leaf in leaves]
        dropped = furniture([leaf.strips for leaf in leaves], sizes)
        return cls(tuple(leaf.without(left_out) for leaf, left_out in zip(leaves, dropped, strict=True)))

    @cached_property
    def pages(self) -> dict[int, PageText]:
        """The characters of each page, by its number in the file."""
        return {leaf.number: leaf.text for leaf in self.leaves}

    @cached_property
    def strips(self) -> tuple[Strip, ...]:
        """All that is read, page after page."""
        return tuple(strip for leaf in self.leaves for strip in leaf.strips)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """What begins with a number, a label or a dash, with all its lines: observations, and other lists."""
        return points_of(self.strips)


class Detector(Protocol):
    """Sees the points of one kind of layout. An integrator adds that of his inspection body: a plug-in's hook.

    What it promises:

    - Its `name` never changes, and no other detector has it.
    - It is pure: the same report gives the same sightings, and nothing is kept from one report for the next.
    - The parts of a sighting are on pages of the report, within their characters, in the order in which one reads them,
      no character twice; each holds a letter.
    - It sees what is there: place, reference and priority are words of the report; what it does not say is left empty.
    - It takes time in proportion to the words of the report.
    - It raises nothing on any report. One that does, or that breaks its promises, is told by name
      (`AdapterFailure` ``detector-failed``), and nothing is proposed: half a list would pass for the whole.
    """

    @property
    def name(self) -> str:
        """What people read beside a candidate, such as ``tableau``; each detector has its own."""
        ...

    def sightings(self, report: Report) -> Iterable[Sighting]:
        """Find points, in any order. It may see the same words twice, and what others see too: the surest stands."""
        ...


def parts_of(tokens: Iterable[Token], pages: Mapping[int, PageText]) -> tuple[Part, ...]:
    """Say where words stand that are read one after the other: as few parts as have only blanks between their words.

    Args:
        tokens: the words, in the order in which they are read.
        pages: the characters of their pages.
    """
    spans: list[tuple[int, int, int]] = []
    for token in tokens:
        if spans and spans[-1][0] == token.page and _follows(pages[token.page], spans[-1][2], token.start):
            spans[-1] = *spans[-1][:2], token.end
        else:
            spans.append((token.page, token.start, token.end))
    return tuple(Part(*span) for span in spans)


def _follows(page: PageText, end: int, start: int) -> bool:
    """Whether nothing but blanks stands between two places."""
    return end == start or (end < start and page.characters[end:start].isspace())


def _laid_straight(strip: Strip, slant: float, middle: tuple[float, float]) -> Strip:
    tokens = tuple(Token(one.text, one.page, one.start, straight(one.box, slant, middle)) for one in strip.tokens)
    return evolve(strip, tokens=tokens, box=hull_of(token.box for token in tokens))
