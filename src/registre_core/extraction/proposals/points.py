"""The points of running text: each from what it begins with to where it ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from attrs import evolve, frozen

from registre_core.extraction.proposals.flow import SLACK, Body, Setting, with_numbers_beside, without_small_print
from registre_core.extraction.proposals.openers import Family, Opener, bare_number_of, opener_of
from registre_core.extraction.proposals.sections import Section, Topic, sections_of
from registre_core.extraction.proposals.strips import Strip
from registre_core.extraction.proposals.vocabulary import PROSE

MOST_SKIPPED = 30
"""How far a number may be from the one before it and still go on with its list."""

MOST_BRACKETED = 60
"""Letters within brackets: one that was opened before was forgotten to be closed."""

TABLE_CELLS = 3
"""Cells beside each other that make a row of a table: two may be a number and its words, a label and its value."""

MOST_CELL_LINES = 12
"""Lines of a cell that are read before the cell beside it."""


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
    strips = with_numbers_beside(without_small_print(strips))
    setting, lists = Setting.of(strips), 0
    points: list[Point] = []
    for section in sections_of(strips):
        run = Run(section, setting, strips)
        found = list(run.points())
        if found and _goes_on_counting(found[0], points):
            run = Run(evolve(section, topic=Topic.OBSERVATIONS), setting, strips)
            found = list(run.points())
        points += [evolve(point, list_=point.list_ + lists) for point in found]
        lists += run.lists + 1
    return tuple(points)


def _goes_on_counting(point: Point, before: Sequence[Point]) -> bool:
    """Whether a section whose heading does not tell goes on with a list of observations: «ÉCLAIRAGE», then «7.»."""
    if point.section.topic is not Topic.UNKNOWN or not before or before[-1].section.topic is not Topic.OBSERVATIONS:
        return False
    own, last = point.opener, before[-1].opener
    return own.family is last.family and bool(last.order) and own.order == (*last.order[:-1], last.order[-1] + 1)


class Run:
    """Reads the points of one section."""

    def __init__(self, section: Section, setting: Setting, strips: Sequence[Strip]) -> None:
        self.lists = 0
        self._section = section
        self._setting = setting
        self._strips = strips
        self._cells = _cells(strips, section)
        self._last: tuple[Opener, Strip] | None = None

    def points(self) -> Iterator[Point]:
        """Read them in order."""
        opener: Opener | None = None
        body: list[Strip] = []
        for at in range(self._section.start, self._section.end):
            strip = self._strips[at]
            is_part = at in self._cells or _is_within_brackets(body)
            beginning = None if is_part else self._beginning(at)
            if beginning is not None:
                yield from self._finished(opener, body)
                self._count(beginning, strip)
                opener, body = beginning, [strip]
            elif opener is not None:
                if self._belongs(opener, body, at):
                    body.append(strip)
                else:
                    yield from self._finished(opener, body)
                    opener, body = None, []
        yield from self._finished(opener, body)

    def _finished(self, opener: Opener | None, body: Sequence[Strip]) -> Iterator[Point]:
        if opener is not None:
            yield Point(opener, tuple(body), self._section, self.lists)

    def _beginning(self, at: int) -> Opener | None:
        """See whether the next point of the section begins with this line."""
        strip = self._strips[at]
        opener = opener_of(strip.text)
        if opener is None and self._section.topic is Topic.OBSERVATIONS and not self._cells:
            beside = at + 1 < self._section.end and self._strips[at + 1].is_beside
            opener = bare_number_of(strip.text, is_beside_words=beside)
        if opener is None or opener.family is Family.LABELLED:
            return opener
        if self._last is None:
            return opener if _may_come_first(opener, self._section) else None
        return opener if _is_next(opener, strip, *self._last) else None

    def _count(self, opener: Opener, strip: Strip) -> None:
        if self._last is not None and opener.order <= self._last[0].order:
            self.lists += 1
        self._last = opener, strip

    def _belongs(self, opener: Opener, body: Sequence[Strip], at: int) -> bool:
        strip = self._strips[at]
        if at in self._cells or PROSE.match(strip.text):
            return False
        return strip.is_beside or Body(opener, body, self._setting).goes_on_with(
            strip, _column_before(self._strips, at)
        )


def _may_come_first(opener: Opener, section: Section) -> bool:
    """Whether a list may begin so: any number in a section of observations, the first one elsewhere."""
    if opener.family is Family.DASHED:
        return section.topic is Topic.OBSERVATIONS
    return True


def _is_next(opener: Opener, strip: Strip, before: Opener, first: Strip) -> bool:
    """Whether it begins the next point of a list, and not a part of the last one."""
    if opener.family is not before.family:
        is_higher = opener.family is Family.NUMBERED and before.family in (Family.DASHED, Family.LETTERED)
        return is_higher and strip.page == first.page and strip.box[0] < first.box[0] - SLACK
    if not _is_as_indented(strip, first) or not opener.is_counted_as(before):
        return False
    return not opener.order or opener.family is Family.CODED or _comes_after(opener, before)


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


def _cells(strips: Sequence[Strip], section: Section) -> frozenset[int]:
    """Say which strips of a section are rows of a table: at least three stand beside each other on one line."""
    starts: list[int] = []
    for at in range(section.start, section.end):
        if strips[at].is_beside:
            continue
        row = _row_before(strips, starts, at)
        if row is None:
            starts.append(at)
        else:
            del starts[row + 1 :]
    rows = [range(start, end) for start, end in pairwise([*starts, section.end])]
    return frozenset(at for row in rows if _width(strips, row) >= TABLE_CELLS for at in row)


def _row_before(strips: Sequence[Strip], starts: Sequence[int], at: int) -> int | None:
    """Find the row that a strip stands in, behind the lines of one of its cells that are read before it."""
    end = at
    for row in range(len(starts) - 1, max(-1, len(starts) - 1 - MOST_CELL_LINES), -1):
        if _is_beside(strips[at], strips[starts[row]]):
            return row
        if end - starts[row] > 1:
            return None
        end = starts[row]
    return None


def _is_beside(strip: Strip, first: Strip) -> bool:
    """Whether it stands on the first line of a row, though a cell with more lines is read before it."""
    level = first.box[1] <= (strip.box[1] + strip.box[3]) / 2 <= first.box[3]
    return level and strip.page == first.page and strip.box[0] >= first.box[2]


def _width(strips: Sequence[Strip], row: range) -> int:
    """Count the cells that begin on the first line of a row."""
    return sum(at == row.start or strips[at].is_beside or _is_beside(strips[at], strips[row.start]) for at in row)
