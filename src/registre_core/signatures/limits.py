"""What a drawing must at least be to pass for a signature."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.validation import Checked


@frozen
class DrawingLimits(Checked):
    """How little is too little. They tell a hand from a slip of it; whose hand it was they do not.

    The defaults let initials pass that are drawn in a quarter of a second, and nothing that is one tap, one short dash
    or a picture turned into points.
    """

    overshoot: float = 0.1
    """How far points may lie off the canvas, as a share of its shorter side: a pen slips over the edge, and pages go on
    recording it there; what was drawn beside the box was not meant to be in it."""
    least_length: float = 0.25
    """How far the pen went at least, as a share of the canvas's shorter side: initials go once to and fro."""
    least_duration: int = 200
    """Milliseconds from the first point to the last at least: no hand signs faster, and what was made out of a picture
    has one time for all its points."""

    def contradictions(self) -> Iterator[Problem]:
        """Nobody can be asked for the impossible, nor for nothing."""
        for name, least, most in (("overshoot", 0, 1), ("least_length", 0, 2), ("least_duration", 0, 5_000)):
            if not least <= getattr(self, name) <= most:
                facts = {"least": least, "most": most}
                yield Problem(name, "number-out-of-range", f"'{name}' goes from {least} to {most}", facts)


THE_LIMITS = DrawingLimits()
"""Of a host that chose none."""
