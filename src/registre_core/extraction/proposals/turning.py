"""Pages whose text runs sideways: laid as a reader holds them, so that rows and columns are what they are to him.

A landscape table printed on an upright page, and a sheet that went sideways through the scanner, are common.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice

from attrs import evolve

from registre_core.extraction.boxes import Box, Boxes
from registre_core.extraction.entities import WORD, PageText, Ruling, Sheet
from registre_core.extraction.turns import Turn, turn_of, upright

LONG = 3
"""Letters from which on a word tells which way it runs."""

ENOUGH = 400
"""Words after which a page is known well enough."""


def as_held(sheet: Sheet) -> Sheet:
    """Turn a page so that most of its words run from left to right; its characters stay as they are."""
    turn = _usual_turn(sheet.text)
    if not turn:
        return sheet
    info, text = sheet.text.info, sheet.text
    on_side = turn in (Turn.DOWN, Turn.UP)
    width, height = (info.height, info.width) if on_side else (info.width, info.height)
    right, below = (width if turn in (Turn.OVER, Turn.UP) else 0.0), (height if turn in (Turn.OVER, Turn.DOWN) else 0.0)

    def held(box: Box) -> Box:
        x0, y0, x1, y1 = upright(box, turn)
        return x0 + right, y0 + below, x1 + right, y1 + below

    boxes = Boxes.of(map(held, text.boxes))
    rulings = tuple(Ruling(*held((one.x0, one.y0, one.x1, one.y1))) for one in sheet.rulings)
    return Sheet(evolve(text, info=evolve(info, width=width, height=height), boxes=boxes), rulings)


def _usual_turn(text: PageText) -> Turn:
    votes = Counter[Turn | None]()
    for word in islice(WORD.finditer(text.characters), ENOUGH):
        start, end = word.span()
        if end - start >= LONG:
            votes[turn_of(text.boxes[start], text.boxes[end - 1])] += 1
    most = max(votes, key=lambda turn: (votes[turn], turn is Turn.NONE), default=None)
    return Turn.NONE if most is None else most
