"""Where the columns of a table without lines end, told by its titles and by the white between the words below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve

from registre_core.extraction.proposals.tables.baselines import Baseline, text_of
from registre_core.extraction.proposals.tables.bodies import body_below, crossed
from registre_core.extraction.proposals.tables.headers import Header, renamed
from registre_core.extraction.proposals.tables.rows import (
    in_columns,
    is_number,
)
from registre_core.extraction.proposals.tables.titles import Role
from registre_core.extraction.proposals.tables.verdicts import judgement_of

SAMPLE = 40
"""Lines below the titles by which the white between columns is found; the table may end earlier."""

REACH = 60.0
"""Points by which words of the first and last columns may stand outside their titles."""

SHIFTED = 25.0
"""Points by which the next page may lie further left or right: sheets go through a scanner unevenly."""

FEWEST_VERDICTS, JUDGED = 3, 0.8
"""Cells that judge, and their share of a column without a known title, that make it one of verdicts."""

FEWEST_NUMBERS = 2
"""Numbers in a first column without a known title that make it a column of numbers."""


def spread(header: Header, lines: Sequence[Baseline]) -> Header:
    """Move the edges of columns from between their titles to the white between the words below.

    Twice, since only the first look shows where the table ends.
    """
    titled = [(column.left, column.right) for column in header.columns]
    sample = [line for line in lines[:SAMPLE] if not _is_running(line, titled)]
    for _ in range(2):
        inner = [_white(sample, *pair) for pair in pairwise(titled)]
        edges = [titled[0][0] - REACH, *inner, titled[-1][1] + REACH]
        spread = Header(
            tuple(
                evolve(column, left=left, right=right)
                for column, left, right in zip(header.columns, edges, edges[1:], strict=False)
            )
        )
        levels, length = body_below(spread, lines[:SAMPLE])
        sample = [line for line, _ in zip(lines, range(length), strict=False)]
        if not levels:
            break
    return spread


def _is_running(line: Baseline, titled: Sequence[tuple[float, float]]) -> bool:
    """Whether a text runs on below the middles of two titles, as sentences and headings do."""
    middles = [(left + right) / 2 for left, right in titled]
    return any(sum(chunk[0].box[0] < middle < chunk[-1].box[2] for middle in middles) > 1 for chunk in line.chunks)


def _white(lines: Sequence[Baseline], left_title: tuple[float, float], right_title: tuple[float, float]) -> float:
    """Find the widest white between the words of two columns, and a place in it near the right one."""
    low, high = left_title[0], right_title[1]
    marks: list[tuple[float, int]] = []
    for line in lines:
        for token in line.tokens:
            if token.box[2] > low and token.box[0] < high:
                marks += (max(token.box[0], low), 1), (min(token.box[2], high), -1)
    gaps = _gaps(sorted(marks), low, high)
    least = min((count for count, _, _ in gaps), default=0)
    between = left_title[1], right_title[0]
    whites = [(start, end) for count, start, end in gaps if count == least]
    start, end = max(whites, key=lambda gap: (_overlap(gap, between) > 0, gap[1] - gap[0]), default=between)
    if start < between[1] <= end:
        return max((start + between[1]) / 2, between[1] - 2.0)
    return start + 0.75 * (end - start)


def _gaps(marks: Sequence[tuple[float, int]], low: float, high: float) -> list[tuple[int, float, float]]:
    """Cut a stretch where words begin and end, and count the words over each part."""
    count, at, gaps = 0, low, []
    for place, change in marks:
        if place - at > 1.0:
            gaps.append((count, at, place))
        count, at = count + change, max(at, place)
    if high - at > 1.0:
        gaps.append((count, at, high))
    return gaps


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> float:
    return min(one[1], other[1]) - max(one[0], other[0])


def named(header: Header, lines: Sequence[Baseline]) -> Header:
    """Let cells say what a column holds whose title was misread or is missing: numbers or verdicts."""
    for place, role in enumerate(header.roles):
        if role is Role.UNKNOWN:
            cells = [text_of(in_columns(line.tokens, header.edges)[place]) for line in lines[:SAMPLE]]
            header = renamed(header, place, _held(header, place, [cell for cell in cells if cell]))
    return header


def _held(header: Header, place: int, filled: Sequence[str]) -> Role:
    numbers = sum(map(is_number, filled)) if place == 0 and not header.at(Role.NUMBER) else 0
    if numbers >= FEWEST_NUMBERS and 2 * numbers > len(filled):
        return Role.NUMBER
    judged = sum(judgement_of(cell) is not None for cell in filled) if not header.has_verdicts else 0
    enough = judged >= FEWEST_VERDICTS and judged > JUDGED * len(filled)
    return Role.VERDICT if enough and header.at(Role.ITEM) else Role.UNKNOWN


def shifted(header: Header, lines: Sequence[Baseline]) -> Header:
    """Lay the columns of the page before over this one, further left or right where its words keep to them better."""
    sample = lines[: SAMPLE // 4]
    best = min(
        (float(step) for step in range(-int(SHIFTED), int(SHIFTED) + 1, 5)),
        key=lambda step: (sum(crossed(line, [edge + step for edge in header.edges]) for line in sample), abs(step)),
    )
    moved = (evolve(column, left=column.left + best, right=column.right + best) for column in header.columns)
    return Header(tuple(moved)) if best else header
