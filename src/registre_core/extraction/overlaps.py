"""Whether two passages of one file are the same words on paper, share some, or have nothing to do with each other.

Places decide, not texts: two engines spell the same words differently, and a report says «RAS» on every page.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import product

from registre_core.extraction.boxes import Box
from registre_core.kernel.passages import Passage, TextSource

PIXEL = 0.75
"""Points: a pixel of a screen at its usual 96 to the inch. Two readings of one image differ by as much."""

SAME_LINE = 0.5
"""Share of the lower box's height above which two boxes stand on one line: tightly set lines reach into each other."""


class Overlap(StrEnum):
    """How two passages lie to each other."""

    SAME = "same"
    """The same words: every box of one has its like in the other, to a pixel."""
    OVERLAPPING = "overlapping"
    """Some words are in both."""
    APART = "apart"
    """No word is in both, or they come from different files."""


def overlap(one: Passage, other: Passage) -> Overlap:
    """Tell whether a passage was taken already, wholly or in part.

    The answer does not depend on which of the two is named first. Where the same engine took both out of the page's own
    text, the same words also have the same offsets: a full stop more, thinner than a pixel, makes another passage.

    Not covered: the same words in another version of the file, which is another digest; lines written sideways so
    tightly that their boxes cross by more than a pixel, which overlap here.
    """
    if one.document != other.document:
        return Overlap.APART
    ones, others = list(_places(one)), list(_places(other))
    if _all_have_their_like(ones, others) and _all_have_their_like(others, ones) and not _differ_in_offsets(one, other):
        return Overlap.SAME
    shared = any(page == its and _share_words(box, like) for (page, box), (its, like) in product(ones, others))
    return Overlap.OVERLAPPING if shared else Overlap.APART


def _places(passage: Passage) -> Iterator[tuple[int, Box]]:
    for part in passage.parts:
        for quad in part.quads:
            yield part.page, quad.box


def _all_have_their_like(ones: list[tuple[int, Box]], others: list[tuple[int, Box]]) -> bool:
    return all(any(page == its and _alike(box, like) for its, like in others) for page, box in ones)


def _alike(one: Box, other: Box) -> bool:
    return all(abs(edge - like) <= PIXEL for edge, like in zip(one, other, strict=True))


def _differ_in_offsets(one: Passage, other: Passage) -> bool:
    """Offsets into what was recognised count from a region, and say nothing of another one's."""
    if one.source is TextSource.OCR or (one.source, one.engine) != (other.source, other.engine):
        return False
    return (one.start, one.end) != (other.start, other.end)


def _share_words(one: Box, other: Box) -> bool:
    if _alike(one, other):
        return True
    (left, top, right, bottom), (x0, y0, x1, y1) = one, other
    along, across = min(right, x1) - max(left, x0), min(bottom, y1) - max(top, y0)
    narrower, lower = min(right - left, x1 - x0), min(bottom - top, y1 - y0)
    return along > min(PIXEL, narrower / 2) and across > lower * SAME_LINE
