"""Whether a line goes on with what stands before it: within a column, over a column break, over a page break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise, takewhile
from statistics import median
from typing import Self

from attrs import evolve, frozen

from registre_core.extraction.proposals.fields import LABEL
from registre_core.extraction.proposals.openers import Family, Opener, opener_of
from registre_core.extraction.proposals.strips import Strip

SLACK = 4.0
"""Points by which the left edges of one paragraph may differ."""

OTHER_SIZE = 1.45
"""Times as high or as low: other letters, so another text (a heading, a footnote)."""

WIDER = 1.7
"""Times the white between the lines of a point above which the next line is another paragraph."""

LEAST_WIDER = 0.3
"""In line heights: what that white must be wider by, since boxes are as high as the letters in them."""

LABEL_WHITE = 1.6
"""In line heights: the white above «Localisation : …», which belongs to the point above for all that."""

FULL = 0.12
"""Share of the column's width by which the last line of a page may fall short and still run on."""

USUAL_WHITE = 2.0
"""Points between two lines, where a report has too few to tell."""

LINE_WORDS = 3
"""Of a line that is asked how high it is: short ones may lack tall letters."""

SMALL = 0.82
"""Times the usual height of a line, below which it is small print."""

MOST_SMALL_LINES = 6
"""Of footnotes, or of a head, on one page."""

WHITE_BEFORE_NOTE, WHITE_BESIDE_HEAD = 0.5, 1.5
"""In line heights, between small print and the text of the page; more where nothing else tells a note."""

FOOTNOTE = re.compile(r"(?:[(\[]?\d{1,2}[)\].]?|\*+|[¹²³⁴⁵]|\([a-z*]\))\s*\S")
MOST_NUMBER_WORDS = 3
"""Words that a number alone may have: «n° 3», «NC 07 :»."""

RECENT = 100
"""Lines of a point that are looked at for each further one: two pages of them. A report that never begins another point
has thousands, and looking at all of them for each would take minutes."""

MOST_HANGING = 6.0
"""In line heights: how far a number may stand to the left of its words."""

SENTENCE_END = re.compile(r"[.!?…]\W*$")
GOES_ON = re.compile(r"[(\[]|[-–—•▪■◦*✓➢►▶·‣⁃❖❑□\uf0b7\uf0a7\uf0d8]\s|[a-z]\)\s")
"""Brackets, and lists below a point."""


@frozen
class Setting:
    """How the lines of a report are set."""

    white: float
    """Points between one line of a paragraph and the next: a quarter of the gaps are no wider."""

    @classmethod
    def of(cls, strips: Sequence[Strip]) -> Self:
        """Measure a report."""
        gaps = [
            gap
            for above, below in pairwise(strips)
            if above.page == below.page and not below.is_beside
            for gap in [below.box[1] - above.box[3]]
            if -0.3 * above.height < gap < 1.2 * above.height
        ]
        return cls(sorted(gaps)[len(gaps) // 4] if gaps else USUAL_WHITE)


def without_small_print(strips: Sequence[Strip]) -> list[Strip]:
    """Leave out what stands in small print at the head and the foot of a page: a sentence goes on behind it.

    Footnotes, and heads that change from page to page. A detector of tables sees them still.
    """
    small = SMALL * median([strip.size for strip in strips if len(strip.tokens) >= LINE_WORDS] or [0.0])
    kept: list[Strip] = []
    for _, page in groupby(strips, key=lambda strip: strip.page):
        lines = list(page)
        start = _small_lines(lines, small)
        end = len(lines) - _small_lines(lines[::-1], small)
        kept += lines[start:end] if start < end else lines
    return kept


def _small_lines(lines: Sequence[Strip], small: float) -> int:
    """Count the lines in small print with which a page begins, or ends if it is read backwards."""
    count = sum(1 for _ in takewhile(lambda strip: strip.size < small, lines))
    if not 0 < count < min(len(lines), MOST_SMALL_LINES + 1):
        return 0
    edge, text = lines[count - 1], lines[count]
    white = max(text.box[1] - edge.box[3], edge.box[1] - text.box[3])
    is_note = any(FOOTNOTE.match(line.text) for line in lines[:count])
    return count if white >= (WHITE_BEFORE_NOTE if is_note else WHITE_BESIDE_HEAD) * edge.height else 0


def with_numbers_beside(strips: Sequence[Strip]) -> list[Strip]:
    """Put numbers that stand alone in front of the words beside them, where an engine read them as a column."""
    kept: list[Strip] = []
    for _, page in groupby(strips, key=lambda strip: strip.page):
        lines = list(page)
        moved = _numbers_before(lines)
        alone = {id(number) for number in moved.values()}
        for line in lines:
            if number := moved.get(id(line)):
                kept += [number, evolve(line, is_beside=True)]
            elif id(line) not in alone:
                kept.append(line)
    return kept


def _numbers_before(lines: Sequence[Strip]) -> dict[int, Strip]:
    """Find, for lines of a page, the number that stands to their left and is read elsewhere."""
    found: dict[int, Strip] = {}
    for place, number in enumerate(lines):
        if not _is_number_alone(number) or (place + 1 < len(lines) and lines[place + 1].is_beside):
            continue
        beside = [line for line in lines if line is not number and _stands_right_of(number, line)]
        nearest = min(beside, key=lambda line: line.box[0], default=None)
        if nearest is not None and not nearest.is_beside:
            found[id(nearest)] = number
    return found


def _is_number_alone(strip: Strip) -> bool:
    if len(strip.tokens) > MOST_NUMBER_WORDS:
        return False
    opener = opener_of(strip.text)
    return opener is not None and opener.length >= len(strip.text) and opener.family is not Family.LABELLED


def _stands_right_of(number: Strip, line: Strip) -> bool:
    apart = line.box[0] - number.box[2]
    level = min(number.box[3], line.box[3]) - max(number.box[1], line.box[1])
    return 0 <= apart < MOST_HANGING * number.size and level >= min(number.height, line.height) / 2


@frozen
class Body:
    """A point as far as it was read, about to be asked whether a line belongs to it."""

    opener: Opener
    """What it began with."""
    strips: Sequence[Strip]
    """Its lines so far, the one with the opener first."""
    setting: Setting
    """How the report is set."""

    @property
    def first(self) -> Strip:
        """Its first line."""
        return self.strips[0]

    @property
    def last(self) -> Strip:
        """Its last line so far."""
        return self.strips[-1]

    @property
    def has_words(self) -> bool:
        """Whether more than its opener was read."""
        return len(self.strips) > 1 or self.opener.length < len(self.first.text)

    def is_said_of_it(self, strip: Strip) -> bool:
        """Whether a line announces the place, the priority, … of a point, and stands near enough to be that of this."""
        if not LABEL.match(strip.text):
            return False
        return self._is_break(strip) or strip.box[1] - self.last.box[3] <= LABEL_WHITE * self.last.height

    def goes_on_with(self, strip: Strip, around: Iterable[Strip]) -> bool:
        """Whether the next line belongs to it, as far as the way it is set can tell.

        Args:
            strip: the next line.
            around: lines that tell how wide its column is; looked at only where it breaks.
        """
        if not self.has_words or self.is_said_of_it(strip):
            return True
        if self._is_other_size(strip):
            return False
        if self._is_break(strip):
            return self._runs_over(strip, around)
        return strip.box[0] >= self._left - SLACK and strip.box[1] - self.last.box[3] <= self._most_white

    @property
    def _recent(self) -> Sequence[Strip]:
        """The lines that tell how it is set."""
        return self.strips[-RECENT:]

    @property
    def _left(self) -> float:
        """The leftmost edge of its lines in the column of the last one."""
        column = [strip.box[0] for strip in self._recent if _share_a_column(strip, self.last)]
        return min(column, default=self.last.box[0])

    @property
    def _most_white(self) -> float:
        """How much white may stand between two of its lines."""
        inner = [
            below.box[1] - above.box[3]
            for above, below in pairwise(self._recent)
            if above.page == below.page and below.box[1] - above.box[1] >= 0 and not below.is_beside
        ]
        usual = max(inner) if inner else self.setting.white
        height = self.last.height
        return max(WIDER * usual, usual + LEAST_WIDER * height)

    def _is_other_size(self, strip: Strip) -> bool:
        if min(len(strip.tokens), len(self.first.tokens)) < LINE_WORDS:
            return False
        ratio = strip.size / (self.first.size or 1.0)
        return not 1 / OTHER_SIZE < ratio < OTHER_SIZE

    def _is_break(self, strip: Strip) -> bool:
        """Whether the line stands on the next page, or higher up in the next column."""
        return strip.page != self.last.page or strip.box[3] <= self.last.box[1]

    def _runs_over(self, strip: Strip, around: Iterable[Strip]) -> bool:
        """Whether a sentence goes on beyond a break."""
        last = self.last.text
        if not SENTENCE_END.search(last) or strip.text[:1].islower() or GOES_ON.match(strip.text):
            return True
        if self._is_hanging and strip.page != self.last.page and _share_a_column(strip, self.last):
            return strip.box[0] > self.first.box[0] + SLACK
        column = [one.box[2] for one in (self.last, *around) if _share_a_column(one, self.last)]
        return self.last.box[2] >= max(column) - FULL * (max(column) - self._left)

    @property
    def _is_hanging(self) -> bool:
        """Whether its lines after the first are indented."""
        rest = [strip.box[0] for strip in self.strips[1:] if _share_a_column(strip, self.first)]
        return bool(rest) and min(rest) > self.first.box[0] + SLACK


def _share_a_column(one: Strip, other: Strip) -> bool:
    return one.box[0] < other.box[2] and other.box[0] < one.box[2]
