"""A scan of the report: what is left of it once somebody has printed it and laid it on a glass, not quite straight."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from math import cos, radians, sin

from registre_core.extraction import Mark, Outline, PageInfo
from registre_core.kernel.passages import Quad
from registre_core.ports import Reading

NAME = "controle_electrique_numerise.pdf"
"""Its file name, for people too."""

TILT = 0.8
"""Degrees counter-clockwise: what a feeder does to a sheet."""

DPI = 200
"""Dots per inch, as offices scan."""

SIGNATURE = 8
"""Bytes before the first chunk of a PNG file."""


def scanned(reading: Reading, number: int) -> bytes:
    """Make a PDF file of one image: a page as a scanner sees it, without a single letter."""
    info = reading.page(number)
    width, height, pixels = _grey(reading.render(number, dpi=DPI, grey=True))
    a, b, c, d = _matrix(info)
    left, bottom = info.width / 2 - (a + c) / 2, info.height / 2 - (b + d) / 2
    placed = b"q %.4f %.4f %.4f %.4f %.4f %.4f cm /Im0 Do Q" % (a, b, c, d, left, bottom)
    image = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors 1 /Columns %d >> /Length %d >>"
    ) % (width, height, width, len(pixels))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.4f %.4f] /Contents 4 0 R "
        b"/Resources << /XObject << /Im0 5 0 R >> >> >>"
    ) % (info.width, info.height)
    return _file(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(placed), placed),
        image + b"\nstream\n" + pixels + b"\nendstream",
    )


def tilted(region: Mark, info: PageInfo) -> Outline:
    """Give the box on the scan that a rectangle on the page became."""
    x0, y0, x1, y1 = region.box
    corners = [_turned(x, y, info) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
    return Outline(1, Quad(*(round(value, 2) for corner in corners for value in corner)))


def _matrix(info: PageInfo) -> Sequence[float]:
    """Lay an image of the page on the page, turned around its middle (ISO 32000-2, 8.3.3)."""
    across, up = cos(radians(TILT)), sin(radians(TILT))
    return info.width * across, info.width * up, -info.height * up, info.height * across


def _turned(x: float, y: float, info: PageInfo) -> tuple[float, float]:
    right, up = x - info.width / 2, info.height / 2 - y
    turn = radians(TILT)
    across, above = right * cos(turn) - up * sin(turn), right * sin(turn) + up * cos(turn)
    return info.width / 2 + across, info.height / 2 - above


def _grey(picture: bytes) -> tuple[int, int, bytes]:
    """Take the pixels out of a PNG file as they are packed: a PDF file packs them in the same way."""
    chunks = dict[bytes, bytes]()
    for kind, data in chunks_of(picture):
        chunks[kind] = chunks.get(kind, b"") + data
    width, height = struct.unpack_from(">II", chunks[b"IHDR"])
    return width, height, chunks[b"IDAT"]


def chunks_of(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Walk through a PNG file (W3C, PNG third edition, 5.3)."""
    at = SIGNATURE
    while at < len(picture):
        length, kind = struct.unpack_from(">I4s", picture, at)
        yield kind, picture[at + 8 : at + 8 + length]
        at += length + 12


def _file(*objects: bytes) -> bytes:
    """Write a PDF file with the place of every object at its end (ISO 32000-2, 7.5)."""
    written, places = bytearray(b"%PDF-1.7\n"), list[int]()
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    index = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(written + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, index))
