"""A signature drawn by hand: points in time, not a picture."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from attrs import field, frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.validation import Checked, at_least, must

MOST_POINTS = 10_000
"""Of one drawing. A signature has some hundreds; a minute of a fast stylus about 7,000."""
MOST_STROKES = 500
"""Of one drawing."""
LARGEST_CANVAS = 10_000
"""Pixels, each way."""


def _rounded(value: float) -> float:
    return round(value, 2) if isfinite(value) else value


@frozen
class Point:
    """Where the pen was, and when."""

    x: float = field(converter=_rounded)
    """CSS pixels from the left edge of the canvas, to a hundredth."""
    y: float = field(converter=_rounded)
    """CSS pixels from its top edge."""
    at: int
    """Milliseconds since 1970, by the clock of the device."""
    pressure: float = field(default=0.0, converter=_rounded)
    """From 0 to 1; 0 where the device does not tell."""


@frozen
class Stroke:
    """What was drawn without lifting the pen."""

    points: tuple[Point, ...]
    """In the order they were drawn."""


@frozen
class Drawing(Checked):
    """What somebody drew in a box: whether it can be a signature, `may_be_signature` says."""

    width: int = field(metadata=must(at_least(1)))
    """Of the canvas, in CSS pixels."""
    height: int = field(metadata=must(at_least(1)))
    """Of the canvas, in CSS pixels."""
    strokes: tuple[Stroke, ...]
    """In the order they were drawn."""
    ratio: float = 1.0
    """Device pixels for a CSS pixel."""

    def contradictions(self) -> Iterator[Problem]:
        """A drawing has a reasonable size, and every number in it is one."""
        return iter(())

    @property
    def points(self) -> Iterator[Point]:
        """Every point, stroke by stroke."""
        return (point for stroke in self.strokes for point in stroke.points)
