"""Pages as pictures."""

from __future__ import annotations

import struct
import zlib
from contextlib import closing
from math import ceil

import pypdfium2
from pypdfium2 import raw

from registre_core.extraction import PageInfo, Region
from registre_core.kernel.errors import InvalidInput
from registre_reading_pdf.opening import Limits

POINTS_PER_INCH = 72
RESOLUTIONS = range(10, 1201)
"""Dots per inch that are worth drawing."""

FORM_DEPTH = 3
"""How deep to look for images in forms within forms."""

HAIR = 1e-6
"""A pixel that rounding errors alone would add is not added."""

TRUECOLOUR = 2
"""Colour type of PNG (W3C, PNG third edition, 11.2.1): red, green, blue."""


def drawn(page: pypdfium2.PdfPage, info: PageInfo, region: Region | None, dpi: int, limits: Limits) -> bytes:
    """Draw a region of the displayed page as a PNG image; the caller holds the lock.

    Raises:
        InvalidInput: ``resolution-out-of-range``, ``region-off-page``, ``image-too-large``.
    """
    region = region or Region(info.number, 0, 0, info.width, info.height)
    _refuse_what_cannot_be_seen(info, region, dpi)
    scale = dpi / POINTS_PER_INCH
    width, height = (ceil(side * scale - HAIR) for side in (region.x1 - region.x0, region.y1 - region.y0))
    _refuse_what_is_too_large(page, width * height, limits)
    place = (-round(region.x0 * scale), -round(region.y0 * scale))
    size = (round(info.width * scale), round(info.height * scale))
    with closing(pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGR)) as bitmap:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        raw.FPDF_RenderPageBitmap(bitmap, page, *place, *size, 0, raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER)
        return _png(bitmap)


def _refuse_what_cannot_be_seen(info: PageInfo, region: Region, dpi: int) -> None:
    if dpi not in RESOLUTIONS:
        said = f"draw at {RESOLUTIONS.start} to {RESOLUTIONS.stop - 1} dots per inch, not at {dpi}"
        raise InvalidInput.at("dpi", "resolution-out-of-range", said, dpi=dpi)
    if not region.touches((0.0, 0.0, info.width, info.height)):
        said = f"the rectangle is off the page, which is {info.width:g} x {info.height:g} points large"
        raise InvalidInput.at("region", "region-off-page", said, page=info.number)


def _refuse_what_is_too_large(page: pypdfium2.PdfPage, pixels: int, limits: Limits) -> None:
    if pixels > limits.pixels:
        said = f"the picture would have {pixels} pixels, more than {limits.pixels}: lower the resolution"
        raise InvalidInput.at("dpi", "image-too-large", said, pixels=pixels, limit=limits.pixels)
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=FORM_DEPTH):
        across, down = image.get_px_size()
        if across * down > limits.image_pixels:
            said = f"the page holds an image of {across} x {down} pixels, which is not unpacked"
            raise InvalidInput.at("page", "image-too-large", said, pixels=across * down, limit=limits.image_pixels)


def _png(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """Write a PNG file: no library is needed for pictures without a palette."""
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    pixels = memoryview(bitmap.buffer).cast("B")
    rows = (b"\0" + pixels[line * stride : line * stride + 3 * width] for line in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, TRUECOLOUR, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 3)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
