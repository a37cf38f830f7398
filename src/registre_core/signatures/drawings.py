"""A signature drawn by hand: points in time, not a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import pairwise
from math import hypot, inf, isfinite

from attrs import field, frozen

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import Problem
from registre_core.kernel.reasons import FactValue
from registre_core.kernel.validation import Checked, at_least, must

MOST_POINTS = 10_000
"""Of one drawing. A signature has some hundreds; a minute of a fast stylus about 7,000."""
MOST_STROKES = 500
"""Of one drawing."""
LARGEST_CANVAS = 10_000
"""Pixels, each way."""
FARTHEST = 10 * LARGEST_CANVAS
"""Pixels from the corner of the canvas, each way: what lies beyond was not drawn by a hand."""
LATEST = 4_102_444_800_000
"""Milliseconds since 1970 up to 2100: a clock beyond is no clock."""
LARGEST_RATIO = 16
"""Device pixels for a CSS pixel; the finest screens have four or five."""
_HUNDREDTHS = 100


def _rounded(value: float) -> float:
    """Round to a hundredth. What is too large to be a float is infinite, and told as such with all other problems."""
    try:
        return round(float(value), 2) if isfinite(value) else value
    except OverflowError:
        return inf


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

    @property
    def length(self) -> float:
        """CSS pixels that the pen went."""
        return sum(hypot(after.x - before.x, after.y - before.y) for before, after in pairwise(self.points))


@frozen
class Drawing(Checked):
    """What somebody drew in a box: whether it can be a signature, `may_be_signature` says."""

    width: int = field(metadata=must(at_least(1)))
    """Of the canvas, in CSS pixels."""
    height: int = field(metadata=must(at_least(1)))
    """Of the canvas, in CSS pixels."""
    strokes: tuple[Stroke, ...]
    """In the order they were drawn."""
    ratio: float = field(default=1.0, converter=_rounded)
    """Device pixels for a CSS pixel, to a hundredth."""

    def contradictions(self) -> Iterator[Problem]:
        """A drawing has a reasonable size, and every number in it is one.

        Each kind of problem is told once, where it is first met: a drawing of ten thousand bad points has one fault.
        What is too large is not looked into.
        """
        too_large = list(_excesses(self))
        yield from too_large
        if not 0 < self.ratio <= LARGEST_RATIO:
            yield _out_of_range("ratio", 0, LARGEST_RATIO)
        if not too_large:
            yield from _faults(self)

    @property
    def points(self) -> Iterator[Point]:
        """Every point, stroke by stroke."""
        return (point for stroke in self.strokes for point in stroke.points)

    @property
    def length(self) -> float:
        """CSS pixels that the pen went while it was down."""
        return sum(stroke.length for stroke in self.strokes)

    @property
    def duration(self) -> int:
        """Milliseconds from the first point to the last."""
        moments = [point.at for point in self.points]
        return moments[-1] - moments[0] if moments else 0

    @property
    def shape_digest(self) -> Digest:
        """SHA-256 of its shape: the same wherever it was drawn on a canvas, and whenever; of no other drawing.

        No hand draws twice alike to a hundredth of a pixel and a thousandth of a second: the same shape again was
        pasted. Lengths are counted from the leftmost and topmost point, times from the first; canvas and pressure are
        left out, since whoever pastes can change them without changing what is seen.
        """
        left, top = (min((edge(point) for point in self.points), default=0) for edge in (_across, _down))
        begun = next((point.at for point in self.points), 0)
        lines = (
            " ".join(f"{_across(point) - left},{_down(point) - top},{point.at - begun}" for point in stroke.points)
            for stroke in self.strokes
        )
        return Digest(sha256("\n".join(("registre-shape/1", *lines)).encode()).hexdigest())


def _across(point: Point) -> int:
    return round(point.x * _HUNDREDTHS)


def _down(point: Point) -> int:
    return round(point.y * _HUNDREDTHS)


def _excesses(drawing: Drawing) -> Iterator[Problem]:
    points = sum(len(stroke.points) for stroke in drawing.strokes)
    for path, size, limit, what in (
        ("width", drawing.width, LARGEST_CANVAS, "pixels"),
        ("height", drawing.height, LARGEST_CANVAS, "pixels"),
        ("strokes", len(drawing.strokes), MOST_STROKES, "strokes"),
        ("strokes", points, MOST_POINTS, "points"),
    ):
        if size > limit:
            yield Problem(path, "drawing-too-large", f"a drawing has at most {limit} {what} here", {"limit": limit})


def _faults(drawing: Drawing) -> Iterator[Problem]:
    """Tell each kind of fault once, at the first point that has it."""
    places = [
        (f"strokes[{number}].points[{place}]", point)
        for number, stroke in enumerate(drawing.strokes)
        for place, point in enumerate(stroke.points)
    ]
    for is_wrong, problem in _FAULTS:
        path = next((path for path, point in places if is_wrong(point)), None)
        if path is not None:
            yield problem(path)
    for (_, before), (path, after) in pairwise(places):
        if after.at < before.at:
            yield Problem(f"{path}.at", "drawing-backwards-in-time", "each point comes after the one before it")
            return


def _is_no_number(point: Point) -> bool:
    return not all(isfinite(value) for value in (point.x, point.y, point.pressure))


def _is_too_far(point: Point) -> bool:
    return any(isfinite(value) and abs(value) > FARTHEST for value in (point.x, point.y))


def _is_too_strong(point: Point) -> bool:
    return isfinite(point.pressure) and not 0 <= point.pressure <= 1


def _is_out_of_time(point: Point) -> bool:
    return not 0 <= point.at <= LATEST


def _not_finite(path: str) -> Problem:
    return Problem(path, "not-a-finite-number", "every coordinate and pressure is a finite number")


def _out_of_range(path: str, least: FactValue, most: FactValue) -> Problem:
    facts = {"least": least, "most": most}
    return Problem(path, "number-out-of-range", f"'{path}' goes from {least} to {most}", facts)


_FAULTS: tuple[tuple[Callable[[Point], bool], Callable[[str], Problem]], ...] = (
    (_is_no_number, _not_finite),
    (_is_too_far, lambda path: _out_of_range(path, -FARTHEST, FARTHEST)),
    (_is_too_strong, lambda path: _out_of_range(f"{path}.pressure", 0, 1)),
    (_is_out_of_time, lambda path: _out_of_range(f"{path}.at", 0, LATEST)),
)
