"""Rows put together over the pages: each record is one point of a report, wherever its table was cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache, reduce

from attrs import define, field, frozen

from registre_core.extraction.cleaning import clean
from registre_core.extraction.proposals.strips import Token
from registre_core.extraction.proposals.tables.baselines import text_of
from registre_core.extraction.proposals.tables.headers import Header, renamed
from registre_core.extraction.proposals.tables.places import LONGEST_PLACE, is_place, rank_of
from registre_core.extraction.proposals.tables.rows import UNFINISHED, Cell, Piece, Row, is_number
from registre_core.extraction.proposals.tables.titles import Role, bare

SAME_WIDTH = 0.06
"""Share of a table's width by which its columns may differ on the next page."""

GOES_ON = re.compile(r"\s*[(«]?[a-zà-ÿœ0-9,;)]")
"""A text that began before: no sentence begins so."""

MOSTLY = 0.5
"""Share of a table's priorities above which they are all of one kind: a few are misread."""

FEWEST_NUMBERS = 2
"""Numbers in a first column that make it the one of numbers."""

DITTO = frozenset(("idem", "id", "dito", '"', "''", "〃", "//", '""', "”"))
"""What stands for the cell above."""

COUNTED = re.compile(r"(?:\d+(?:\.\d+)*|[A-Z]|[IVX]+)\s*[-–.)]")
"""«3.2 Désenfumage», «B. Appareils»: the heading of a chapter, not of a place."""


@define
class Record:
    """One point of a report, as its table says it."""

    cells: list[list[Cell]] = field(factory=list)
    """For each column, its words, one entry a row that was joined."""
    zone: tuple[str, ...] = ()
    """The headings it stands below, the widest first."""

    def add(self, row: Row) -> None:
        """Go on with another row."""
        for held, cell in zip(self.cells, row.cells, strict=True):
            held.append(cell)

    def words(self, places: Iterable[int]) -> Cell:
        """The words of some columns, one column after the other."""
        return tuple(token for place in places for cell in self.cells[place] for token in cell)

    def end(self, places: Iterable[int]) -> str:
        """What the last row says in the last of some columns in which it says anything."""
        ends = (cell for place in sorted(places, reverse=True) for cell in reversed(self.cells[place]) if cell)
        return text_of(next(ends, ()))

    def text(self, *places: int) -> str:
        """What some columns say, clean."""
        return cleaned(self.words(places))


@frozen
class Table:
    """A table of a report, over all its pages."""

    header: Header
    """Its columns."""
    records: tuple[Record, ...]
    """In order."""
    is_ruled: bool
    """Whether lines are drawn around its cells."""

    @cached_property
    def counts_priorities(self) -> bool:
        """Whether priorities are digits in this table: what is none is a digit that was misread."""
        said = list(filter(None, map(self.priority, self.records)))
        return sum(map(str.isdecimal, said)) > MOSTLY * len(said)

    def priority(self, record: Record) -> str:
        """Say how pressing a row is, as the table writes it."""
        return record.text(*self.header.at(Role.PRIORITY))


def cleaned(words: Iterable[Token]) -> str:
    """Say words as people quote them, joining what was cut at the end of a line."""
    said: list[str] = []
    last: Token | None = None
    for token in words:
        if last is not None:
            said.append(" " if token.page == last.page and token.box[0] >= last.box[2] - 1 else "\n")
        said.append(token.text)
        last = token
    return _clean("".join(said))


_clean = lru_cache(maxsize=4096)(clean)
"""Places, references and priorities recur."""


def joined(pieces: Sequence[Piece]) -> Iterator[Table]:
    """Put pieces together that are one table: the same titles again, or none and the same columns."""
    held: list[Piece] = []
    for piece in pieces:
        if held and _is_more(held[-1], piece):
            held.append(piece)
            continue
        if held:
            yield _table(held)
        held = [piece] if piece.header else []
    if held:
        yield _table(held)


def _is_more(before: Piece, piece: Piece) -> bool:
    if piece.goes_on:
        return True
    if piece.header and before.header:
        return piece.header.says_the_same(before.header)
    return piece.header is None and piece.page - before.page in (0, 1) and _same_columns(before.edges, piece.edges)


def _same_columns(one: Sequence[float], other: Sequence[float]) -> bool:
    if len(one) != len(other):
        return False
    width = max(one[-1] - one[0], 1.0)
    shift = other[0] - one[0]
    return all(abs(b - a - shift) <= SAME_WIDTH * width for a, b in zip(one, other, strict=True))


def _table(pieces: Sequence[Piece]) -> Table:
    headers = [piece.header for piece in pieces if piece.header]
    reader = _Reader(_counted(reduce(Header.filled_by, headers), pieces))
    for piece in pieces:
        reader.read(piece)
    return Table(reader.header, tuple(reader.records), pieces[0].is_ruled)


def _counted(header: Header, pieces: Sequence[Piece]) -> Header:
    """Let the first column be that of the numbers if none is titled so and numbers stand in it: «Point», «Fiche»."""
    if header.at(Role.NUMBER) or header.roles[0] not in (Role.UNKNOWN, Role.ITEM):
        return header
    cells = [row.texts[0] for piece in pieces for row in piece.rows if row.cells and row.cells[0]]
    numbers = sum(map(is_number, cells))
    is_counted = numbers >= FEWEST_NUMBERS and 2 * numbers > len(cells)
    return renamed(header, 0, Role.NUMBER) if is_counted else header


class _Reader:
    """Goes down a table and decides, row by row, whether a point begins."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.numbers = header.at(Role.NUMBER)[:1]
        self.own = set(header.at(Role.OBSERVATION, Role.ACTION, Role.ITEM)) or {header.main}
        self.keys = set(range(len(header.columns))) - self.own
        self.records: list[Record] = []
        self.zone: list[str] = []
        self.follows_heading = False

    def read(self, piece: Piece) -> None:
        """Go on with the rows of another page."""
        is_first = True
        for row in piece.rows:
            heading = self._heading(row, is_first=is_first)
            if heading is not None:
                self._enter(heading)
            elif self._repeats_titles(row):
                continue
            elif self._is_rest(row):
                self.zone = list(self.records[-1].zone)
                self.records[-1].add(row)
                self.follows_heading = False
            elif self._is_another_table(row):
                break
            elif self.records and not self.follows_heading and self._goes_on(row, is_first=is_first):
                self.records[-1].add(row)
            else:
                self._begin(row)
            is_first = False

    def _begin(self, row: Row) -> None:
        record = Record([[] for _ in self.header.columns], tuple(self.zone))
        record.add(row)
        for place in self.header.at(Role.PLACE) if self.records else ():
            if record.text(place).casefold() in DITTO:
                record.cells[place] = list(self.records[-1].cells[place])
        self.records.append(record)
        self.follows_heading = False

    def _heading(self, row: Row, *, is_first: bool) -> str | None:
        """Read what stands over the columns, or alone in a row where a place may stand."""
        if row.across:
            return cleaned(row.across)
        if len(row.filled) != 1:
            return None
        (place,) = row.filled
        text = cleaned(row.cells[place])
        is_cut = is_first and bool(self.records) and GOES_ON.match(text) is not None
        if is_cut or is_number(text):
            return None
        if place in self.own:
            return text if self.numbers and is_place(text) and not text[:1].islower() else None
        return text if place == 0 or self.header.roles[place] is Role.PLACE else None

    def _enter(self, heading: str) -> None:
        """Note the heading; one that follows another at once stands below it, and one like it ends it."""
        if not self._may_be_place(heading):
            self.zone = []
        elif self.follows_heading:
            self.zone = [*(above for above in self.zone if rank_of(above) < rank_of(heading)), heading]
        elif len(self.zone) > 1:
            self.zone = [*(above for above in self.zone[:-1] if rank_of(above) < rank_of(heading)), heading]
        else:
            self.zone = [heading]
        self.follows_heading = True

    def _may_be_place(self, heading: str) -> bool:
        """Whether a heading says where: any short one does among observations; in grids or counted, it is a theme."""
        if is_place(heading):
            return True
        themed = self.header.has_verdicts or COUNTED.match(heading) is not None
        return not themed and len(heading.split()) <= LONGEST_PLACE

    def _repeats_titles(self, row: Row) -> bool:
        """Whether its first two cells hold the titles of their columns."""
        places = sorted(row.filled)[:2]
        return len(places) > 1 and all(
            bare(text_of(row.cells[place])) == bare(self.header.columns[place].title) for place in places
        )

    def _is_rest(self, row: Row) -> bool:
        """Whether a row below what looked like a heading, such as a stamp, is the rest of a sentence above it."""
        is_rest = self.follows_heading and bool(self.records) and row.filled <= self.own
        return is_rest and GOES_ON.match(_first(row, self.own)) is not None

    def _is_another_table(self, row: Row) -> bool:
        """Whether a row without a number stands below a heading, where all points so far have one."""
        if not (self.follows_heading and self.numbers and self.records):
            return False
        if is_number(text_of(row.cells[self.numbers[0]])):
            return False
        return all(record.words(self.numbers) for record in self.records if record.words(self.own))

    def _goes_on(self, row: Row, *, is_first: bool) -> bool:
        """Whether a row is the rest of the one before, which the end of a page or a line drawn cut."""
        last = self.records[-1]
        filled = {place for place, cells in enumerate(last.cells) if any(cells)}
        if self.numbers and last.words(self.numbers):
            if row.cells[self.numbers[0]]:
                return False
            whole = (filled & self.keys) - set(self.numbers)
            return not (whole and whole <= row.filled and self._is_whole(last, row))
        if not row.filled & self.own:
            return is_first
        has_key = bool(row.filled & self.keys)
        if filled & self.keys and not has_key:
            return is_first or not self._is_whole(last, row)
        return is_first and not filled & self.keys <= row.filled and not self._is_whole(last, row)

    def _is_whole(self, last: Record, row: Row) -> bool:
        """Whether one text ends and another begins."""
        before, after = last.end(self.own), _first(row, self.own)
        return not (UNFINISHED.search(before) or GOES_ON.match(after))


def _first(row: Row, own: Iterable[int]) -> str:
    return next((text_of(row.cells[place]) for place in sorted(own) if row.cells[place]), "")
