"""From the characters of an engine, in whatever order a file draws them, to lines and blocks as one reads them.

Engines follow the file, and most files are drawn in reading order, tables included: geometry alone would read many of
them worse. So the engine's order stands unless it is implausible (see `blocks`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise

from registre_core.extraction.blocks import Block, blocks_of, in_order
from registre_core.extraction.boxes import Boxes
from registre_core.extraction.entities import PageInfo, PageText, Region
from registre_core.extraction.rows import Piece, Row, is_glued, is_level, pieces_of, rows_of
from registre_core.kernel.passages import TextSource

EDGES = 4
"""Numbers of a box."""


def assemble(
    info: PageInfo,
    characters: str,
    boxes: Boxes,
    *,
    engine: str,
    source: TextSource = TextSource.NATIVE,
    confidences: bytes = b"",
) -> PageText:
    """Put the characters of a page in reading order; what lies outside the displayed page is left out.

    Args:
        info: the page.
        characters: as the engine gives them: spaces between words, a line feed where it sees a new line.
        boxes: one a character, in displayed points; those of spaces and breaks are not looked at.
        engine: what read them, with its version.
        source: where they come from.
        confidences: how sure the engine is of each, if it says so.
    """
    characters = _displayed(info, characters, boxes)
    blocks = in_order(blocks_of(rows_of(pieces_of(characters, boxes))))
    written = list(_written(blocks))
    text = [part for separator, piece in written for part in (separator, characters[piece.start : piece.end])]
    drawn, sure = memoryview(boxes.values).cast("B"), memoryview(confidences)
    values = array("f", b"".join(_following(written, drawn, boxes.values.itemsize * EDGES)))
    return PageText(info, "".join(text), Boxes(values), engine, source, b"".join(_following(written, sure, 1)))


def _following(written: Iterable[tuple[str, Piece]], data: memoryview, size: int) -> list[memoryview]:
    """Take what belongs to the characters of each piece; a space or a break has that of the character before it."""
    taken: list[memoryview] = []
    if not data:
        return taken
    last = data[:0]
    for separator, piece in written:
        taken += [last] * len(separator)
        taken.append(data[size * piece.start : size * piece.end])
        last = data[size * (piece.end - 1) : size * piece.end]
    return taken


def _displayed(info: PageInfo, characters: str, boxes: Boxes) -> str:
    """Blank what nobody sees: a quote must not hold words that were cropped away."""
    if not characters or not info.has_area:
        return " " * len(characters)
    left, top, right, bottom = boxes.hull(0, len(characters))
    if left >= 0 and top >= 0 and right <= info.width and bottom <= info.height:
        return characters
    page = Region(info.number, 0, 0, info.width, info.height)
    shown = zip(characters, boxes, strict=True)
    return "".join(c if c.isspace() or page.holds_centre(box) else " " for c, box in shown)


def _written(blocks: Iterable[Block]) -> Iterator[tuple[str, Piece]]:
    """Give each piece with what stands before it: nothing, a space, a tab, a line feed, an empty line."""
    rows = [(row, not place) for block in blocks for place, row in enumerate(block.rows)]
    before: Row | None = None
    for row, begins_block in rows:
        yield _between(before, row, begins_block=begins_block), row.pieces[0]
        for left, right in pairwise(row.pieces):
            yield "" if is_glued(left, right) else " ", right
        before = row


def _between(before: Row | None, row: Row, *, begins_block: bool) -> str:
    if before is None:
        return ""
    if not begins_block:
        return "\n"
    if row.is_slanted or before.is_slanted:
        return "\n\n"
    beside = row.turn == before.turn and row.box[0] >= before.box[2] and is_level(before.box, row.box)
    return "\t" if beside else "\n\n"
