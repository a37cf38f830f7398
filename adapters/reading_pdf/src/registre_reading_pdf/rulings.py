"""The straight lines of a page: edges of tables and boxes."""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Iterable, Iterator
from itertools import chain, islice, pairwise, starmap
from math import isfinite
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from registre_core.extraction import Ruling
from registre_reading_pdf.display import Display

Point = tuple[float, float]

THIN = 2.0
"""Points: a filled shape not thicker than this is a line."""

STRAIGHT = 0.5
"""Points by which the two ends of a level or upright line may differ."""

MOST_SEGMENTS = 20_000
"""What comes after so many is not looked at: such a page is a drawing, not a table."""

FORM_DEPTH = 3
"""How deep to look into forms within forms."""


def rulings_of(page: pypdfium2.PdfPage, display: Display) -> tuple[Ruling, ...]:
    """Find the level and upright lines of a page, each once; the caller holds the lock."""
    paths = (
        (item, _placed(item, matrix))
        for kind, item, matrix in objects_of(page)
        if kind == raw.FPDF_PAGEOBJ_PATH and _is_drawn(item)
    )
    points = islice(chain.from_iterable(starmap(_points, paths)), MOST_SEGMENTS)
    lines = (line for outline in _outlines(points) for line in _straight(outline))
    values = array("f", (value for (x0, y0), (x1, y1) in lines for value in (x0, y0, x1, y1)))
    return tuple(dict.fromkeys(_ruling(*box) for box in display.boxes(values) if isfinite(sum(box))))


def _ruling(x0: float, y0: float, x1: float, y1: float) -> Ruling:
    x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    return Ruling(*(round(value, 2) for value in (x0, y0, x1, y1)))


def objects_of(page: pypdfium2.PdfPage) -> Iterator[tuple[int, object, pypdfium2.PdfMatrix]]:
    """Find what is drawn on a page, also within forms: its kind, itself, and the matrix that puts it on the page."""
    count = raw.FPDFPage_CountObjects(page)
    return _objects((raw.FPDFPage_GetObject(page, place) for place in range(count)), pypdfium2.PdfMatrix(), FORM_DEPTH)


def _objects(
    objects: Iterator[object], matrix: pypdfium2.PdfMatrix, depth: int
) -> Iterator[tuple[int, object, pypdfium2.PdfMatrix]]:
    for item in objects:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth:
            count = raw.FPDFFormObj_CountObjects(item)
            inside = (raw.FPDFFormObj_GetObject(item, place) for place in range(count))
            yield from _objects(inside, _placed(item, matrix), depth - 1)
        else:
            yield kind, item, matrix


def _placed(item: object, matrix: pypdfium2.PdfMatrix) -> pypdfium2.PdfMatrix:
    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, own)
    return pypdfium2.PdfMatrix.from_raw(own).multiply(matrix)


def _is_drawn(path: object) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value or stroke.value)


class Corner(NamedTuple):
    """One point of a path."""

    point: Point
    """In user space."""
    is_edge: bool
    """Whether a straight line leads here from the point before."""
    closes: bool
    """Whether another leads from here back to the start."""


def _points(path: object, matrix: pypdfium2.PdfMatrix) -> Iterator[Corner]:
    across, up = ctypes.c_float(), ctypes.c_float()
    for place in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, place)
        raw.FPDFPathSegment_GetPoint(segment, across, up)
        x, y = matrix.on_point(across.value, up.value)
        is_edge = raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO
        yield Corner((x, y), is_edge, bool(raw.FPDFPathSegment_GetClose(segment)))


def _outlines(corners: Iterable[Corner]) -> Iterator[list[Point]]:
    """Give the points of each stretch of straight lines; curves part them."""
    outline: list[Point] = []
    for corner in corners:
        if not corner.is_edge:
            yield outline
            outline = []
        outline.append(corner.point)
        if corner.closes:
            outline.append(outline[0])
    yield outline


def _straight(corners: list[Point]) -> Iterator[tuple[Point, Point]]:
    """Give the level and upright edges; those of a thin shape are one line, drawn as a box."""
    if len(corners) <= 1:
        return
    across, up = zip(*corners, strict=True)
    x0, x1, y0, y1 = min(across), max(across), min(up), max(up)
    if x1 - x0 <= THIN:
        yield ((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1)
    elif y1 - y0 <= THIN:
        yield (x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2)
    else:
        yield from (edge for edge in pairwise(corners) if _is_level_or_upright(*edge))


def _is_level_or_upright(start: Point, end: Point) -> bool:
    return start != end and min(abs(start[0] - end[0]), abs(start[1] - end[1])) < STRAIGHT
