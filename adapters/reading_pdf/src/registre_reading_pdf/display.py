"""From the space in which a file draws (user space, y upwards) to the page as a person sees it.

Source: ``extraction.md``, step 2, measured on the eight cases of rotation and CropBox.
"""

from __future__ import annotations

from array import array

from attrs import frozen

from registre_core.extraction import Boxes, PageInfo

LEFT, TOP, RIGHT, BOTTOM = range(4)
"""Edges, as pdfium orders them."""

EDGES: dict[int, tuple[tuple[int, int, int], ...]] = {
    0: ((LEFT, 1, LEFT), (TOP, -1, TOP), (RIGHT, 1, LEFT), (BOTTOM, -1, TOP)),
    90: ((BOTTOM, 1, BOTTOM), (LEFT, 1, LEFT), (TOP, 1, BOTTOM), (RIGHT, 1, LEFT)),
    180: ((RIGHT, -1, RIGHT), (BOTTOM, 1, BOTTOM), (LEFT, -1, RIGHT), (TOP, 1, BOTTOM)),
    270: ((TOP, -1, TOP), (RIGHT, -1, RIGHT), (BOTTOM, -1, TOP), (LEFT, -1, RIGHT)),
}
"""For each displayed edge (left, top, right, bottom): which edge it was, the direction, and the edge of the crop box
from which it is measured."""


@frozen
class Display:
    """How a page is turned and cut."""

    rotation: int
    """Degrees clockwise."""
    crop: tuple[float, float, float, float]
    """The visible part in user space: left, top, right, bottom."""

    @classmethod
    def of(cls, page: PageInfo) -> Display:
        """Tell how this page is displayed."""
        left, bottom, right, top = page.crop
        return cls(page.rotation, (left, top, right, bottom))

    def boxes(self, values: array[float]) -> Boxes:
        """Turn boxes of user space (left, top, right, bottom in turn) into displayed ones."""
        shown = array("f", bytes(4 * len(values)))
        for place, (edge, sign, origin) in enumerate(EDGES[self.rotation]):
            zero, drawn = self.crop[origin], values[edge::4]
            if sign < 0:
                drawn = array("f", [zero - value for value in drawn])
            elif zero:
                drawn = array("f", [value - zero for value in drawn])
            shown[place::4] = drawn
        return Boxes(shown)
