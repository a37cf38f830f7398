"""Pictures of passages: the part of the page they stand on, with a box around each line of words."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from itertools import pairwise

from attrs import define, frozen

from registre_cli.demo.scan import chunks_of
from registre_core.extraction import Mark, PageInfo, Region
from registre_core.kernel.passages import Passage, Quad
from registre_core.ports import Reading

DPI = 144
"""Two pixels a point: readable on a screen."""

AROUND = 16.0
"""Points of the page that are shown around the words."""

WORDS, MARKED = (200, 30, 30), (40, 90, 200)
"""Red around the words that were read, blue around what somebody marked."""

CHANNELS = 3
"""Red, green, blue."""

Point = tuple[float, float]


def crop(reading: Reading, passage: Passage, mark: Mark) -> bytes:
    """Draw a passage of one page, as a PNG file."""
    part = passage.parts[0]
    info = reading.page(part.page)
    region = _around(mark, info)
    canvas = Canvas.of(reading.render(part.page, region, dpi=DPI))
    frame = Frame(region.x0, region.y0, DPI / 72)
    corners = mark.corners if not isinstance(mark, Region) else _corners(Quad.around(*mark.box))
    canvas.outline(frame.placed(corners), MARKED)
    for quad in part.quads:
        canvas.outline(frame.placed(_corners(quad)), WORDS)
    return canvas.png()


@frozen
class Frame:
    """From points of a page to pixels of a part of it."""

    left: float
    """Where the picture begins on the page."""
    top: float
    """Where it begins, from the top."""
    scale: float
    """Pixels a point."""

    def placed(self, points: Iterable[Point]) -> list[Point]:
        """Find points in the picture."""
        return [((x - self.left) * self.scale, (y - self.top) * self.scale) for x, y in points]


@define
class Canvas:
    """A picture that can be drawn on: three bytes a pixel, a byte before each row."""

    width: int
    height: int
    rows: bytearray

    @classmethod
    def of(cls, picture: bytes) -> Canvas:
        """Unpack what the page reader drew: 8 bits a colour, rows that are not filtered."""
        chunks = list(chunks_of(picture))
        width, height = struct.unpack_from(">II", chunks[0][1])
        return cls(
            width, height, bytearray(zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT")))
        )

    def outline(self, corners: list[Point], colour: tuple[int, int, int]) -> None:
        """Draw from corner to corner and back to the first."""
        for start, end in pairwise([*corners, corners[0]]):
            for x, y in _between(start, end):
                self._dot(x, y, colour)
                self._dot(x, y + 1, colour)

    def _dot(self, x: int, y: int, colour: tuple[int, int, int]) -> None:
        if 0 <= x < self.width and 0 <= y < self.height:
            at = y * (1 + CHANNELS * self.width) + 1 + CHANNELS * x
            self.rows[at : at + CHANNELS] = bytes(colour)

    def png(self) -> bytes:
        """Pack it (W3C, PNG third edition)."""
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        chunks = (b"IHDR", header), (b"IDAT", zlib.compress(bytes(self.rows))), (b"IEND", b"")
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _between(start: Point, end: Point) -> Iterator[tuple[int, int]]:
    """Walk from one point to another, a pixel at a time."""
    (x0, y0), (x1, y1) = start, end
    steps = max(round(abs(x1 - x0)), round(abs(y1 - y0)), 1)
    return ((round(x0 + (x1 - x0) * step / steps), round(y0 + (y1 - y0) * step / steps)) for step in range(steps + 1))


def _corners(quad: Quad) -> tuple[Point, ...]:
    return (quad.x0, quad.y0), (quad.x1, quad.y1), (quad.x2, quad.y2), (quad.x3, quad.y3)


def _around(mark: Mark, info: PageInfo) -> Region:
    x0, y0, x1, y1 = mark.box
    return Region(
        info.number,
        max(x0 - AROUND, 0),
        max(y0 - AROUND, 0),
        min(x1 + AROUND, info.width),
        min(y1 + AROUND, info.height),
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
