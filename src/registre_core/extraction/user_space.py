"""Boxes as a file says them (user space: points, y upwards, neither cropped nor turned), on the page as displayed.

Source: ISO 32000-2, 8.3.2.3 (user space), 12.5.6.10 (QuadPoints). ``extraction.md``, step 2, has the eight cases of
rotation and CropBox.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from registre_core.extraction.boxes import Box
from registre_core.extraction.entities import Outline, PageInfo
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.passages import Quad

Corner = tuple[float, float]

DISPLAYED: dict[int, Callable[[Box, Corner], Corner]] = {
    0: lambda crop, corner: (corner[0] - crop[0], crop[3] - corner[1]),
    90: lambda crop, corner: (corner[1] - crop[1], corner[0] - crop[0]),
    180: lambda crop, corner: (crop[2] - corner[0], corner[1] - crop[1]),
    270: lambda crop, corner: (crop[3] - corner[1], crop[2] - corner[0]),
}
"""By rotation: from a corner of user space, and the visible part of it, to the page."""

EACH = 4
"""Corners of a box."""


def displayed_quad(info: PageInfo, quadpoints: Sequence[float]) -> Outline:
    """Read one box of a highlight (*QuadPoints*), as viewers store marked words in a file.

    Viewers write upper left, upper right, lower left, lower right; the standard says around the box, from the lower
    left. Both are read.

    Args:
        info: the page that the highlight is on.
        quadpoints: eight numbers of user space.

    Raises:
        InvalidInput: ``malformed-quad`` (not eight numbers, or no box).

    Example:
        >>> page = PageInfo(1, "1", width=842, height=595, rotation=90, crop=(0, 0, 595, 842))
        >>> displayed_quad(page, (72, 112, 172, 112, 72, 100, 172, 100)).box
        (100, 72, 112, 172)
    """
    if len(quadpoints) != 2 * EACH:
        said = f"a box has eight numbers, not {len(quadpoints)}"
        raise InvalidInput.at("quad", "malformed-quad", said, quad=",".join(f"{value:g}" for value in quadpoints))
    shown = DISPLAYED[info.rotation]
    a, b, c, d = (shown(info.crop, corner) for corner in zip(quadpoints[::2], quadpoints[1::2], strict=True))
    around = (a, b, d, c) if _crosses(a, b, c, d) else (d, c, b, a)
    return Outline(info.number, Quad(*(round(value, 2) for corner in around for value in corner)))


def _crosses(a: Corner, b: Corner, c: Corner, d: Corner) -> bool:
    """Whether the way from the second corner to the third leads across: then the last two change places."""
    return (b[0] - a[0]) * (d[0] - c[0]) + (b[1] - a[1]) * (d[1] - c[1]) > 0
