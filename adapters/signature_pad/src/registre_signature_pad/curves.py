"""From points to smooth curves: a cubic Bézier from each point to the next, meeting the one before without a corner.

The direction of the line in a point is that of the chord around it, so the curve goes through every point that was
measured; control points lie a third of the way, so that points far apart make no loops.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

from registre_core.signatures import Point

Vector = tuple[float, float]


def curves(points: Sequence[Point]) -> Iterator[tuple[Vector, Vector, Vector]]:
    """Give two control points and the end of each curve, from the first point on."""
    directions = [_direction(points, place) for place in range(len(points))]
    for place, (start, end) in enumerate(pairwise(points)):
        third = hypot(end.x - start.x, end.y - start.y) / 3
        (out_x, out_y), (in_x, in_y) = directions[place : place + 2]
        first = (start.x + out_x * third, start.y + out_y * third)
        yield first, (end.x - in_x * third, end.y - in_y * third), (end.x, end.y)


def _direction(points: Sequence[Point], place: int) -> Vector:
    before, here, after = points[max(place - 1, 0)], points[place], points[min(place + 1, len(points) - 1)]
    way = hypot(here.x - before.x, here.y - before.y) + hypot(after.x - here.x, after.y - here.y)
    return ((after.x - before.x) / way, (after.y - before.y) / way) if way else (0.0, 0.0)
