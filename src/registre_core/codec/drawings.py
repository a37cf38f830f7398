"""Drawings as bytes, to be kept beside what they signed: their numbers to the bit, in a third of what JSON takes."""

from __future__ import annotations

import struct
from collections import deque
from itertools import islice

from registre_core.kernel.errors import InvalidInput
from registre_core.signatures import Drawing, Point, Stroke

FORMAT = 1
"""Raised when what is written changes: what is kept is read for as long as its signature is there."""

_HEADER, _LENGTH, _POINT = struct.Struct("<BqqdI"), struct.Struct("<I"), struct.Struct("<ddqd")


def write_drawing(drawing: Drawing) -> bytes:
    """Write a drawing: a header, how many points each stroke has, and all of these; 32 bytes for each."""
    header = _HEADER.pack(FORMAT, drawing.width, drawing.height, drawing.ratio, len(drawing.strokes))
    lengths = (_LENGTH.pack(len(stroke.points)) for stroke in drawing.strokes)
    points = (_POINT.pack(point.x, point.y, point.at, point.pressure) for point in drawing.points)
    return b"".join((header, *lengths, *points))


def read_drawing(written: bytes) -> Drawing:
    """Read it back.

    Raises:
        InvalidInput: ``malformed-data``, or whatever else keeps it from being a drawing.
    """
    try:
        form, width, height, ratio, count = _HEADER.unpack_from(written)
        begin = _HEADER.size + count * _LENGTH.size
        lengths = [length for (length,) in _LENGTH.iter_unpack(written[_HEADER.size : begin])]
        points = _points(list(_POINT.iter_unpack(written[begin:])))
    except struct.error as error:
        raise InvalidInput.at("$", "malformed-data", f"no drawing was written so: {error}") from error
    if form != FORMAT or (len(lengths), sum(lengths)) != (count, len(points)):
        raise InvalidInput.at("$", "malformed-data", "it was cut off, or is of another format")
    rest = iter(points)
    return Drawing(width, height, tuple(Stroke(tuple(islice(rest, length))) for length in lengths), ratio)


_SETTERS = tuple(getattr(Point, name).__set__ for name in ("x", "y", "at", "pressure"))


def _points(numbers: list[tuple[float, float, int, float]]) -> list[Point]:
    """Make points of numbers that were rounded when they were written: to ask each again takes three times as long."""
    made = [object.__new__(Point) for _ in numbers]
    for column, write in zip(zip(*numbers, strict=True), _SETTERS, strict=False):
        deque(map(write, made, column), maxlen=0)
    return made
