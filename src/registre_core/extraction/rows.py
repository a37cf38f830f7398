"""Pieces of one line brought together, whatever an engine made of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import compress, count, pairwise
from math import inf
from operator import sub
from statistics import median_low

from attrs import define

from registre_core.extraction.boxes import Box, Boxes, hull_of
from registre_core.extraction.turns import Turn, is_slanted, turn_of, upright

PIECE = re.compile(r"\S+")

SPACED_OUT = re.compile(r"(?<!\S)(?:f?f[il]|ff|\S)(?: +(?:f?f[il]|ff|\S)){5,}(?!\S)")
"""Letters and ligatures in a row with spaces between them: a spaced title, unless somebody typed the spaces."""

MOST_SPACED = 0.5
"""In line heights: letters of a word are spaced out no further; the cells of a table are."""

WIDE_GAP = 1.5
"""In line heights: a wider gap parts cells or columns; the spaces of a justified line stay below."""

LETTER_GAP = 0.12
"""In line heights: what an engine broke apart, yet stands closer than this, is one word."""

TIGHT_SPACE = 0.12
"""In line heights, beyond what is usual between the letters of a piece: what an engine took for one word, though it
stands that far apart, is two. Letters of a word stand within 0.08 on all pages measured, spaced titles evenly."""

LETTERS = 0.6
"""Share of letters in spaced words, at least: the others are dashes, apostrophes, numbers; a row of crosses is none."""

MADE_UP = 0.4
"""Share of spaces that an engine made up between spaced letters, at least; between words stands one of the file's."""

HARDLY = 0.5
"""Points: a narrower gap is not looked at."""

WORD_GAP = 1.0
"""In line heights: what an engine broke apart, yet stands closer than this, is one line."""

LEVEL = 0.5
"""Share of the lower height by which two pieces must overlap to stand on one line."""


@define
class Piece:
    """Characters that an engine gives without a space between them."""

    start: int
    """Where they begin among the engine's characters."""
    end: int
    """Where they end."""
    turn: Turn
    """Which way they run."""
    box: Box
    """Their box, upright."""
    broken: bool
    """Whether the engine begins a new line with them."""
    goes_on: bool = False
    """Whether they go on with the word before, the engine having made up the space between."""
    is_slanted: bool = False
    """Whether they run across the page, neither level nor upright."""

    @property
    def height(self) -> float:
        """Of the line they stand on."""
        return self.box[3] - self.box[1]


@define
class Row:
    """Pieces of one line, close enough to be read in one go."""

    pieces: list[Piece]
    """From left to right."""
    box: Box
    """Around them, upright."""

    @property
    def turn(self) -> Turn:
        """Which way it runs."""
        return self.pieces[0].turn

    @property
    def is_slanted(self) -> bool:
        """Whether it runs across the page, and alone."""
        return self.pieces[0].is_slanted

    @property
    def height(self) -> float:
        """Of the line."""
        return self.box[3] - self.box[1]


def pieces_of(characters: str, boxes: Boxes) -> list[Piece]:
    """Cut characters at spaces and breaks, and see which way each piece runs."""
    spans = _parted([found.span() for found in PIECE.finditer(characters)], characters, boxes)
    ends = [0, *(end for _, end in spans)]
    broken = ["\n" in characters[end:start] for end, (start, _) in zip(ends, spans, strict=False)]
    turns = _turns(_seen_turns(spans, boxes), broken)
    hulls, (_, tops, _, _) = boxes.hulls(spans), boxes.edges
    going_on = _spaced_out(characters, boxes)
    return [
        Piece(
            start,
            end,
            turn,
            upright(hull, turn) if turn else hull,
            breaks,
            start in going_on,
            tops[start] != tops[end - 1] and is_slanted(boxes, start, end),
        )
        for (start, end), turn, hull, breaks in zip(spans, turns, hulls, broken, strict=True)
    ]


def _seen_turns(spans: Iterable[tuple[int, int]], boxes: Boxes) -> list[Turn | None]:
    """Tell which way each piece runs; nearly all run level, which is seen without a second look."""
    lefts, tops, rights, bottoms = boxes.edges
    return [
        Turn.NONE
        if tops[start] == tops[end - 1]
        and bottoms[start] == bottoms[end - 1]
        and lefts[start] + rights[start] < lefts[end - 1] + rights[end - 1]
        else turn_of(boxes[start], boxes[end - 1])
        for start, end in spans
    ]


def _parted(spans: list[tuple[int, int]], characters: str, boxes: Boxes) -> list[tuple[int, int]]:
    """Cut what an engine took for one word at the spaces that it overlooked; text that runs sideways is left alone."""
    lefts, _, rights, _ = boxes.edges
    wide = compress(count(1), map(HARDLY.__lt__, map(sub, lefts[1:], rights)))  # most of a page: nothing in Python
    apart = [place for place in wide if not (characters[place].isspace() or characters[place - 1].isspace())]
    if not apart:
        return spans
    return [part for span in spans for part in pairwise([span[0], *_spaces(boxes, *span, apart), span[1]])]


def _spaces(boxes: Boxes, start: int, end: int, apart: Sequence[int]) -> list[int]:
    """Keep the gaps of a piece that are wider than those between its letters."""
    apart = apart[bisect_right(apart, start) : bisect_left(apart, end)]
    if not apart:
        return []
    lefts, tops, rights, bottoms = boxes.edges
    usual = median_low(map(sub, lefts[start + 1 : end], rights[start : end - 1]))
    return [
        place
        for place in apart
        if lefts[place] - rights[place - 1] > usual + TIGHT_SPACE * (bottoms[place] - tops[place])
        and _are_of_one_line(boxes[place - 1], boxes[place])
    ]


def _are_of_one_line(one: Box, other: Box) -> bool:
    """Whether letters stand level, and have boxes of the font's height: what is known by its ink alone is narrower."""
    lower, higher = sorted((one[3] - one[1], other[3] - other[1]))
    return lower >= LEVEL * higher and is_level(one, other)


def _spaced_out(characters: str, boxes: Boxes) -> set[int]:
    """Find the letters that go on with a spaced word: the space before them has no width, so the engine made it up."""
    lefts, tops, rights, bottoms = boxes.edges
    found: set[int] = set()
    for line in SPACED_OUT.finditer(characters):
        letters = [place for place in range(*line.span()) if characters[place] != " "]
        if sum(characters[place].isalpha() for place in letters) < LETTERS * len(letters):
            continue
        gaps = {
            right: lefts[right] - rights[left]
            for left, right in pairwise(letters)
            if right - left == 2 and lefts[left + 1] >= rights[left + 1]  # noqa: PLR2004  # one space between
        }
        height = bottoms[letters[0]] - tops[letters[0]]
        usual = median_low(gaps.values()) if len(gaps) >= MADE_UP * len(letters) else inf
        if usual <= MOST_SPACED * height:
            found |= {right for right, gap in gaps.items() if gap <= usual + TIGHT_SPACE * height}
    return found


def rows_of(pieces: Sequence[Piece]) -> list[Row]:
    """Bring the pieces of a line together, in the order given."""
    rows: list[list[Piece]] = []
    for piece in pieces:
        if rows and _continues(rows[-1][-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [Row(row, hull_of([piece.box for piece in row])) for row in rows]


def is_level(one: Box, other: Box) -> bool:
    """Whether two upright boxes stand on one line."""
    lower_height = min(one[3] - one[1], other[3] - other[1])
    return min(one[3], other[3]) - max(one[1], other[1]) >= LEVEL * lower_height


def is_glued(left: Piece, right: Piece) -> bool:
    """Whether two pieces of a row are one word that the engine broke."""
    return right.goes_on or (right.broken and right.box[0] - left.box[2] < LETTER_GAP * left.height)


def _continues(left: Piece, right: Piece) -> bool:
    if left.is_slanted or right.is_slanted or left.turn is not right.turn:
        return False
    _, above, side, below = left.box
    x0, y0, _, y1 = right.box
    gap = (x0 - side) / (max(below - above, y1 - y0) or 1.0)
    closest, widest = (-LETTER_GAP, WORD_GAP) if right.broken else (-1.0, WIDE_GAP)
    return closest < gap <= widest and is_level(left.box, right.box)


def _turns(seen: list[Turn | None], broken: list[bool]) -> list[Turn]:
    """Let single characters run as their line does, and a lone one as most of the page does."""
    usual = _usual(seen)
    for order, breaks in ((1, broken), (-1, [*broken[1:], True])):
        before: Turn | None = None
        for place in range(len(seen))[::order]:
            if seen[place] is None and not breaks[place]:
                seen[place] = before
            before = seen[place]
    return [usual if turn is None else turn for turn in seen]


def _usual(turns: Iterable[Turn | None]) -> Turn:
    votes = Counter(turn for turn in turns if turn is not None)
    return votes.most_common(1)[0][0] if votes else Turn.NONE
