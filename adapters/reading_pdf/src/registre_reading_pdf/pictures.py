"""Pages as pictures."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import closing
from itertools import chain, repeat
from math import ceil

import pypdfium2
from pypdfium2 import raw

from registre_core.extraction import PageInfo, Region, Turn, upright
from registre_core.kernel.errors import InvalidInput
from registre_reading_pdf.opening import Limits
from registre_reading_pdf.requests import Drawing

POINTS_PER_INCH = 72
RESOLUTIONS = range(10, 1201)
"""Dots per inch that are worth drawing."""

FORM_DEPTH = 3
"""How deep to look for images in forms within forms."""

HAIR = 1e-6
"""A pixel that rounding errors alone would add is not added."""

GREYSCALE, TRUECOLOUR = 0, 2
"""Colour types of PNG (W3C, PNG third edition, 11.2.1): shades of grey; red, green, blue."""

WHITE = b"\xff"

CHANNELS = 3
"""Bytes of a pixel as drawn, in grey too: told to reverse the one byte of grey ones, pdfium drops images or dies."""

TURNED_BACK = {Turn.NONE: Turn.NONE, Turn.DOWN: Turn.UP, Turn.OVER: Turn.OVER, Turn.UP: Turn.DOWN}
"""What turns a head so that a page which was turned stands upright to it."""


def drawn(page: pypdfium2.PdfPage, info: PageInfo, region: Region | None, how: Drawing, limits: Limits) -> bytes:
    """Draw a region of the displayed page as a PNG image; the caller holds the lock.

    Raises:
        InvalidInput: ``resolution-out-of-range``, ``region-off-page``, ``image-too-large``.
    """
    if not info.has_area:
        raise InvalidInput.at("region", "region-off-page", "the page has no area to be drawn", page=info.number)
    region = region or Region(info.number, 0, 0, info.width, info.height)
    _refuse_what_cannot_be_seen(info, region, how.dpi)
    scale = how.dpi / POINTS_PER_INCH
    x0, y0, x1, y1 = upright(region.box, TURNED_BACK[how.turn])
    width, height = (ceil(side * scale - HAIR) for side in (x1 - x0, y1 - y0))
    _refuse_what_is_too_large(page, (width + 2 * how.margin) * (height + 2 * how.margin), limits)
    left, top, right, bottom = upright((0.0, 0.0, info.width, info.height), TURNED_BACK[how.turn])
    place = (round((left - x0) * scale), round((top - y0) * scale))
    size = (round((right - left) * scale), round((bottom - top) * scale))
    flags = raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER | (raw.FPDF_GRAYSCALE if how.grey else 0)
    with closing(pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGR)) as bitmap:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        raw.FPDF_RenderPageBitmap(bitmap, page, *place, *size, how.turn // 90, flags)
        return _png(bitmap, how)


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
    _refuse_large_images(page, limits)


def has_large_image(page: pypdfium2.PdfPage, limits: Limits) -> bool:
    """Whether drawing the page would unpack an image that is too large for that; the caller holds the lock."""
    return any(across * down > limits.image_pixels for across, down in _images(page))


def _refuse_large_images(page: pypdfium2.PdfPage, limits: Limits) -> None:
    for across, down in _images(page):
        if across * down > limits.image_pixels:
            said = f"the page holds an image of {across} x {down} pixels, which is not unpacked"
            raise InvalidInput.at("page", "image-too-large", said, pixels=across * down, limit=limits.image_pixels)


def _images(page: pypdfium2.PdfPage) -> Iterator[tuple[int, int]]:
    """Give the pixels of each image, across and down, as the file states them."""
    images = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=FORM_DEPTH)
    return (image.get_px_size() for image in images)


def _png(bitmap: pypdfium2.PdfBitmap, how: Drawing) -> bytes:
    """Write a PNG file: no library is needed for pictures without a palette."""
    every, channels, colour = (CHANNELS, 1, GREYSCALE) if how.grey else (1, CHANNELS, TRUECOLOUR)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    pixels = memoryview(bitmap.buffer).cast("B")
    side, bar = WHITE * (channels * how.margin), b"\0" + WHITE * (channels * (width + 2 * how.margin))
    starts = range(0, height * stride, stride)
    rows = (b"\0" + side + bytes(pixels[start : start + CHANNELS * width])[::every] + side for start in starts)
    packer = zlib.compressobj(3)  # row by row, or a large picture would lie in memory four times
    framed = chain(repeat(bar, how.margin), rows, repeat(bar, how.margin))
    data = b"".join(filter(None, map(packer.compress, framed))) + packer.flush()
    header = struct.pack(">IIBBBBB", width + 2 * how.margin, height + 2 * how.margin, 8, colour, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", data), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
