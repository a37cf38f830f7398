"""Address books from tables: sites, contractors and contacts, and every problem of every line at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import Generic, TypeVar

from attrs import define, evolve, field, frozen

from registre_core.kernel.csv_tables import Line, Table
from registre_core.kernel.erasure import not_reserved
from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.kernel.headed_tables import HeadedTable
from registre_core.kernel.identifiers import ContactId, ContractorId, SiteId
from registre_core.kernel.names import folded, plain
from registre_core.kernel.validation import one_line
from registre_core.workspace.entities import Contact, Contractor, Site
from registre_core.workspace.tables import Category, ErpType

MOST_AT_ONCE = 10_000
"""So many lines at most come in one act, whose transaction holds the workspace for some seconds."""

SITE_COLUMNS: Mapping[str, str] = {
    "nom": "name",
    "name": "name",
    "site": "name",
    "type": "erp_type",
    "type erp": "erp_type",
    "categorie": "category",
    "category": "category",
    "adresse": "address",
    "address": "address",
}
CONTRACTOR_COLUMNS: Mapping[str, str] = {
    "nom": "name",
    "name": "name",
    "raison sociale": "name",
    "siret": "siret",
    "courriel": "email",
    "email": "email",
    "e-mail": "email",
    "agree": "approved",
    "organisme agree": "approved",
    "approved": "approved",
}
CONTACT_COLUMNS: Mapping[str, str] = {
    "nom": "name",
    "name": "name",
    "courriel": "email",
    "email": "email",
    "e-mail": "email",
    "telephone": "phone",
    "tel": "phone",
    "phone": "phone",
    "prestataire": "contractor",
    "contractor": "contractor",
}
"""What columns may be called, accents and case aside, and what they say."""

_TRUTHS = {"oui": True, "o": True, "yes": True, "x": True, "1": True, "non": False, "n": False, "no": False, "0": False}
_ORDINAL = ("e", "eme", "ere", "re")

New = TypeVar("New", bound=Site | Contractor | Contact)
Cells = Mapping[str, str]


@define
class Shelf:
    """What an address book has already, and what comes into it: two of one name would be one to whoever reads them."""

    _known: Mapping[str, str] = field(factory=dict)
    """What stands there, by what it is told by."""
    _coming: dict[str, str] = field(factory=dict)

    @classmethod
    def of(cls, names: Iterable[str]) -> Shelf:
        """Take the names that are there."""
        return cls({folded(name): name for name in names})

    def take(self, name: str, place: str, column: str) -> Iterable[Problem]:
        """Let something come under a name, and tell whose like is there already."""
        key = folded(name)
        if not key:
            return
        if key in self._known:
            yield Problem(column, "already-listed", f"{name!r} is there already", {"name": self._known[key]})
        elif (twin := self._coming.setdefault(key, place)) != place:
            yield Problem(column, "repeated-name", f"the same name stands at {twin}", {"place": twin})


@frozen
class Firms:
    """The contractors of a workspace, to be found by name."""

    _known: Mapping[str, tuple[ContractorId, ...]]

    @classmethod
    def of(cls, contractors: Iterable[Contractor]) -> Firms:
        """Take them in any order."""
        alike: dict[str, tuple[ContractorId, ...]] = defaultdict(tuple)
        for contractor in contractors:
            alike[plain(contractor.name)] += (contractor.id,)
        return cls(alike)

    def called(self, name: str) -> ContractorId:
        """Give the one of this name.

        Raises:
            InvalidInput: ``unknown-contractor``, ``ambiguous-contractor``.
        """
        match self._known.get(plain(name), ()):
            case (only,):
                return only
            case ():
                raise InvalidInput.at(
                    "contractor", "unknown-contractor", f"no contractor is called {name!r}", name=name
                )
            case several:
                said = f"{len(several)} contractors are called {name!r}"
                raise InvalidInput.at("contractor", "ambiguous-contractor", said, name=name)


@frozen
class Book(Generic[New]):
    """A table whose columns are known."""

    headed: HeadedTable
    """What each column says."""

    @classmethod
    def read(cls, content: bytes, columns: Mapping[str, str], needed: Collection[str]) -> Book[New]:
        """Take a file apart, and read its header.

        Raises:
            InvalidInput: as `HeadedTable.read` says.
        """
        return cls(HeadedTable.read(content, columns, needed=needed, most_lines=MOST_AT_ONCE))

    @property
    def table(self) -> Table:
        """The file, taken apart."""
        return self.headed.table

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.table.lines)

    def each(
        self,
        build: Callable[[int, Cells], New],
        refuse: Callable[[New, str], Iterable[Problem]],
        tell: Callable[[int], object],
    ) -> tuple[New, ...]:
        """Give what each line says.

        Args:
            build: makes it of a line's cells; the line is counted from 0.
            refuse: tells what else speaks against it.
            tell: is told how many lines were read.

        Raises:
            InvalidInput: every problem of every line, in the order of the file.
        """
        things, found = list[New](), list[Problem]()
        for done, line in enumerate(self.table.lines, start=1):
            thing, problems = self._one(line, partial(build, done - 1), refuse)
            things += filter(None, [thing])
            found += problems
            tell(done)
        if found:
            raise InvalidInput.of(found)
        return tuple(things)

    def _one(
        self, line: Line | Problem, build: Callable[[Cells], New], refuse: Callable[[New, str], Iterable[Problem]]
    ) -> tuple[New | None, list[Problem]]:
        """Give what one line says, or everything that is wrong with it."""
        if isinstance(line, Problem):
            return None, [line]
        cells, problems = self.headed.cells(line), [*self.headed.loose_cells(line)]
        problems += [problem for name, cell in cells.items() if (problem := one_line(name, cell))]
        thing: New | None = None
        try:
            thing = build(cells)
        except InvalidInput as error:
            problems += error.problems
        if thing is not None:
            problems += refuse(thing, line.place)
        return thing, [evolve(problem, path=f"{line.place}.{problem.path}".rstrip(".")) for problem in problems]


def site_of(site: SiteId, cells: Cells) -> Site:
    """Make the site that a line is about.

    Raises:
        InvalidInput: with every problem of it.
    """
    found = list[Problem]()
    erp_type = _needed("erp_type", cells, _erp_type, found) or ErpType.R
    category = _needed("category", cells, _category, found) or Category.FIFTH
    return _built(lambda: Site(site, cells.get("name", ""), erp_type, category, cells.get("address", "")), found)


def contractor_of(contractor: ContractorId, cells: Cells) -> Contractor:
    """Make the contractor that a line is about; a SIRET may be written with spaces.

    Raises:
        InvalidInput: with every problem of it.
    """
    found = list[Problem]()
    approved = _read("approved", cells, _truth, found) or False
    siret = "".join(cells.get("siret", "").split()) or None
    email = cells.get("email") or None
    return _built(lambda: Contractor(contractor, cells.get("name", ""), siret, approved, email=email), found)


def contact_of(contact: ContactId, cells: Cells, firms: Firms) -> Contact:
    """Make the contact that a line is about.

    Raises:
        InvalidInput: with every problem of it.
    """
    name, found = cells.get("name", ""), list[Problem]()
    if problem := not_reserved("name", name):
        found.append(problem)
    firm = _read("contractor", cells, firms.called, found)
    return _built(lambda: Contact(contact, name, cells.get("email") or None, cells.get("phone", ""), firm), found)


Read = TypeVar("Read")


def _read(column: str, cells: Cells, read: Callable[[str], Read], found: list[Problem]) -> Read | None:
    if not cells.get(column):
        return None
    try:
        return read(cells[column])
    except InvalidInput as error:
        found += error.problems
        return None


def _needed(column: str, cells: Cells, read: Callable[[str], Read], found: list[Problem]) -> Read | None:
    if not cells.get(column):
        found.append(Problem(column, "cell-empty", f"'{column}' is needed in every line"))
    return _read(column, cells, read, found)


def _built(build: Callable[[], New], found: list[Problem]) -> New:
    """Build it, and tell what its own rules have against it beside what was found before."""
    try:
        thing = build()
    except InvalidInput as error:
        raise InvalidInput.of([*found, *error.problems]) from error
    if found:
        raise InvalidInput.of(found)
    return thing


def _erp_type(cell: str) -> ErpType:
    if (code := cell.upper().removeprefix("TYPE ")) in set(ErpType):
        return ErpType(code)
    known = ", ".join(ErpType)
    raise InvalidInput.at("erp_type", "unknown-erp-type", f"{cell!r} is no type of establishment: {known}", type=cell)


def _category(cell: str) -> Category:
    digit, suffix = cell[:1], plain(cell[1:])
    if digit in {"1", "2", "3", "4", "5"} and suffix in {"", *_ORDINAL}:
        return Category(int(digit))
    raise InvalidInput.at("category", "unknown-category", f"{cell!r} is no category: 1 to 5", category=cell)


def _truth(cell: str) -> bool:
    if (truth := _TRUTHS.get(plain(cell))) is not None:
        return truth
    raise InvalidInput.at("approved", "not-yes-or-no", f"{cell!r} is neither «oui» nor «non»", value=cell)
