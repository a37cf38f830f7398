"""What is drawn on a page beside its characters."""

from __future__ import annotations

import ctypes
from array import array
from contextlib import closing

import pypdfium2
from pypdfium2 import raw

from registre_core.extraction import PageInfo, Survey
from registre_reading_pdf.display import Display
from registre_reading_pdf.opening import Limits
from registre_reading_pdf.pictures import CHANNELS, has_large_image
from registre_reading_pdf.rulings import objects_of

LONGEST = 200
"""Pixels of the longer side at which a page is drawn to see whether it is blank: a full stop is a shade of grey."""

FAINT = 8
"""Shades, of 256, within which a page is one and the same: the empty back of a scanned sheet is grey, unevenly."""

MOST_IMAGES = 10_000
"""Those that come after so many change nothing of what kind of page it is."""

MOSTLY = 0.6
"""Share of a page that the image of a scan takes: one that was cut to its words has wide margins."""

INVISIBLE = raw.FPDF_TEXTRENDERMODE_INVISIBLE


def surveyed(page: pypdfium2.PdfPage, info: PageInfo, limits: Limits) -> Survey:
    """Look at a page; the caller holds the lock."""
    edges = array("f")
    texts = hidden = drawn = 0
    for kind, item, matrix in objects_of(page):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            texts += 1
            hidden += raw.FPDFTextObj_GetTextRenderMode(item) == INVISIBLE
        elif kind == raw.FPDF_PAGEOBJ_IMAGE and len(edges) < 4 * MOST_IMAGES:
            edges.extend(_bounds(item, matrix))
        drawn += 1
    shown = [
        (max(x0, 0.0), max(y0, 0.0), min(x1, info.width), min(y1, info.height))
        for x0, y0, x1, y1 in Display.of(info).boxes(edges)
    ]
    images = tuple(box for box in shown if box[0] < box[2] and box[1] < box[3])
    is_blank = (
        drawn == 0
        or not info.has_area
        or (texts == hidden and not has_large_image(page, limits) and _shows_nothing(page, info))
    )
    return Survey(images, hidden / texts if texts else 0.0, is_blank)


def is_scan(page: pypdfium2.PdfPage, info: PageInfo, limits: Limits) -> bool:
    """Whether one image takes most of a page, and may be unpacked; the caller holds the lock."""
    images = surveyed(page, info, limits).images
    covered = max(((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in images), default=0.0)
    return covered >= MOSTLY * info.width * info.height and not has_large_image(page, limits)


def _bounds(item: object, matrix: pypdfium2.PdfMatrix) -> tuple[float, float, float, float]:
    """Left, top, right and bottom in user space."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    x0, y0, x1, y1 = matrix.on_rect(left.value, bottom.value, right.value, top.value)
    return x0, y1, x1, y0


def _shows_nothing(page: pypdfium2.PdfPage, info: PageInfo) -> bool:
    scale = LONGEST / max(info.width, info.height)
    width, height = max(1, round(info.width * scale)), max(1, round(info.height * scale))
    with closing(pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGR)) as bitmap:  # as pictures are
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT | raw.FPDF_GRAYSCALE)
        pixels, stride = bytes(bitmap.buffer), bitmap.stride
    rows = [pixels[start : start + CHANNELS * width] for start in range(0, height * stride, stride)]
    return max(map(max, rows)) - min(map(min, rows)) <= FAINT
