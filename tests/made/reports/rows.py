"""From what points say to the rows of a table, in the order of its columns."""

from __future__ import annotations

from collections.abc import Iterable

from tests.made.reports.blocks import Item
from tests.made.reports.tables import Row


def rows(items: Iterable[Item], names: str, *, first: int = 1, numbers: str = "{n}") -> tuple[Row, ...]:
    """Write a row for each point.

    Args:
        items: what they say.
        names: the columns in order, parted by spaces: ``n``, ``text`` or its halves ``found`` and ``action``,
            ``place``, ``reference``, ``priority``, ``-`` (empty), or anything else, which every row repeats.
        first: the number of the first.
        numbers: how they count.
    """
    return tuple(Row(_cells(item, names, numbers.format(n=n)), item.nature) for n, item in enumerate(items, first))


def _cells(item: Item, names: str, number: str) -> tuple[str, ...]:
    found, stop, action = item.text.partition(". ")
    told = {
        "n": number,
        "text": item.text,
        "found": found + stop.strip(),
        "action": action,
        "place": item.place,
        "reference": item.reference,
        "priority": item.priority,
        "-": "",
    }
    return tuple(told.get(name, name) for name in names.split())
