"""The boxes of many characters, as cheap to carry as a picture of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import Self

from attrs import field, frozen

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
"""The box of a character that is not drawn: a break, or a space that an engine made up."""


@frozen(hash=False)
class Boxes:
    """One box a character.

    A page has thousands of characters, and a report hundreds of pages: as tuples their boxes would cost 200 bytes a
    character, in memory and on the way out of a worker process. Here they cost 16.
    """

    values: array[float] = field(factory=lambda: array("f"))
    """Left, top, right, bottom of each character in turn; single precision, which is a 10,000th of a point."""

    @classmethod
    def of(cls, boxes: Iterable[Box]) -> Self:
        """Pack boxes."""
        return cls(array("f", chain.from_iterable(boxes)))

    def __len__(self) -> int:
        return len(self.values) // 4

    def __getitem__(self, index: int) -> Box:
        lefts, tops, rights, bottoms = self.edges
        return lefts[index], tops[index], rights[index], bottoms[index]

    def __iter__(self) -> Iterator[Box]:
        return zip(*self.edges, strict=True)

    @cached_property
    def edges(self) -> tuple[list[float], list[float], list[float], list[float]]:
        """All left edges, all top edges, all right and all bottom ones: quick to look into, and four times as large."""
        return tuple(self.values[edge::4].tolist() for edge in range(4))  # type: ignore[return-value]  # four of them

    def hull(self, start: int, end: int) -> Box:
        """Draw the smallest box around the characters from `start` to before `end`."""
        if end - start == 1:
            return self[start]
        lefts, tops, rights, bottoms = self.edges
        return min(lefts[start:end]), min(tops[start:end]), max(rights[start:end]), max(bottoms[start:end])

    def hulls(self, spans: Iterable[tuple[int, int]]) -> list[Box]:
        """Draw the smallest box around the characters of each span, without a call for each: a page has hundreds."""
        lefts, tops, rights, bottoms = self.edges
        return [
            (min(lefts[start:end]), min(tops[start:end]), max(rights[start:end]), max(bottoms[start:end]))
            if end - start > 1
            else (lefts[start], tops[start], rights[start], bottoms[start])
            for start, end in spans
        ]


def hull_of(boxes: Iterable[Box]) -> Box:
    """Draw the smallest box around boxes; there must be one."""
    boxes = list(boxes)
    if len(boxes) == 1:
        return boxes[0]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
