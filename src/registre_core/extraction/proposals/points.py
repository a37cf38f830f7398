"""The points of running text: each from what it begins with to where it ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import evolve, frozen

from registre_core.extraction.proposals.flow import SLACK, Body, Setting, without_small_print
from registre_core.extraction.proposals.openers import Family, Opener, opener_of
from registre_core.extraction.proposals.sections import Section, Topic, sections_of
from registre_core.extraction.proposals.strips import Strip
from registre_core.extraction.proposals.vocabulary import PROSE

MOST_SKIPPED = 30
"""How far a number may be from the one before it and still go on with its list."""

MOST_BRACKETED = 60
"""Letters within brackets: one that was opened before was forgotten to be closed."""

TABLE_CELLS = 3
"""Cells beside each other that make a row of a table: two may be a number and its words, a label and its value."""


@frozen
class Point:
    """What begins with a number, a label or a dash, and all its lines."""

    opener: Opener
    """What it begins with."""
    strips: tuple[Strip, ...]
    """Its lines, the one with the opener first."""
    section: Section
    """Where it stands."""
    list_: int
    """Which list of the report it belongs to."""


def points_of(strips: Sequence[Strip]) -> tuple[Point, ...]:
    """Find what may be a point, whether or not it is an observation; none is part of another.

    What a section's first point begins with is what all its points begin with: «a)» and «–» below «3.» belong to
    that point, and so does «2,5 m» at the beginning of a line.
    """
    strips = without_small_print(strips)
    setting, lists = Setting.of(strips), 0
    points: list[Point] = []
    for section in sections_of(strips):
        run = Run(section, setting)
        points += [evolve(point, list_=point.list_ + lists) for point in run.points(strips)]
        lists += run.lists + 1
    return tuple(points)


class Run:
    """Reads the points of one section."""

    def __init__(self, section: Section, setting: Setting) -> None:
        self.lists = 0
        self._section = section
        self._setting = setting
        self._last: tuple[Opener, Strip] | None = None

    def points(self, strips: Sequence[Strip]) -> Iterator[Point]:
        """Read them in order."""
        opener: Opener | None = None
        body: list[Strip] = []
        for at in range(self._section.start, self._section.end):
            strip = strips[at]
            is_cell = _is_in_table(strips, at, self._section) or _is_within_brackets(body)
            beginning = None if is_cell else self._beginning(strip)
            if beginning is not None:
                yield from self._finished(opener, body)
                self._count(beginning, strip)
                opener, body = beginning, [strip]
            elif opener is not None:
                if self._belongs(opener, body, strips, at):
                    body.append(strip)
                else:
                    yield from self._finished(opener, body)
                    opener, body = None, []
        yield from self._finished(opener, body)

    def _finished(self, opener: Opener | None, body: Sequence[Strip]) -> Iterator[Point]:
        if opener is not None:
            yield Point(opener, tuple(body), self._section, self.lists)

    def _beginning(self, strip: Strip) -> Opener | None:
        """See whether the next point of the section begins with this line."""
        opener = opener_of(strip.text)
        if opener is None:
            return None
        if self._last is None:
            return opener if _may_come_first(opener, self._section) else None
        before, first = self._last
        if opener.family is Family.LABELLED:
            return opener
        if opener.family is not before.family or not _is_as_indented(strip, first):
            return None
        if not opener.order or opener.family is Family.CODED:
            return opener
        return opener if _comes_after(opener, before) else None

    def _count(self, opener: Opener, strip: Strip) -> None:
        if self._last is not None and opener.order <= self._last[0].order:
            self.lists += 1
        self._last = opener, strip

    def _belongs(self, opener: Opener, body: Sequence[Strip], strips: Sequence[Strip], at: int) -> bool:
        strip = strips[at]
        if strip.is_beside:
            return not _is_in_table(strips, at, self._section)
        if _is_in_table(strips, at, self._section) or PROSE.match(strip.text):
            return False
        return Body(opener, body, self._setting).goes_on_with(strip, _column_before(strips, at))


def _may_come_first(opener: Opener, section: Section) -> bool:
    """Whether a list may begin so: any number in a section of observations, the first one elsewhere."""
    if opener.family is Family.DASHED:
        return section.topic is Topic.OBSERVATIONS
    return True


def _column_before(strips: Sequence[Strip], at: int) -> Iterator[Strip]:
    """Give a line, and those of the page that the line before it stands on."""
    yield strips[at]
    page = strips[at - 1].page
    yield from takewhile(lambda strip: strip.page == page, (strips[place] for place in range(at - 1, -1, -1)))


def _is_within_brackets(body: Sequence[Strip]) -> bool:
    """Whether a bracket is open at the end of what was read: «7)» behind «(GE» is no number."""
    said = " ".join(strip.text for strip in body[-2:])[-MOST_BRACKETED:]
    return said.rfind("(") > said.rfind(")")


def _comes_after(opener: Opener, before: Opener) -> bool:
    """Whether a number goes on with a list, or begins it anew."""
    first, last = opener.order, before.order
    if not last or first[-1] == 1:
        return True
    depth = min(len(first), len(last))
    return first > last and first[:depth][-1] - last[:depth][-1] <= MOST_SKIPPED


def _is_as_indented(strip: Strip, first: Strip) -> bool:
    """Whether it begins where the points before it do; in the next column nobody can tell."""
    apart = strip.box[0] >= first.box[2] or strip.box[2] <= first.box[0]
    return apart or strip.page != first.page or abs(strip.box[0] - first.box[0]) <= 3 * SLACK


def _is_in_table(strips: Sequence[Strip], at: int, section: Section) -> bool:
    """Whether at least three cells stand beside each other on its line."""
    start = at
    while start > section.start and strips[start].is_beside:
        start -= 1
    end = start + 1
    while end < section.end and strips[end].is_beside:
        end += 1
    return end - start >= TABLE_CELLS
