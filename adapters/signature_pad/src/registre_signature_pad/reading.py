"""From the point data of `signature_pad` to a drawing: every point, in its order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from registre_core.signatures import Drawing, Point, Stroke
from registre_signature_pad.envelope import Canvas, opened
from registre_signature_pad.numbers import FARTHEST, moment, number
from registre_signature_pad.problems import Problems

INK = "source-over"
"""How ink is laid on a canvas. Any other way takes away what was drawn, or hides it."""


def drawing_of(answer: object, usual: Canvas | None) -> Drawing:
    """Read an answer.

    How it looked on the screen (colour, width of the pen) is not kept: it is the page's choice, not the signer's. But a
    stroke that rubs out is refused, since what is kept of it would be read as drawn.

    Raises:
        InvalidInput: ``not-a-drawing`` with all that is wrong, or what a `Drawing` refuses.
    """
    problems = Problems()
    canvas, groups = opened(answer, usual, problems)
    strokes = tuple(_stroke(group, f"strokes[{place}]", problems) for place, group in enumerate(groups))
    if problems.found:
        problems.refuse()
    return Drawing(canvas.width, canvas.height, strokes, canvas.ratio)


def _stroke(group: object, path: str, problems: Problems) -> Stroke:
    if not isinstance(group, dict):
        problems.tell(path, "must be a group of points, as toData() gives them")
        return Stroke(())
    if group.get("compositeOperation", INK) != INK:
        problems.tell(f"{path}.compositeOperation", f"must be {INK}: what rubs out is no part of a signature")
    return Stroke(tuple(_points(group.get("points"), f"{path}.points", problems)))


def _points(given: object, path: str, problems: Problems) -> Iterator[Point]:
    if not isinstance(given, list) or not given:
        problems.tell(path, "must be a list of points, one at least")
        return
    for place, point in enumerate(given):
        where = f"{path}[{place}]"
        if isinstance(point, dict):
            yield _point(point, where, problems)
        else:
            problems.tell(where, "must be a point with 'x', 'y', 'time' and 'pressure'")


def _point(given: dict[str, Any], path: str, problems: Problems) -> Point:
    x, y = (number(given, axis, path, problems, least=-FARTHEST, most=FARTHEST) for axis in ("x", "y"))
    pressure = number({"pressure": 0, **given}, "pressure", path, problems, least=0, most=1)
    return Point(x, y, moment(given, "time", path, problems), pressure)
