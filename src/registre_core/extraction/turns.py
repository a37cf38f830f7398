"""Which way text runs on the displayed page, and boxes as somebody sees them who turns his head that way."""

from __future__ import annotations

from enum import IntEnum

from registre_core.extraction.boxes import Box


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
