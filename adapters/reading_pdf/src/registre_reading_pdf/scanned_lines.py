"""The straight lines in the picture of a scanned page: nothing draws them, and they part the cells all the same.

A page goes askew through a scanner: a line is seen as level stretches, each a pixel below or above the one before. They
are given as they are; whoever lays the page straight lays them straight, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from operator import lt

import pypdfium2
from attrs import define, field, frozen
from pypdfium2 import raw

from registre_core.extraction import PageInfo, Ruling
from registre_reading_pdf.pictures import CHANNELS, POINTS_PER_INCH

DPI = 150
"""Dots per inch: a line of half a point is a pixel wide."""

MOST_PIXELS = 6_000_000
"""A little more than a page of A3: a larger one is a plan, and takes seconds."""

AWAY = 6
"""Pixels to either side at which the paper is seen again: lines are no thicker than three points."""

DARKER = 24
"""Shades, of 256, by which a line is darker than the paper, or the tint of its cell, on both sides."""

SHORTEST_RUN = 20
"""Pixels: at a slant of two degrees, a thin line goes on so far before it is a pixel lower. No letter is so wide."""

BRIDGED, STEP = 8, 2
"""Pixels along a line, and across it, by which stretches of it may lie apart: dust, and the lines that cross it."""

SHORTEST = {True: 30.0, False: 11.0}
"""Points of a level line, and of an upright one: a row is lower than a column is wide, and higher than a letter."""

MOST_RUNS = 6000
"""Stretches on one page: more make a photograph."""

WHITE = b"\xff"
LIGHTER = bytes(min(255, shade + DARKER) for shade in range(256))
RUN = re.compile(b"\\x01{%d,}" % SHORTEST_RUN)


@frozen
class Picture:
    """A page in shades of grey, row by row."""

    pixels: bytes
    """One a pixel."""
    width: int
    """Pixels."""
    height: int
    """Pixels."""

    def turned(self) -> Picture:
        """Make its columns rows."""
        columns = b"".join(self.pixels[place :: self.width] for place in range(self.width))
        return Picture(columns, self.height, self.width)

    def runs(self) -> Iterator[Run]:
        """Find the level stretches that are darker than what lies above and below, from top to bottom."""
        lines = self._lines()
        for row in range(self.height):
            for found in RUN.finditer(lines, row * self.width, (row + 1) * self.width):
                yield Run(row, found.start() - row * self.width, found.end() - row * self.width)

    def _lines(self) -> bytes:
        """Mark each pixel that is darker than those on both sides of it."""
        beyond = WHITE * (AWAY * self.width)
        lighter = self.pixels.translate(LIGHTER)
        below_upper = bytes(map(lt, lighter, beyond + self.pixels[: -len(beyond)]))
        above_lower = bytes(map(lt, lighter, self.pixels[len(beyond) :] + beyond))
        both = int.from_bytes(below_upper, "little") & int.from_bytes(above_lower, "little")
        return both.to_bytes(len(self.pixels), "little")


@frozen
class Run:
    """A level stretch of a line."""

    row: int
    """How far down, in pixels."""
    start: int
    """Its first pixel."""
    end: int
    """The one after its last."""


@define
class Line:
    """Stretches that are one line."""

    runs: list[Run] = field(factory=list)
    """From top to bottom."""
    start: int = 0
    """The leftmost pixel."""
    end: int = 0
    """The one after the rightmost."""

    def add(self, run: Run) -> None:
        """Go on with another stretch."""
        self.start = min(self.start, run.start) if self.runs else run.start
        self.end = max(self.end, run.end)
        self.runs.append(run)

    def goes_on_with(self, run: Run) -> bool:
        """Whether a stretch touches it."""
        return run.start <= self.end + BRIDGED and run.end >= self.start - BRIDGED


def scanned_lines(page: pypdfium2.PdfPage, info: PageInfo) -> tuple[Ruling, ...]:
    """Find the lines in the picture of a page; the caller holds the lock, and knows that it is one."""
    scale = DPI / POINTS_PER_INCH
    width, height = round(info.width * scale), round(info.height * scale)
    if not 0 < width * height <= MOST_PIXELS or min(width, height) <= AWAY:
        return ()
    picture = _picture(page, width, height)
    level = [_ruling(run, is_level=True) for run in _stretches(picture, SHORTEST[True] * scale)]
    upright = [_ruling(run, is_level=False) for run in _stretches(picture.turned(), SHORTEST[False] * scale)]
    return (*level, *upright) if len(level) + len(upright) <= MOST_RUNS else ()


def _picture(page: pypdfium2.PdfPage, width: int, height: int) -> Picture:
    with closing(pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGR)) as bitmap:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT | raw.FPDF_GRAYSCALE)
        drawn, stride = memoryview(bitmap.buffer).cast("B"), bitmap.stride
        rows = (bytes(drawn[at : at + CHANNELS * width])[::CHANNELS] for at in range(0, height * stride, stride))
        return Picture(b"".join(rows), width, height)


def _stretches(picture: Picture, shortest: float) -> Iterator[Run]:
    return (run for line in _lines(picture.runs()) if line.end - line.start >= shortest for run in line.runs)


def _lines(runs: Iterable[Run]) -> Iterator[Line]:
    """Join stretches that touch; each line is given once nothing can touch it any more."""
    near: list[Line] = []
    for run in runs:
        yield from (line for line in near if run.row - line.runs[-1].row > STEP)
        near = [line for line in near if run.row - line.runs[-1].row <= STEP]
        line = next((line for line in near if line.goes_on_with(run)), None)
        if line is None:
            near.append(line := Line())
        line.add(run)
    yield from near


def _ruling(run: Run, *, is_level: bool) -> Ruling:
    points = POINTS_PER_INCH / DPI
    at, start, end = ((run.row + 0.5) * points, run.start * points, run.end * points)
    return Ruling(start, at, end, at) if is_level else Ruling(at, start, at, end)
