"""What a page sends: point data of `signature_pad`, and the box that it was drawn in.

The point data does not tell the size of the box, and without it nobody knows whether a line left it. So a page sends
``{"canvas": {"width": 600, "height": 200, "ratio": 2}, "strokes": pad.toData()}``; where the box of a host always has
the same size, and the host said so, the bare ``pad.toData()`` will do.
"""

from __future__ import annotations

from math import ceil
from typing import Any

from attrs import frozen

from registre_signature_pad.numbers import FARTHEST, number
from registre_signature_pad.problems import Problems
from registre_signature_pad.text import WHOLE

SHARPEST = 100.0
"""Device pixels for a CSS pixel: no device has more than a few, zoom included."""
_DULLEST = 0.01


@frozen
class Canvas:
    """The box: its size in CSS pixels, and how many device pixels each of them had."""

    width: int
    height: int
    ratio: float = 1.0


def opened(answer: object, usual: Canvas | None, problems: Problems) -> tuple[Canvas, list[Any]]:
    """Take an answer apart; what is missing is told, and something put in its place, so that the rest is looked at."""
    match answer:
        case list():
            if usual is None:
                problems.tell("canvas", "is missing: send the size of the box along, or open the pad as pad:600x200")
            return usual or Canvas(1, 1), answer
        case dict():
            _nothing_else(answer, ("canvas", "strokes"), WHOLE, problems)
            return _canvas(answer.get("canvas"), problems), _strokes(answer.get("strokes"), problems)
    problems.tell(WHOLE, "must be an object with 'canvas' and 'strokes', or the point data alone")
    return Canvas(1, 1), []


def _canvas(given: object, problems: Problems) -> Canvas:
    if not isinstance(given, dict):
        problems.tell("canvas", "must be an object with 'width' and 'height'")
        return Canvas(1, 1)
    _nothing_else(given, ("width", "height", "ratio"), "canvas", problems)
    width, height = (number(given, side, "canvas", problems, least=1, most=FARTHEST) for side in ("width", "height"))
    sharp = {"ratio": 1, **given}
    ratio = number(sharp, "ratio", "canvas", problems, least=_DULLEST, most=SHARPEST)
    return Canvas(ceil(width), ceil(height), ratio)


def _nothing_else(given: dict[str, Any], known: tuple[str, ...], path: str, problems: Problems) -> None:
    for name in given:
        if name not in known:
            problems.tell(path, f"has no field {name[:40]!r}")


def _strokes(given: object, problems: Problems) -> list[Any]:
    if isinstance(given, list):
        return given
    problems.tell("strokes", "must be the list that toData() gives")
    return []
