"""Pages that are turned, cut or moved in the file, and yet look the same on the screen.

What is displayed is the CropBox, cut by the MediaBox, turned clockwise by /Rotate. The content is drawn through the
inverse, so that the words stand upright at the same place whatever the frame: a reader that forgets one of the three
takes the wrong words.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from tools.documents.typesetting import A4, Box

Edges = tuple[float, float, float, float]
"""As PDF writes a rectangle: left, bottom, right, top."""


@dataclass(frozen=True)
class Frame:
    """How a page that is displayed as upright A4 is laid down in the file."""

    rotation: int = 0
    """Degrees clockwise."""
    margins: Edges = (0, 0, 0, 0)
    """How much of the MediaBox lies outside the CropBox on each side, in the file's own directions."""
    origin: tuple[float, float] = (0, 0)
    """Lower left corner of the MediaBox."""
    crop_beyond: float = 0
    """How far the CropBox reaches outside the MediaBox: readers have to cut it."""
    paper: tuple[float, float] | None = None
    """Width and height in the file, where they do not follow from an upright A4 page displayed."""

    @property
    def shown(self) -> Edges:
        """The part of the file's page that is displayed."""
        width, height = self.paper or (A4 if self.rotation in {0, 180} else A4[::-1])
        left, bottom = self.origin[0] + self.margins[0], self.origin[1] + self.margins[1]
        return left, bottom, left + width, bottom + height

    @property
    def media(self) -> Edges:
        """The whole page of the file."""
        _, _, right, top = self.shown
        return (*self.origin, right + self.margins[2], top + self.margins[3])

    @property
    def crop(self) -> Edges | None:
        """What the file says is to be displayed, if it says anything."""
        if not any(self.margins) and not self.crop_beyond:
            return None
        left, bottom, right, top = self.shown
        beyond = self.crop_beyond
        return left - beyond, bottom - beyond, right + beyond, top + beyond

    @property
    def matrix(self) -> tuple[float, ...]:
        """Lead from the upright displayed page, origin bottom left, to the file's page."""
        left, bottom, right, top = self.shown
        return {
            0: (1, 0, 0, 1, left, bottom),
            90: (0, 1, -1, 0, right, bottom),
            180: (-1, 0, 0, -1, right, top),
            270: (0, -1, 1, 0, left, top),
        }[self.rotation]


def framed(content: bytes, frames: Sequence[Frame]) -> bytes:
    """Write the boxes and the rotation of each page into a file."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page, frame in zip(pdf.pages, frames, strict=True):
            page.obj.MediaBox = pikepdf.Array(frame.media)
            page.obj.Rotate = frame.rotation
            if frame.crop:
                page.obj.CropBox = pikepdf.Array(frame.crop)
        return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Write a changed file, its streams untouched and its identifier a digest of the rest."""
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def turned(box: Box, rotation: int) -> Box:
    """Find a box of an upright A4 page again when the whole page is displayed turned."""
    width, height = A4
    return {
        0: box,
        90: Box(height - box.bottom, box.left, height - box.top, box.right),
        180: Box(width - box.right, height - box.bottom, width - box.left, height - box.top),
        270: Box(box.top, width - box.right, box.bottom, width - box.left),
    }[rotation]
