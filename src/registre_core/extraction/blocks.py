"""Lines that belong together, and the order in which one reads them.

The order of the file stands as long as it is plausible: nothing is read before what stands above it in the same
column, and no column before the one to its left. Where it is not (a footer drawn first, a title drawn last, columns
drawn from the right), blocks are sorted by these rules, and what the rules leave open follows the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from math import inf

from attrs import define

from registre_core.extraction.boxes import Box, hull_of
from registre_core.extraction.rows import LEVEL, Row
from registre_core.extraction.turns import Turn

PARAGRAPH_GAP = 1.0
"""In line heights: more empty space than this begins a new block."""

RIM = 0.25
"""In line heights: boxes of fonts are larger than what is drawn; neighbours may overlap by this much on either side."""

Edges = tuple[float, ...]
"""Upper or lower ones, a block each."""

NOWHERE = (inf, -inf)
"""Upper and lower edge of blocks that run another way: they are neither above nor below."""

Core = tuple[Turn, float, float, float, float]
"""Which way a block's lines run, and its box without the rim."""

BIN = 12.0
"""Points: how coarsely the quick look divides a page."""

MOST_BLOCKS = 500
"""Above it the file's order stands: sorting compares every two blocks, and such a page is a drawing or a trap."""


@define
class Block:
    """Lines one below the other."""

    rows: list[Row]
    """In the order of the file."""
    box: Box
    """Around them, upright."""

    @cached_property
    def turn(self) -> Turn:
        """Which way its lines run."""
        return self.rows[0].turn

    @cached_property
    def core(self) -> Box:
        """The box without its rim, so that neighbours do not overlap."""
        left, top, right, bottom = self.box
        rim = RIM * self.rows[0].height
        side = min(rim, (right - left) / 4)
        return left + side, top + rim, right - side, bottom - rim


def blocks_of(rows: Sequence[Row]) -> list[Block]:
    """Put lines together that follow each other in the file and on the page."""
    blocks: list[list[Row]] = []
    for row in rows:
        if blocks and _is_next_line(blocks[-1][-1], row):
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return [Block(block, hull_of([row.box for row in block])) for block in blocks]


def in_order(blocks: list[Block]) -> list[Block]:
    """Put blocks in the order in which one reads them; what lies across the page comes last, as it belongs nowhere."""
    if not 1 < len(blocks) <= MOST_BLOCKS:
        return blocks
    straight = [block for block in blocks if not block.rows[0].is_slanted]
    slanted = [block for block in blocks if block.rows[0].is_slanted]
    return [*(block for band in _bands(straight) for block in _sorted(band)), *slanted]


def _is_next_line(above: Row, below: Row) -> bool:
    if above.is_slanted or below.is_slanted:
        return False
    gap = below.box[1] - above.box[3]
    height = min(above.height, below.height)
    return (
        above.turn == below.turn
        and -LEVEL * height < gap < PARAGRAPH_GAP * height
        and above.box[0] < below.box[2]
        and below.box[0] < above.box[2]
    )


def _bands(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Cut a page across, from side to side, wherever all that is drawn before is above all that is drawn after.

    Where it is below instead (footers drawn first, titles drawn last), the parts change places.
    """
    for band in _parts(blocks, _is_above):
        parts = _parts(band, _is_below)
        if len(parts) == 1:
            yield band
        else:
            yield from _bands([block for part in reversed(parts) for block in part])


def _parts(blocks: Sequence[Block], places: Callable[[Edges, Edges], list[int]]) -> list[Sequence[Block]]:
    if not blocks[1:]:
        return [blocks]
    usual = Counter([block.turn for block in blocks]).most_common(1)[0][0]
    spans = [(block.core[1], block.core[3]) if block.turn == usual else NOWHERE for block in blocks]
    tops, bottoms = zip(*spans, strict=True)
    cuts = places(tops, bottoms)
    return [blocks[start:end] for start, end in pairwise([0, *cuts, len(blocks)])] if cuts else [blocks]


def _is_above(tops: Edges, bottoms: Edges) -> list[int]:
    """Find where the lowest edge before is above the highest one after."""
    before, after = list(accumulate(bottoms, max)), list(accumulate(reversed(tops), min))[::-1]
    return [place for place in range(1, len(tops)) if before[place - 1] <= after[place]]


def _is_below(tops: Edges, bottoms: Edges) -> list[int]:
    """Find where the highest edge before is below the lowest one after."""
    before, after = list(accumulate(tops, min)), list(accumulate(reversed(bottoms), max))[::-1]
    return [place for place in range(1, len(tops)) if inf > before[place - 1] >= after[place] > -inf]


def _sorted(band: Sequence[Block]) -> Sequence[Block]:
    """Follow the file wherever the rules allow; having left it, go on from where that led."""
    cores = [(block.turn, *block.core) for block in band]
    if len(band) == 1 or not _looks_implausible(cores):
        return band
    left = _constraints(cores)
    done = [-1]
    while left:
        following = done[-1] + 1
        candidates = [following, *left] if following in left else list(left)
        chosen = next((place for place in candidates if not (left[place] & left.keys())), candidates[0])
        done.append(chosen)
        del left[chosen]
    return [band[place] for place in done[1:]]


def _constraints(cores: Sequence[Core]) -> dict[int, set[int]]:
    """For each block, those to be read before it: what is above in the same column, or level and to its left."""
    return {
        place: {
            other
            for other, (turn, left, top, right, bottom) in enumerate(cores)
            if turn == own
            and ((bottom <= y0 and left < x1 and x0 < right) or (right <= x0 and top < y1 and y0 < bottom))
        }
        for place, (own, x0, y0, x1, y1) in enumerate(cores)
    }


def _looks_implausible(cores: Sequence[Core]) -> bool:
    """Look quickly, in coarse bins, whether any block comes after one below it or to the right of it."""
    ways = {core[0] for core in cores}
    for own in ways if len(ways) > 1 else (None,):
        spans = [core[1:] for core in cores if own in {None, core[0]}]
        if _comes_back([(x0, x1, y0, y1) for x0, y0, x1, y1 in spans]):
            return True
        if _comes_back([(y0, y1, x0, x1) for x0, y0, x1, y1 in spans]):
            return True
    return False


def _comes_back(spans: Sequence[Box]) -> bool:
    """Whether one ends, the way one reads on, before another began that came earlier and shares a bin with it.

    Each is from where to where it lies across that way, then along it.
    """
    first = min(span[0] for span in spans) // BIN
    reached = [-inf] * (int(max(span[1] for span in spans) // BIN - first) + 1)
    for near, far, start, end in spans:
        bins = slice(int(near // BIN - first), int(far // BIN - first) + 1)
        before = reached[bins]
        furthest = max(before)
        if furthest >= end or start >= end:
            return True
        reached[bins] = [start] * len(before) if furthest <= start else [max(start, other) for other in before]
    return False
