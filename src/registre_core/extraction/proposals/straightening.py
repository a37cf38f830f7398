"""Scans laid straight: a page that went askew through the scanner has its lines level again.

Rows and columns are told by heights and edges; at one degree, one end of a line stands ten points above the other,
which is a line of small print.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from registre_core.extraction.boxes import Box
from registre_core.extraction.entities import Ruling
from registre_core.extraction.proposals.strips import Strip

LEAST_SLANT = 0.0025
"""Points down for a point to the right: less is a point and a half across the page, which no row is mistaken for."""

MOST_SLANT = 0.12
"""Seven degrees: more is no page that went askew, and lines would not have been read as lines."""

LEAST_LINES = 6
"""Lines that must agree: the letters of a single one lie too unevenly."""

LEAST_WORDS, LEAST_WIDTH = 4, 100.0
"""Words and points that a line must have to be asked."""


def slant_of(strips: Sequence[Strip]) -> float:
    """Tell how far a page's lines go down for each point to the right; 0 for a straight page."""
    slopes = [_slope(strip) for strip in strips if len(strip.tokens) >= LEAST_WORDS and _width(strip) >= LEAST_WIDTH]
    if len(slopes) < LEAST_LINES:
        return 0.0
    slant = median(slopes)
    return slant if LEAST_SLANT < abs(slant) < MOST_SLANT else 0.0


def straight(box: Box, slant: float, middle: tuple[float, float]) -> Box:
    """Turn a box back around the middle of its page."""
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    across, down = _turned(across, down, slant, middle)
    half_width = (box[2] - box[0]) / 2
    half_height = max((box[3] - box[1]) / 4, (box[3] - box[1]) / 2 - abs(slant) * half_width)
    return across - half_width, down - half_height, across + half_width, down + half_height


def straight_ruling(ruling: Ruling, slant: float, middle: tuple[float, float]) -> Ruling:
    """Move a line to where it stands among the words that were turned back; it is level or upright already."""
    across, down = (ruling.x0 + ruling.x1) / 2, (ruling.y0 + ruling.y1) / 2
    new_across, new_down = _turned(across, down, slant, middle)
    right, lower = new_across - across, new_down - down
    return Ruling(ruling.x0 + right, ruling.y0 + lower, ruling.x1 + right, ruling.y1 + lower)


def _turned(across: float, down: float, slant: float, middle: tuple[float, float]) -> tuple[float, float]:
    right, below = across - middle[0], down - middle[1]
    return across + slant * below, down - slant * right


def _slope(strip: Strip) -> float:
    """Fit a line under the words of a strip."""
    points = [((token.box[0] + token.box[2]) / 2, (token.box[1] + token.box[3]) / 2) for token in strip.tokens]
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread if spread else 0.0


def _width(strip: Strip) -> float:
    return strip.box[2] - strip.box[0]
