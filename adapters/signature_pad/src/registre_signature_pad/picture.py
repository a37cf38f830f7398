"""A drawing as SVG (1.1, which PDF engines read): curves and dots, and nothing that is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from registre_core.signatures import Drawing, Stroke
from registre_signature_pad.curves import Vector, curves
from registre_signature_pad.ink import STEPS, in_pixels, widths

INK = "#000"
"""Whatever the page drew in: on white paper it must be read, also after a copier."""


def svg(drawing: Drawing) -> bytes:
    """Draw it, as large as the box was; what left the box is cut off at its edge."""
    size = f'width="{drawing.width}" height="{drawing.height}" viewBox="0 0 {drawing.width} {drawing.height}"'
    lines = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} overflow="hidden" role="img">',
        "<title>Signature</title>",
        f'<g fill="none" stroke="{INK}" stroke-linecap="round" stroke-linejoin="round">',
        *(path for stroke in drawing.strokes for path in _paths(drawing, stroke)),
        "</g>",
        "</svg>",
    )
    return ("\n".join(lines) + "\n").encode()


def _paths(drawing: Drawing, stroke: Stroke) -> Iterator[str]:
    """Draw a stroke, a path for each width in it: where it changes, the round ends of both cover the joint."""
    if not stroke.points:
        return
    at = (stroke.points[0].x, stroke.points[0].y)
    if len({(point.x, point.y) for point in stroke.points}) == 1:
        yield _path(drawing, STEPS, at, "h0")  # a line without length and round ends: a dot
        return
    ways_by_step = zip(widths(drawing, stroke), curves(stroke.points), strict=True)
    for step, run in groupby(ways_by_step, key=lambda pair: pair[0]):
        ways = [way for _, way in run]
        yield _path(drawing, step, at, "".join("C" + " ".join(map(_place, way)) for way in ways))
        at = ways[-1][-1]


def _path(drawing: Drawing, step: int, start: Vector, way: str) -> str:
    return f'<path stroke-width="{_number(in_pixels(drawing, step))}" d="M{_place(start)}{way}"/>'


def _place(at: Vector) -> str:
    return f"{_number(at[0])},{_number(at[1])}"


def _number(value: float) -> str:
    """Write a number to a hundredth, in the one way there is: neither ``-0`` nor an exponent nor zeros at its end."""
    said = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if said == "-0" else said
