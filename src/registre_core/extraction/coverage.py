"""How much of a box other boxes cover, together: scans are cut into strips, and pictures lie on each other."""

from __future__ import annotations

from collections.abc import Iterable

from registre_core.extraction.boxes import Box

CELLS = 100
"""Parts into which each side of a box is divided: a hundredth is seen, what is smaller may be missed."""


def share_covered(of: Box, boxes: Iterable[Box]) -> float:
    """Tell which share of a box others cover, from 0 to 1, to a hundredth; what they share counts once."""
    left, top, right, bottom = of
    if not (left < right and top < bottom):
        return 0.0
    rows = [bytearray(CELLS) for _ in range(CELLS)]
    across, down = CELLS / (right - left), CELLS / (bottom - top)
    for x0, y0, x1, y1 in boxes:
        start, end = _cells((x0 - left) * across, (x1 - left) * across)
        for row in rows[slice(*_cells((y0 - top) * down, (y1 - top) * down))]:
            row[start:end] = b"\x01" * (end - start)
    return sum(map(sum, rows)) / CELLS**2


def shared(box: Box, by: Box) -> Box | None:
    """Keep what two boxes share, if anything."""
    x0, y0, x1, y1 = max(box[0], by[0]), max(box[1], by[1]), min(box[2], by[2]), min(box[3], by[3])
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _cells(start: float, end: float) -> tuple[int, int]:
    """Whose centres lie between two places."""
    first, after = (min(max(round(place), 0), CELLS) for place in (start, end))
    return first, max(first, after)
