"""Reports that come back from a scanner: tilted, pale, on grey paper, sideways, stamped, over a bad layer of text."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from math import cos, radians, sin

import pypdfium2
from attrs import evolve, frozen
from PIL import Image
from reportlab.lib.utils import ImageReader
from tests.made.reports.layout import Layout
from tests.made.reports.truth import MadeReport, Placed, Point
from tools.documents.typesetting import Box, Sheet, Style

NOISE = 0.06
"""Share of chance in every pixel."""
INK, PAPER = 20, 255


@frozen
class Scan:
    """A layout, and how it was scanned."""

    layout: Layout
    dpi: int = 200
    tilt: float = 0.0
    """Degrees counter-clockwise, as a feeder draws paper in."""
    pale: float = 0.0
    """Share of the contrast that is lost."""
    paper: int = PAPER
    """How bright the paper is, from 0 to 255."""
    turned: int = 0
    """Degrees counter-clockwise by which the sheets lay wrongly: 0, 90, 180, 270."""
    stamp: str = ""
    """Words that whoever received it printed over each page: the only ones that are text."""
    has_bad_layer: bool = False
    """Whether a bad recognition stands behind the image, invisible."""

    @property
    def name(self) -> str:
        """That of the layout, and what became of it."""
        told = [
            f"{self.dpi}dpi",
            f"{self.tilt:+g}deg" if self.tilt else "",
            f"turned{self.turned}" if self.turned else "",
        ]
        told += ["pale" if self.pale else "", "grey" if self.paper < PAPER else ""]
        told += ["stamped" if self.stamp else "", "layered" if self.has_bad_layer else ""]
        return "_".join([self.layout.name, *filter(None, told)])

    def made(self) -> MadeReport:
        """Print the layout and scan it; the same every time."""
        printed = self.layout.made()
        upright = self.layout.look.size
        size = (upright[1], upright[0]) if self.turned in {90, 270} else upright
        sheet = Sheet("Numérisation", "Rapport fictif", "Organisme fictif", size=size)
        for image in self._images(printed.content):
            sheet.begin_page()
            sheet.canvas.drawImage(ImageReader(io.BytesIO(image)), 0, 0, *size)
            self._write_over(sheet)
        points = tuple(self._moved(point) for point in printed.points)
        return MadeReport(self.name, sheet.finish(), points, printed.pages, is_scanned=True)

    def _images(self, content: bytes) -> Iterator[bytes]:
        pdf = pypdfium2.PdfDocument(content)
        try:
            for number in range(len(pdf)):
                yield self._scanned(pdf[number].render(scale=self.dpi / 72).to_pil().convert("L"), number)
        finally:
            pdf.close()

    def _scanned(self, page: Image.Image, number: int) -> bytes:
        tilted = page.rotate(self.tilt, Image.Resampling.BICUBIC, fillcolor=255)
        darkest = INK + self.pale * (self.paper - INK)
        faded = tilted.point([round(darkest + level * (self.paper - darkest) / 255) for level in range(256)])
        seed = f"{self.name} {number}".encode()
        noise = Image.frombytes("L", page.size, hashlib.shake_128(seed).digest(page.width * page.height))
        scanned = Image.blend(faded, noise, NOISE).rotate(self.turned, expand=True)
        out = io.BytesIO()
        scanned.save(out, "JPEG", quality=45, dpi=(self.dpi, self.dpi))
        return out.getvalue()

    def _write_over(self, sheet: Sheet) -> None:
        if self.stamp:
            sheet.line(sheet.width - 170, 70, self.stamp, Style(size=11, colour="#7a1f1f"))
        if self.has_bad_layer:
            for row in range(12):
                babble = hashlib.shake_128(f"{self.name} {row}".encode()).hexdigest(24)
                sheet.line(
                    40, 90 + 50 * row, " ".join(babble[at : at + 5] for at in range(0, 48, 5)), Style(), invisible=True
                )

    def _moved(self, point: Point) -> Point:
        return evolve(point, lines=tuple(self._placed(placed) for placed in point.lines))

    def _placed(self, placed: Placed) -> Placed:
        page, box = placed
        corners = [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
        across, down = zip(*(self._turned(*self._tilted(x, y)) for x, y in corners), strict=True)
        return page, Box(min(across), min(down), max(across), max(down))

    def _tilted(self, x: float, y: float) -> tuple[float, float]:
        (width, height), angle = self.layout.look.size, radians(self.tilt)
        dx, dy = x - width / 2, y - height / 2
        return width / 2 + dx * cos(angle) + dy * sin(angle), height / 2 - dx * sin(angle) + dy * cos(angle)

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        width, height = self.layout.look.size
        return {0: (x, y), 90: (y, width - x), 180: (width - x, height - y), 270: (height - y, x)}[self.turned]
