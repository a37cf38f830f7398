"""Regions of a page that are recognised apart, and what was read in them, put together again."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor

from attrs import field, frozen

from registre_core.extraction.boxes import Box, Boxes, hull_of
from registre_core.extraction.entities import Mark, PageInfo, PageText, Region
from registre_core.kernel.documents import SHA_256, Digest
from registre_core.kernel.passages import TextSource
from registre_core.kernel.validation import Checked, must, not_blank

HUNDREDTHS = 100
"""To a point: finer than any pixel, and what quads are rounded to."""

BETWEEN = "\n\n"
"""What parts the text of two regions: they are blocks of their own."""


def _in_hundredths(region: Region) -> Region:
    return Region(region.page, *(round(edge, 2) + 0.0 for edge in region.box))


@frozen
class RecognisedRegion(Checked):
    """Which words were recognised: where, and by what. What was read there is derived from the file, and kept by this.

    The same region read by another engine, another version or in another language is another one.
    """

    document: Digest = field(metadata=must(SHA_256))
    """The very file."""
    region: Region = field(converter=_in_hundredths)
    """The part of the page that was looked at; its edges are rounded to hundredths of points."""
    engine: str = field(metadata=must(not_blank))
    """What recognised, with its version, such as ``tesseract 5.3.0``."""
    language: str = field(metadata=must(not_blank))
    """The language it read, by ISO 639-2, such as ``fra``."""


def regions_of(info: PageInfo, marks: Iterable[Mark]) -> tuple[Region, ...]:
    """Tell which parts of a page hold what was marked: upright, in hundredths of points, cut at the edges of the page.

    Marks that overlap are looked at together, so that their words count once; those apart are not, so that columns
    stay apart. They come in reading order. What is off the page is left out.
    """
    apart: list[Box] = []
    for box in (_outwards(info, mark) for mark in marks):
        touching = [other for other in apart if _overlap(box, other)]
        while touching:
            apart = [other for other in apart if other not in touching]
            box = hull_of((box, *touching))  # noqa: PLW2901  # it grows until nothing else touches it
            touching = [other for other in apart if _overlap(box, other)]
        apart.append(box)
    shown = (box for box in apart if box[0] < box[2] and box[1] < box[3])
    return tuple(Region(info.number, *box) for box in _in_order(shown))


def whole(info: PageInfo) -> Region:
    """Take all of a page."""
    return Region(info.number, *_outwards(info, Region(info.number, 0.0, 0.0, info.width, info.height)))


def joined(info: PageInfo, texts: Mapping[Region, PageText]) -> PageText:
    """Put what was recognised in several regions of a page together, each a block of its own.

    Each text may hold words from around its region, of which those that belong to another one are left out: they are
    read there.
    """
    values, confidences, characters = array("f"), b"", ""
    for region, text in texts.items():
        if characters and text.characters:
            characters += BETWEEN
            values += values[-4:] * len(BETWEEN)
            confidences += confidences[-1:] * len(BETWEEN)
        characters += _without(text, [other for other in texts if other is not region])
        values += text.boxes.values
        confidences += text.confidences
    engine = next(iter(texts.values())).engine
    return PageText(info, characters, Boxes(values), engine, TextSource.OCR, confidences)


def _without(text: PageText, regions: Sequence[Region]) -> str:
    """Blank what stands in these regions."""
    if not regions:
        return text.characters
    seen = zip(text.characters, text.boxes, strict=True)
    return "".join(
        " " if not letter.isspace() and any(one.holds_centre(box) for one in regions) else letter
        for letter, box in seen
    )


def _outwards(info: PageInfo, mark: Mark) -> Box:
    x0, y0, x1, y1 = mark.box
    left, top = (max(0.0, floor(edge * HUNDREDTHS) / HUNDREDTHS) for edge in (x0, y0))
    ends = ((x1, info.width), (y1, info.height))
    right, bottom = (min(ceil(edge * HUNDREDTHS), floor(most * HUNDREDTHS)) / HUNDREDTHS for edge, most in ends)
    return left, top, right, bottom


def _overlap(one: Box, other: Box) -> bool:
    return min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[1], other[1])


def _in_order(boxes: Iterable[Box]) -> list[Box]:
    """Read boxes beside each other from left to right, and all others from the top down."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: (box[1], box[0])):
        if rows and box[1] < rows[-1][0][3]:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [box for row in rows for box in sorted(row)]
