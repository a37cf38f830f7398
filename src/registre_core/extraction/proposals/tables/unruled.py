"""Tables without lines around their cells: columns are told by their titles and by the white between them.

So are those of a scan whose lines cannot be seen in its picture.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from registre_core.extraction.entities import Ruling
from registre_core.extraction.proposals.strips import Token
from registre_core.extraction.proposals.tables.baselines import Baseline, text_of
from registre_core.extraction.proposals.tables.bodies import body_below
from registre_core.extraction.proposals.tables.columns import REACH, named, shifted, spread
from registre_core.extraction.proposals.tables.headers import Header, header_of
from registre_core.extraction.proposals.tables.rows import (
    UNFINISHED,
    Level,
    Piece,
    Row,
    is_number,
    rows_of,
)
from registre_core.extraction.proposals.tables.titles import bare, is_titled, names_a_column

CLOSE = 1.9
"""In line heights: lines of one title are not farther apart."""

MOST_TITLE_LINES = 3
"""Lines that titles take."""

WIDE_RULE = 0.6
"""Share of a table's width that a level line crosses to part two rows."""

TITLED = 0.2
"""Share of the words in a line of titles that must be known ones: the quick look before the long one."""

FEWEST_COLUMNS = 2
"""One column is a text."""

FEWEST_CUTS = 2
"""Level lines within a table that make each of its rows end at one; a single one ends a part of it."""


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
        header = shifted(before.header, lines[:until])
        levels, last = body_below(header, lines[:until])
        if not (found and found[0].is_repeated) and (_continues(levels, header) or _is_rest(levels, before, header)):
            rows = _rows(levels, rulings, header)
            pieces.append(Piece(page, header.edges, tuple(rows), header, is_ruled=False, goes_on=True))
    for one, end in zip(found, ends, strict=True):
        body = lines[one.end : end]
        header = one.header if one.is_repeated else named(spread(one.header, body), body)
        levels, length = body_below(header, body)
        last = one.end + length
        pieces.append(Piece(page, header.edges, tuple(_rows(levels, rulings, header)), header, is_ruled=False))
    return pieces, bool(pieces) and last == len(lines)


def _whole(found: Found, before: Header, lines: Sequence[Baseline]) -> Found:
    """Take the titles of the page before where these are some of them: a stamp may lie on the others."""
    titles = {bare(column.title) for column in before.columns}
    if found.header.says_the_same(before):
        return evolve(
            found, is_repeated=True, header=named(spread(found.header, lines[found.end :]), lines[found.end :])
        )
    if len(found.header.columns) < len(before.columns) and {bare(one.title) for one in found.header.columns} <= titles:
        return evolve(found, is_repeated=True, header=shifted(before, lines[found.end :]))
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
