"""Which way text runs on the displayed page, and boxes as somebody sees them who turns his head that way."""

from __future__ import annotations

from enum import IntEnum

from registre_core.extraction.boxes import Box, Boxes

SLANT = 0.25
"""Points across for each point along, from which on text is slanted: 14 degrees; scans are tilted by 5."""

FEWEST_LETTERS = 3
"""Two letters have no direction of their own: a power, an index."""


class Turn(IntEnum):
    """Degrees clockwise by which text is turned against the displayed page."""

    NONE = 0
    """Left to right."""
    DOWN = 90
    """From top to bottom, its lines from right to left."""
    OVER = 180
    """Upside down."""
    UP = 270
    """From bottom to top, its lines from left to right: the usual heading of a narrow column."""


def turn_of(first: Box, last: Box) -> Turn | None:
    """Tell which way a word runs from its first and last character; nothing if they share one place."""
    across = first[0] + first[2] - last[0] - last[2]
    down = first[1] + first[3] - last[1] - last[3]
    if across == down == 0:
        return None
    if abs(across) >= abs(down):
        return Turn.NONE if across < 0 else Turn.OVER
    return Turn.DOWN if down < 0 else Turn.UP


def upright(box: Box, turn: Turn) -> Box:
    """See a box of the displayed page as a reader of turned text does: reading goes right, lines go down."""
    if not turn:
        return box
    x0, y0, x1, y1 = box
    match turn:
        case Turn.DOWN:
            return y0, -x1, y1, -x0
        case Turn.OVER:
            return -x1, -y1, -x0, -y0
        case _:
            return -y1, x0, -y0, x1


def is_slanted(boxes: Boxes, start: int, end: int) -> bool:
    """Whether characters run neither level nor upright: a watermark that lies across the words of a page.

    Each leads on in one direction, and the last is further from the first, both ways, than a letter is large: so are
    neither powers nor fractions.
    """
    if end - start < FEWEST_LETTERS:
        return False
    lefts, tops, rights, bottoms = boxes.edges
    if abs(tops[end - 1] - tops[start]) <= bottoms[start] - tops[start]:
        return False
    if abs(lefts[end - 1] - lefts[start]) <= rights[start] - lefts[start]:
        return False
    steps = [_step(boxes[place - 1], boxes[place]) for place in range(start + 1, end)]
    signs = {(across > 0, down > 0) for across, down in steps}
    return len(signs) == 1 and all(SLANT < abs(down) / (abs(across) or 1.0) < 1 / SLANT for across, down in steps)


def _step(one: Box, other: Box) -> tuple[float, float]:
    """How far it is from one middle to the other."""
    return (other[0] + other[2] - one[0] - one[2]) / 2, (other[1] + other[3] - one[1] - one[3]) / 2
