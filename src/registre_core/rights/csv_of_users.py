"""New users from a table: what its columns are called, and every problem of every line at once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date

from attrs import evolve, frozen

from registre_core.kernel.csv_tables import Line, Table, table_of
from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.kernel.identifiers import SiteId
from registre_core.kernel.names import plain
from registre_core.kernel.validation import one_line
from registre_core.rights.newcomers import MOST_AT_ONCE, Crowd, NewUser

COLUMNS: Mapping[str, str] = {
    "nom": "name",
    "name": "name",
    "courriel": "email",
    "email": "email",
    "e-mail": "email",
    "mail": "email",
    "sites": "sites",
    "site": "sites",
    "expiration": "expires_on",
    "fin": "expires_on",
    "expires_on": "expires_on",
}
"""What a column may be called, accents and case aside, and what it says of a `NewUser`."""

_KNOWN = "nom, courriel, sites, expiration"
"""The French names, for who used another."""
BETWEEN_SITES = "|"
"""Stands between the sites of one cell."""

_DAYS = (
    re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
)
"""As people write a day, and as programs do."""


@frozen
class SiteNames:
    """The sites of a workspace, to be found by name."""

    known: Mapping[str, tuple[tuple[str, SiteId], ...]]
    """By their names without accents and case."""
    unsaid: frozenset[SiteId] | None
    """The sites of those whose line names none; ``None`` means all."""

    @classmethod
    def of(cls, sites: Iterable[tuple[str, SiteId]], *, unsaid: frozenset[SiteId] | None) -> SiteNames:
        """Take names and sites in any order."""
        alike: dict[str, tuple[tuple[str, SiteId], ...]] = defaultdict(tuple)
        for name, site in sites:
            alike[plain(name)] += ((name, site),)
        return cls(alike, unsaid)

    def called(self, name: str) -> tuple[SiteId, ...]:
        """Give those of this name: of several that read alike, the one that is written so."""
        alike = self.known.get(plain(name), ())
        exactly = tuple(site for known, site in alike if known == name)
        return exactly if len(exactly) == 1 else tuple(site for _, site in alike)


@frozen
class UserTable:
    """A table whose columns are known."""

    table: Table
    columns: tuple[str, ...]
    """What each column says of a `NewUser`; nothing where its header is empty."""

    @classmethod
    def read(cls, content: bytes) -> UserTable:
        """Take a file apart, and read its header.

        Raises:
            InvalidInput: as `table_of` says; or ``unknown-column``, ``repeated-column``, ``column-missing``: all at
                once.
        """
        table = table_of(content, most_lines=MOST_AT_ONCE)
        columns = tuple(COLUMNS.get(plain(cell), "") for cell in table.header.cells)
        if problems := [*_header_problems(table.header, columns)]:
            raise InvalidInput.of(problems)
        return cls(table, columns)

    @property
    def count(self) -> int:
        """How many people there are, or would be if nothing were wrong."""
        return len(self.table.lines)

    @property
    def addresses(self) -> frozenset[str]:
        """Every mail address in it that storage can be asked about, well formed or not."""
        said = (cells.get("email", "") for cells in self._rows())
        return frozenset(address for address in said if address and one_line("email", address) is None)

    @property
    def names_sites(self) -> bool:
        """Whether any line says on which sites somebody works."""
        return any(cells.get("sites") for cells in self._rows())

    def people(self, sites: SiteNames, crowd: Crowd, tell: Callable[[int], object]) -> tuple[NewUser, ...]:
        """Give the people in it.

        Args:
            sites: what sites are called.
            crowd: knows which addresses accounts have.
            tell: is told how many lines were read.

        Raises:
            InvalidInput: every problem of every line, in the order of the file.
        """
        people, found = list[NewUser](), list[Problem]()
        for done, line in enumerate(self.table.lines, start=1):
            match self._person(line, sites, crowd):
                case NewUser() as person:
                    people.append(person)
                case problems:
                    found += problems
            tell(done)
        if found:
            raise InvalidInput.of(found)
        return tuple(people)

    def _rows(self) -> Iterator[Mapping[str, str]]:
        return (self._cells(line) for line in self.table.lines if isinstance(line, Line))

    def _cells(self, line: Line) -> Mapping[str, str]:
        return dict(zip(self.columns, line.cells, strict=False))

    def _person(self, line: Line | Problem, sites: SiteNames, crowd: Crowd) -> NewUser | list[Problem]:
        """Give the person of one line, or everything that is wrong with it."""
        if isinstance(line, Problem):
            return [line]
        cells = self._cells(line)
        person, problems = _read(cells, sites)
        problems += crowd.joined_by(cells.get("name", ""), cells.get("email") or None, line.place)
        problems += self._loose_cells(line)
        if person and not problems:
            return person
        return [evolve(problem, path=f"{line.place}.{problem.path}".rstrip(".")) for problem in problems]

    def _loose_cells(self, line: Line) -> Iterator[Problem]:
        """Tell of a cell below no header: most often a separator within a cell that nobody quoted."""
        loose = [place for place, cell in enumerate(line.cells, start=1) if cell and not self._is_headed(place)]
        if loose:
            said = f"cell {loose[0]} stands below no header: quote a cell that holds a separator"
            yield Problem("", "cell-without-header", said, {"cell": loose[0]})

    def _is_headed(self, place: int) -> bool:
        return place <= len(self.columns) and bool(self.columns[place - 1])


def _header_problems(header: Line, columns: tuple[str, ...]) -> Iterator[Problem]:
    for cell, column in zip(header.cells, columns, strict=True):
        if cell and not column:
            said = f"no column is called {cell!r}, but: {_KNOWN}"
            yield Problem(header.place, "unknown-column", said, {"column": cell, "columns": _KNOWN})
    for column, times in Counter(filter(None, columns)).items():
        if times > 1:
            said = f"several columns say the same: {_french(column)}"
            yield Problem(header.place, "repeated-column", said, {"column": _french(column)})
    if "name" not in columns:
        said = f"a column is missing: {_french('name')}"
        yield Problem(header.place, "column-missing", said, {"column": _french("name")})


def _french(column: str) -> str:
    return next(name for name, says in COLUMNS.items() if says == column)


def _read(cells: Mapping[str, str], sites: SiteNames) -> tuple[NewUser | None, list[Problem]]:
    """Give the person that a line is about, and what is wrong with him: either, or both."""
    found: list[Problem] = []
    at = _sites(cells.get("sites", ""), sites, found)
    last_day = _day(cells.get("expires_on", ""), found)
    try:
        return NewUser(cells.get("name", ""), cells.get("email") or None, at, last_day), found
    except InvalidInput as error:
        return None, [*error.problems, *found]


def _sites(cell: str, sites: SiteNames, found: list[Problem]) -> frozenset[SiteId] | None:
    if not cell:
        return sites.unsaid
    named = {name: sites.called(name) for name in map(str.strip, cell.split(BETWEEN_SITES))}
    found.extend(_not_one_site(name, called) for name, called in named.items() if len(called) != 1)
    return frozenset(site for called in named.values() for site in called)


def _not_one_site(name: str, called: tuple[SiteId, ...]) -> Problem:
    if called:
        return Problem("sites", "ambiguous-site", f"{len(called)} sites are called {name!r}", {"site": name})
    return Problem("sites", "unknown-site", f"no site is called {name!r}", {"site": name})


def _day(cell: str, found: list[Problem]) -> date | None:
    if not cell:
        return None
    for form in _DAYS:
        if read := form.fullmatch(cell):
            with suppress(ValueError):
                return date(**{unit: int(digits) for unit, digits in read.groupdict().items()})
    said = f"{cell!r} is no day: write it as 31/12/2026, or as 2026-12-31"
    found.append(Problem("expires_on", "malformed-date", said, {"value": cell}))
    return None
