"""Tables without lines around their cells: columns are told by their titles and by the white between them.

Recognised pages have no drawn lines at all, so every table of a scan is read here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from attrs import evolve, frozen

from registre_core.extraction.entities import Ruling
from registre_core.extraction.proposals.strips import Token
from registre_core.extraction.proposals.tables.baselines import Baseline, text_of
from registre_core.extraction.proposals.tables.headers import Header, header_of, renamed
from registre_core.extraction.proposals.tables.places import is_place
from registre_core.extraction.proposals.tables.rows import (
    UNFINISHED,
    Level,
    Piece,
    Row,
    crosses,
    in_columns,
    is_number,
    rows_of,
)
from registre_core.extraction.proposals.tables.titles import Role, bare, is_titled, names_a_column
from registre_core.extraction.proposals.tables.verdicts import judgement_of

CLOSE = 1.9
"""In line heights: lines of one title are not farther apart."""

MOST_TITLE_LINES = 3
"""Lines that titles take."""

SAMPLE = 40
"""Lines below the titles by which the white between columns is found; the table may end earlier."""

REACH = 60.0
"""Points by which words of the first and last columns may stand outside their titles."""

SHIFTED = 25.0
"""Points by which the next page may lie further left or right: sheets go through a scanner unevenly."""

LOST = 3
"""Lines that do not keep to the columns: so many in a row end a table."""

LONGEST_HEADING = 14
"""Words: what is longer is a paragraph."""

HEADING_GAP = 1.1
"""In line heights: the words of a heading may be set or read a little apart."""

LARGER = 1.3
"""How many times higher than the rows the words of a heading are that begins another section."""

FIRST_WORDS = 2
"""Words of a heading among which a place is named: «Premier étage», «Local SSI»."""

WIDE_RULE = 0.6
"""Share of a table's width that a level line crosses to part two rows."""

TITLED = 0.2
"""Share of the words in a line of titles that must be known ones: the quick look before the long one."""

FEWEST_COLUMNS = 2
"""One column is a text."""

FEWEST_CUTS = 2
"""Level lines within a table that make each of its rows end at one; a single one ends a part of it."""

FEWEST_VERDICTS, JUDGED = 3, 0.8
"""Cells that judge, and their share of a column without a known title, that make it one of verdicts."""

FEWEST_NUMBERS = 2
"""Numbers in a first column without a known title that make it a column of numbers."""


@frozen
class Found:
    """Titles found on a page."""

    header: Header
    """The columns, as far as the titles show them."""
    start: int
    """Their first line."""
    end: int
    """The line after their last."""
    is_repeated: bool = False
    """Whether they are those of the page before, and their columns are where they were."""


def unruled_pieces(
    page: int, lines: Sequence[Baseline], rulings: Sequence[Ruling], before: Piece | None
) -> tuple[list[Piece], bool]:
    """Read the tables among lines of words.

    Args:
        page: the page's number.
        lines: those that stand in no ruled table, from top to bottom.
        rulings: the lines drawn, some of which may part rows.
        before: the table that was not ended at the foot of the page before.

    Returns:
        The tables, and whether the last one may go on overleaf.
    """
    found = list(_found(lines))
    ends = [*(one.start for one in found[1:]), len(lines)][: len(found)]
    pieces: list[Piece] = []
    last = 0
    if before and before.header:
        found[:1] = [_whole(one, before.header, lines) for one in found[:1]]
        until = found[0].start if found else len(lines)
        header = _shifted(before.header, lines[:until])
        levels, last = _body(header, lines[:until])
        if not (found and found[0].is_repeated) and (_continues(levels, header) or _is_rest(levels, before, header)):
            rows = _rows(levels, rulings, header)
            pieces.append(Piece(page, header.edges, tuple(rows), header, is_ruled=False, goes_on=True))
    for one, end in zip(found, ends, strict=True):
        body = lines[one.end : end]
        header = one.header if one.is_repeated else _named(_spread(one.header, body), body)
        levels, length = _body(header, body)
        last = one.end + length
        pieces.append(Piece(page, header.edges, tuple(_rows(levels, rulings, header)), header, is_ruled=False))
    return pieces, bool(pieces) and last == len(lines)


def _whole(found: Found, before: Header, lines: Sequence[Baseline]) -> Found:
    """Take the titles of the page before where these are some of them: a stamp may lie on the others."""
    titles = {bare(column.title) for column in before.columns}
    if found.header.says_the_same(before):
        return evolve(
            found, is_repeated=True, header=_named(_spread(found.header, lines[found.end :]), lines[found.end :])
        )
    if len(found.header.columns) < len(before.columns) and {bare(one.title) for one in found.header.columns} <= titles:
        return evolve(found, is_repeated=True, header=_shifted(before, lines[found.end :]))
    return found


def _found(lines: Sequence[Baseline]) -> Iterator[Found]:
    place = 0
    while place < len(lines):
        found = _found_at(lines, place)
        if found:
            yield found
        place = found.end if found else place + 1


def _found_at(lines: Sequence[Baseline], place: int) -> Found | None:
    tokens = lines[place].tokens
    if (
        sum(names_a_column(token.text) for token in tokens) < TITLED * len(tokens)
        or len(lines[place].chunks) < FEWEST_COLUMNS
    ):
        return None
    end = place + 1
    header = _header(lines[place:end])
    while end < len(lines) and end - place < MOST_TITLE_LINES and _goes_on(lines[end - 1], lines[end]):
        below = _header(lines[end : end + 1])
        if below and len(below.columns) > (len(header.columns) if header else 0):
            return _found_at(lines, end)
        more = _header(lines[place : end + 1])
        if header and not (more and more.known >= header.known):
            break
        header, end = more or header, end + 1
    return Found(header, place, end) if header else None


def _goes_on(above: Baseline, below: Baseline) -> bool:
    close = below.middle - above.middle < CLOSE * max(above.height, below.height)
    return close and is_titled(below.text) and not any(is_number(token.text) for token in below.tokens)


def _header(lines: Sequence[Baseline]) -> Header | None:
    """Bring the chunks of one to three lines together that stand one above the other, and read them as titles."""
    columns: list[list[Token]] = []
    for line in lines:
        for chunk in line.chunks:
            kept = [token for token in chunk if any(letter.isalnum() for letter in token.text)]
            if kept:
                _add(columns, kept)
    columns.sort(key=lambda tokens: min(token.box[0] for token in tokens))
    if len(columns) < FEWEST_COLUMNS:
        return None
    lefts = [min(token.box[0] for token in tokens) for tokens in columns]
    rights = [max(token.box[2] for token in tokens) for tokens in columns]
    inner = [(right + left) / 2 for right, left in zip(rights, lefts[1:], strict=False)]
    edges = [lefts[0] - REACH, *inner, rights[-1] + REACH]
    header = header_of(edges, [text_of(tokens) for tokens in columns], is_ruled=False)
    if header is None:
        return None
    spans = zip(header.columns, lefts, rights, strict=True)
    return Header(tuple(evolve(column, left=left, right=right) for column, left, right in spans))


def _add(columns: list[list[Token]], chunk: list[Token]) -> None:
    left, right = chunk[0].box[0], chunk[-1].box[2]
    for tokens in columns:
        if left < max(token.box[2] for token in tokens) and right > min(token.box[0] for token in tokens):
            tokens.extend(chunk)
            return
    columns.append(chunk)


def _spread(header: Header, lines: Sequence[Baseline]) -> Header:
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
        levels, length = _body(spread, lines[:SAMPLE])
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


def _named(header: Header, lines: Sequence[Baseline]) -> Header:
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


def _shifted(header: Header, lines: Sequence[Baseline]) -> Header:
    """Lay the columns of the page before over this one, further left or right where its words keep to them better."""
    sample = lines[: SAMPLE // 4]
    best = min(
        (float(step) for step in range(-int(SHIFTED), int(SHIFTED) + 1, 5)),
        key=lambda step: (sum(_crossed(line, [edge + step for edge in header.edges]) for line in sample), abs(step)),
    )
    moved = (evolve(column, left=column.left + best, right=column.right + best) for column in header.columns)
    return Header(tuple(moved)) if best else header


def _crossed(line: Baseline, edges: Sequence[float]) -> int:
    return sum(crosses(line.tokens, edge, line.height) for edge in edges[1:-1])


def _body(header: Header, lines: Sequence[Baseline]) -> tuple[list[Level], int]:
    """Take the lines that keep to the columns, and the headings between them, until the table ends."""
    edges, levels, place = header.edges, [], 0
    while place < len(lines):
        line = lines[place]
        if _is_outside(line, edges):
            place += 1
            continue
        if not _crossed(line, edges) and not _runs_over(line, edges):
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
    return bool(levels) and line.height > LARGER * median(level.height for level in levels)


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
        if not _crossed(line, header.edges) and filled > 1 and cells[header.main]:
            return True
    return False


def _continues(levels: Sequence[Level], header: Header) -> bool:
    """Whether what keeps to the columns at the head of a page is the table's, and no paragraph that happens to fit."""
    return any(len(level.filled) > 1 and header.main in level.filled for level in levels)


def _is_rest(levels: Sequence[Level], before: Piece, header: Header) -> bool:
    """Whether these lines are nothing but the end of an observation that breaks off at the foot of the page before."""
    last = before.rows[-1].texts if before.rows and before.rows[-1].cells else ()
    broken = bool(last) and UNFINISHED.search(last[header.main]) is not None
    return broken and all(level.filled == {header.main} for level in levels)


def _rows(levels: Sequence[Level], rulings: Sequence[Ruling], header: Header) -> list[Row]:
    """Cut where level lines are drawn across the table; where there are none, by what the words show."""
    cuts = _cuts(levels, rulings)
    parts: dict[int, list[Level]] = {}
    for level in levels:
        parts.setdefault(bisect_right(cuts, level.middle), []).append(level)
    rows: list[Row] = []
    for part in parts.values():
        rows += rows_of(part, header, is_one=len(cuts) >= FEWEST_CUTS)
    return rows


def _cuts(levels: Sequence[Level], rulings: Sequence[Ruling]) -> list[float]:
    if not levels:
        return []
    left = min(level.tokens[0].box[0] for level in levels)
    right = max(level.tokens[-1].box[2] for level in levels)
    top, bottom = levels[0].middle, levels[-1].middle
    wide = (
        ruling.y0
        for ruling in rulings
        if top < ruling.y0 < bottom
        and ruling.y1 - ruling.y0 < 1.0
        and min(right, ruling.x1) - max(left, ruling.x0) >= WIDE_RULE * (right - left)
    )
    return sorted(set(wide))
