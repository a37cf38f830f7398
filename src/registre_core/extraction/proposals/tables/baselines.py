"""Words on one level, across a whole page: what tables are made of before anybody knows where their cells are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from attrs import frozen

from registre_core.extraction.boxes import Box, hull_of
from registre_core.extraction.proposals.strips import Token

LEVEL = 0.5
"""In word heights: how far two middles may lie apart on one baseline; cells are not always set at the same height."""

SIDEWAYS = 1.5
"""A word of three letters or more that is so many times as high as wide runs up or down the page."""

SHORT = 3
"""Letters: fewer are higher than wide anyway."""

APART = 0.6
"""In line heights: the white between two cells; between two words there is half of that."""


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


def baselines_of(tokens: Iterable[Token]) -> list[Baseline]:
    """Bring the words of a page into lines, from top to bottom; those that run sideways are left out."""
    placed = sorted(
        ((token.box[1] + token.box[3]) / 2, token.box[0], place, token)
        for place, token in enumerate(tokens)
        if not is_sideways(token)
    )
    lines: list[list[tuple[float, int, Token]]] = []
    middles: list[float] = []
    limit = 0.0
    for middle, left, place, token in placed:
        if not lines or middle > limit:
            lines.append([])
            middles.append(middle)
            limit = middle + LEVEL * (token.box[3] - token.box[1])
        lines[-1].append((left, place, token))
    return [
        Baseline(tuple(token for _, _, token in sorted(line)), middle)
        for line, middle in zip(lines, middles, strict=True)
    ]


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
