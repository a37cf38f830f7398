"""How wide a line is where: as a pen leaves more ink when it is pressed, or held back."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

from registre_core.signatures import Drawing, Point, Stroke

PEN = 1 / 150
"""The widest line, of the diagonal of the box: about 4 pixels where the box has 600 by 200."""
HAIR = 0.35
"""The thinnest line, of the widest."""
STEPS = 12
"""Widths there are from the thinnest to the widest: an eye sees no more, and lines of one width make one path."""
UNHURRIED = 0.01 / 8
"""A calm hand: so much of the diagonal of the box in a millisecond halves the width."""
FIRST = 0.6
"""The width that a line begins with, from 0 for the thinnest to 1 for the widest."""
CALM = 0.6
"""How much of the width before stays in the next: without it a line trembles with the clock of the device."""


def pen_of(drawing: Drawing) -> float:
    """Compute the widest line of a drawing, in CSS pixels."""
    return hypot(drawing.width, drawing.height) * PEN


def widths(drawing: Drawing, stroke: Stroke) -> tuple[int, ...]:
    """Choose a width for each way from a point to the next, in steps: 0 for the thinnest, `STEPS` for the widest."""
    presses = _tells_pressure(drawing)
    chosen, last = [], FIRST
    for before, after in pairwise(stroke.points):
        asked = (before.pressure + after.pressure) / 2 if presses else 1 / (1 + _haste(drawing, before, after))
        last = CALM * last + (1 - CALM) * min(max(asked, 0.0), 1.0)
        chosen.append(round(last * STEPS))
    return tuple(chosen)


def in_pixels(drawing: Drawing, step: int) -> float:
    """Give the width of a step, in CSS pixels."""
    return pen_of(drawing) * (HAIR + (1 - HAIR) * step / STEPS)


def _tells_pressure(drawing: Drawing) -> bool:
    """Tell whether the device measures: a mouse says 0.5 all the time, and 0 when its button is let go."""
    return len({point.pressure for point in drawing.points} - {0.0}) > 1


def _haste(drawing: Drawing, before: Point, after: Point) -> float:
    """Compute how fast the pen went: 1 for an unhurried hand."""
    way = hypot(after.x - before.x, after.y - before.y) / hypot(drawing.width, drawing.height)
    return way / max(after.at - before.at, 1) / UNHURRIED
