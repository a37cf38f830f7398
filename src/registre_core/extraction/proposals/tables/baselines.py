"""Words on one level, across a whole page: what tables are made of before anybody knows where their cells are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from attrs import frozen

from registre_core.extraction.boxes import Box, hull_of
from registre_core.extraction.proposals.strips import Strip, Token

LEVEL = 0.5
"""In word heights: how far two middles may lie apart on one baseline; cells are not always set at the same height."""

SIDEWAYS = 1.5
"""A word of three letters or more that is so many times as high as wide runs up or down the page."""

SHORT = 3
"""Letters: fewer are higher than wide anyway."""

APART = 0.6
"""In line heights: the white between two cells; between two words there is half of that."""


SPECKS = frozenset("| ¦ ‖ [ ] _ { } ||".split())
"""What a recognizer makes of the lines between cells."""


BARS = "|¦‖"
"""The same, glued to a word."""


@frozen
class Baseline:
    """Words on one level, from left to right."""

    tokens: tuple[Token, ...]
    """At least one."""
    middle: float
    """Points from the top of the page to half their height."""

    @cached_property
    def box(self) -> Box:
        """Around them."""
        return hull_of(token.box for token in self.tokens)

    @cached_property
    def height(self) -> float:
        """Of most of its words, in points."""
        heights = sorted(token.box[3] - token.box[1] for token in self.tokens)
        return heights[len(heights) // 2]

    @cached_property
    def chunks(self) -> tuple[tuple[Token, ...], ...]:
        """Its words, cut where the white is wider than between words."""
        return tuple(_chunks(self.tokens, APART * self.height))

    @cached_property
    def text(self) -> str:
        """All it says."""
        return " ".join(token.text for token in self.tokens)


def is_sideways(token: Token) -> bool:
    """Whether a word runs up or down the page, as titles of narrow columns do."""
    x0, y0, x1, y1 = token.box
    return len(token.text) >= SHORT and y1 - y0 > SIDEWAYS * (x1 - x0)


def baselines_of(strips: Iterable[Strip]) -> list[Baseline]:
    """Bring the strips of a page into lines, from top to bottom; those that run sideways are left out.

    Strips stay whole, and none comes to stand on another: what an engine read in one go is one line, however a scan
    slants.
    """
    lines: list[list[Strip]] = []
    middle, limit = 0.0, 0.0
    for strip in sorted((one for one in strips if not is_sideways(one.tokens[0])), key=_middle):
        middle = _middle(strip)
        if not lines or middle > limit or any(_overlap(strip.box, other.box) for other in lines[-1]):
            lines.append([])
            limit = middle + LEVEL * strip.height
        lines[-1].append(strip)
    return [_line(line) for line in lines]


def _line(strips: list[Strip]) -> Baseline:
    if len(strips) > 1:
        strips.sort(key=_left)
    tokens = [token for strip in strips for token in strip.tokens if token.text not in SPECKS] or strips[0].tokens
    return Baseline(tuple(map(_cleared, tokens)), sum(map(_middle, strips)) / len(strips))


def _cleared(token: Token) -> Token:
    """Part a word from the line beside it."""
    text, start = token.text, token.start
    if text[0] not in BARS and text[-1] not in BARS:
        return token
    kept = text.strip(BARS)
    return Token(kept, token.page, start + text.index(kept), token.box) if kept else token


def _middle(strip: Strip) -> float:
    return (strip.box[1] + strip.box[3]) / 2


def _left(strip: Strip) -> float:
    return strip.box[0]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] - 1.0 and other[0] < one[2] - 1.0


def text_of(tokens: Iterable[Token]) -> str:
    """Put words one after the other."""
    return " ".join(token.text for token in tokens)


def _chunks(tokens: Sequence[Token], apart: float) -> Iterable[tuple[Token, ...]]:
    chunk: list[Token] = []
    for token in tokens:
        if chunk and token.box[0] - chunk[-1].box[2] > apart:
            yield tuple(chunk)
            chunk = []
        chunk.append(token)
    if chunk:
        yield tuple(chunk)
