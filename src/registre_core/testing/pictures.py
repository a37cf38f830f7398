"""Pictures as a reader of pages gives them (PNG), taken apart again: what a test sees on them.

Source: W3C, Portable Network Graphics, third edition (the clauses are named where they are applied).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Self

from attrs import frozen

SIGNATURE = b"\x89PNG\r\n\x1a\n"

CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}
"""Bytes of a pixel by colour type, at eight bits a sample (11.2.1); those of a palette are not known here."""

DARK = 128
"""A shade below this counts as ink."""


@frozen
class Shown:
    """What is to be seen on a picture."""

    width: int
    """Pixels."""
    height: int
    """Pixels."""
    is_grey: bool
    """Whether it has shades of grey only, and no colours or transparency."""
    shades: tuple[bytes, ...]
    """The rows, from above; of colours the first channel."""

    @classmethod
    def of(cls, picture: bytes) -> Self:
        """Read a PNG file that is not interlaced, with eight bits a sample (5.2)."""
        chunks = list(_chunks(picture))
        width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", dict(chunks)[b"IHDR"])
        if (depth, interlaced) != (8, 0):
            raise ValueError("such pictures are not known here")
        data = zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT"))
        rows = _unfiltered(data, width * CHANNELS[colour], CHANNELS[colour])
        return cls(width, height, colour == 0, tuple(row[:: CHANNELS[colour]] for row in rows))

    @property
    def ink(self) -> tuple[int, int, int, int] | None:
        """The box around all dark pixels: left, top, right, bottom; nothing if there is none."""
        dark = [(x, y) for y, row in enumerate(self.shades) for x, shade in enumerate(row) if shade < DARK]
        if not dark:
            return None
        across, down = zip(*dark, strict=True)
        return min(across), min(down), max(across) + 1, max(down) + 1

    def inside(self, margin: int) -> tuple[bytes, ...]:
        """Give the rows without so many pixels at each edge."""
        return tuple(row[margin : self.width - margin] for row in self.shades[margin : self.height - margin])


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give the kind and the data of each chunk (5.3)."""
    if not picture.startswith(SIGNATURE):
        raise ValueError("no PNG file")
    place = len(SIGNATURE)
    while place < len(picture):
        (length,) = struct.unpack_from(">I", picture, place)
        yield picture[place + 4 : place + 8], picture[place + 8 : place + 8 + length]
        place += length + 12


def _unfiltered(data: bytes, stride: int, pixel: int) -> list[bytes]:
    """Undo what each row was predicted from (9.2)."""
    rows, above = [], bytes(stride)
    for start in range(0, len(data), stride + 1):
        kind, row = data[start], bytearray(data[start + 1 : start + 1 + stride])
        for place in range(stride) if kind else ():
            left, corner = (line[place - pixel] if place >= pixel else 0 for line in (row, above))
            row[place] = (row[place] + _predicted(kind, left, above[place], corner)) % 256
        above = bytes(row)
        rows.append(above)
    return rows


def _predicted(kind: int, left: int, up: int, corner: int) -> int:
    if kind < 4:  # noqa: PLR2004  # 0 to 3: nothing, left, up, their mean (9.2)
        return (0, left, up, (left + up) // 2)[kind]
    return min((left, up, corner), key=lambda value: abs(left + up - corner - value))  # Paeth (9.4)
