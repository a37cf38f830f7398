"""Spaces and line ends for engines that give letters and nothing between them."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from registre_core.extraction.boxes import Box, Boxes
from registre_core.extraction.rows import is_level
from registre_core.extraction.turns import Turn, upright

SPACE = 0.15
"""In heights of a letter: a wider gap is a space. A tolerance in points would glue the words of small print."""

OVERLAP = 0.5
"""In heights of a letter: one that begins this far back does not continue the line."""


@frozen
class Glyph:
    """One drawn shape."""

    text: str
    """What it stands for: a letter, or the letters of a ligature."""
    box: Box
    """Where it stands."""
    turn: Turn = Turn.NONE
    """Which way its line runs."""


def spaced(glyphs: Iterable[Glyph]) -> tuple[str, Boxes]:
    """Write letters down with a space wherever there is a gap, and a line feed wherever a line ends.

    The letters of a ligature share its box.
    """
    text: list[str] = []
    boxes: list[Box] = []
    before: Glyph | None = None
    for glyph in glyphs:
        written = glyph.text if before is None else _between(before, glyph) + glyph.text
        text.append(written)
        boxes += [glyph.box] * len(written)
        before = glyph
    return "".join(text), Boxes.of(boxes)


def _between(left: Glyph, right: Glyph) -> str:
    one, other = upright(left.box, left.turn), upright(right.box, right.turn)
    height = max(one[3] - one[1], other[3] - other[1])
    gap = other[0] - one[2]
    if left.turn != right.turn or not is_level(one, other) or gap < -OVERLAP * height:
        return "\n"
    return " " if gap > SPACE * height else ""
