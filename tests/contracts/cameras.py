"""What reads codes back in the tests: zxing-cpp, from pixels."""

from __future__ import annotations

import io
import re

import zxingcpp
from PIL import Image

from registre_core.testing.contracts.ticket_printer import Camera

AREA = re.compile(r"M(\d+),(\d+)h(\d+)v1h-\d+z")
"""A row of dark modules, as `registre_signature_qr` draws them."""
PIXELS = 4
"""Of a module."""
DARK = {" ": (1, 1), "▀": (0, 1), "▄": (1, 0), "█": (0, 0)}
"""What is dark above and below, in a terminal on which letters are light."""


def read_png(png: bytes) -> str:
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))
    return found.text


def read_svg(svg: bytes) -> str:
    said = svg.decode()
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', said)[1])  # type: ignore[index]  # a code is square
    (dark,) = re.findall(r'<path fill="#000" d="([^"]+)"/>', said)
    assert AREA.sub("", dark) == ""
    picture = Image.new("L", (side, side), 255)
    for x, y, length in (map(int, area) for area in AREA.findall(dark)):
        picture.paste(0, (x, y, x + length, y + 1))
    return _read(picture)


def read_terminal(drawn: str) -> str:
    lines = re.sub(r"\x1b\[[0-9;]*m", "", drawn).split("\n")
    picture = Image.new("L", (len(lines[0]), 2 * len(lines)), 255)
    for row, line in enumerate(lines):
        for x, letter in enumerate(line):
            for half, dark in enumerate(DARK[letter]):
                picture.putpixel((x, 2 * row + half), 0 if dark else 255)
    return _read(picture)


def _read(picture: Image.Image) -> str:
    size = (picture.width * PIXELS, picture.height * PIXELS)
    (found,) = zxingcpp.read_barcodes(picture.resize(size, Image.Resampling.NEAREST))
    return found.text


CAMERA = Camera(read_png, read_svg, read_terminal)
