"""The lines below titles that keep to their columns, and the headings between them, until a table ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from registre_core.extraction.proposals.tables.baselines import Baseline
from registre_core.extraction.proposals.tables.headers import Header
from registre_core.extraction.proposals.tables.places import is_place
from registre_core.extraction.proposals.tables.rows import (
    Level,
    crosses,
    in_columns,
)
from registre_core.extraction.proposals.tables.titles import Role

LOST = 3
"""Lines that do not keep to the columns: so many in a row end a table."""

LONGEST_HEADING = 14
"""Words: what is longer is a paragraph."""

HEADING_GAP = 1.1
"""In line heights: the words of a heading may be set or read a little apart."""

LARGER = 1.3
"""How many times higher than the rows the words of a heading are that begins another section."""

LATEST = 20
"""Rows that the words of a heading are compared with."""

FIRST_WORDS = 2
"""Words of a heading among which a place is named: «Premier étage», «Local SSI»."""


def crossed(line: Baseline, edges: Sequence[float]) -> int:
    """Count the edges of columns that words run over."""
    return sum(crosses(line.tokens, edge, line.height) for edge in edges[1:-1])


def body_below(header: Header, lines: Sequence[Baseline]) -> tuple[list[Level], int]:
    """Take the lines that keep to the columns, and the headings between them, until the table ends."""
    edges, levels, place = header.edges, [], 0
    while place < len(lines):
        line = lines[place]
        if _is_outside(line, edges):
            place += 1
            continue
        if not crossed(line, edges) and not _runs_over(line, edges):
            levels.append(_level(line, edges, across=_is_zone(line, header)))
        elif _is_larger(line, levels):
            break
        elif _is_heading(line) and _row_follows(lines[place + 1 : place + 1 + LOST], header):
            levels.append(_level(line, edges, across=True))
        elif not _row_follows(lines[place + 1 : place + LOST], header):
            break
        place += 1
    return levels, place


def _is_larger(line: Baseline, levels: Sequence[Level]) -> bool:
    """Whether a text over the columns is set larger than the rows: the heading of what comes after the table."""
    return bool(levels) and line.height > LARGER * median(level.height for level in levels[-LATEST:])


def _runs_over(line: Baseline, edges: Sequence[float]) -> bool:
    """Whether one text stands in several columns: a heading whose words happen to end where a column does."""
    return len(line.chunks) == 1 and sum(map(bool, in_columns(line.tokens, edges))) > 1


def _level(line: Baseline, edges: Sequence[float], *, across: bool = False) -> Level:
    return Level(line.middle, line.height, in_columns(line.tokens, edges), across)


def _is_zone(line: Baseline, header: Header) -> bool:
    """Whether a line of a grid names a place, alone in the column of what was looked at."""
    if not header.at(Role.ITEM) or not header.has_verdicts or line.text[:1].islower():
        return False
    filled = {place for place, cell in enumerate(in_columns(line.tokens, header.edges)) if cell}
    return filled == {header.main} and is_place(" ".join(line.text.split()[:FIRST_WORDS]))


def _is_outside(line: Baseline, edges: Sequence[float]) -> bool:
    return line.tokens[-1].box[2] < edges[0] or line.tokens[0].box[0] > edges[-1]


def _is_heading(line: Baseline) -> bool:
    gaps = [right.box[0] - left.box[2] for left, right in pairwise(line.tokens)]
    return (
        max(gaps, default=0.0) <= HEADING_GAP * line.height
        and len(line.tokens) <= LONGEST_HEADING
        and not line.text.rstrip().endswith((".", ";", ","))
    )


def _row_follows(lines: Sequence[Baseline], header: Header) -> bool:
    """Whether one of the next lines begins a row."""
    for line in lines:
        cells = in_columns(line.tokens, header.edges)
        filled = sum(map(bool, cells))
        if not crossed(line, header.edges) and filled > 1 and cells[header.main]:
            return True
    return False
