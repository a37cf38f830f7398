"""New users from a table: what its columns are called, and every problem of every line at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from attrs import evolve, frozen

from registre_core.kernel.csv_tables import Line, Table
from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.kernel.headed_tables import HeadedTable
from registre_core.kernel.identifiers import SiteId
from registre_core.kernel.names import plain
from registre_core.kernel.validation import one_line
from registre_core.kernel.written import day_of
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
BETWEEN_SITES = "|"
"""Stands between the sites of one cell."""


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

    headed: HeadedTable
    """What each column says of a `NewUser`."""

    @classmethod
    def read(cls, content: bytes) -> UserTable:
        """Take a file apart, and read its header.

        Raises:
            InvalidInput: as `HeadedTable.read` says.
        """
        return cls(HeadedTable.read(content, COLUMNS, needed=["name"], most_lines=MOST_AT_ONCE))

    @property
    def table(self) -> Table:
        """The file, taken apart."""
        return self.headed.table

    @property
    def count(self) -> int:
        """How many people there are, or would be if nothing were wrong."""
        return len(self.table.lines)

    @property
    def addresses(self) -> frozenset[str]:
        """Every mail address in it that storage can be asked about, well formed or not."""
        said = (cells.get("email", "") for cells in self.headed.rows())
        return frozenset(address for address in said if address and one_line("email", address) is None)

    @property
    def names_sites(self) -> bool:
        """Whether any line says on which sites somebody works."""
        return any(cells.get("sites") for cells in self.headed.rows())

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

    def _person(self, line: Line | Problem, sites: SiteNames, crowd: Crowd) -> NewUser | list[Problem]:
        """Give the person of one line, or everything that is wrong with it."""
        if isinstance(line, Problem):
            return [line]
        cells = self.headed.cells(line)
        person, problems = _read(cells, sites)
        problems += crowd.joined_by(cells.get("name", ""), cells.get("email") or None, line.place)
        problems += self.headed.loose_cells(line)
        if person and not problems:
            return person
        return [evolve(problem, path=f"{line.place}.{problem.path}".rstrip(".")) for problem in problems]


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
    try:
        return day_of(cell, "expires_on") if cell else None
    except InvalidInput as error:
        found += error.problems
        return None
