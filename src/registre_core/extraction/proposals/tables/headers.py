"""The line of titles above a table's columns: what makes a table one of observations, or a grid of conformity."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from attrs import evolve, frozen

from registre_core.extraction.proposals.tables.titles import MARKS, Role, bare, is_titled, role_of, singular

LONGEST_TITLE = 9
"""Words: what is longer is a sentence, and its line no line of titles."""

LEAST_KNOWN = 2
"""Titles that must be known: a single one may be the beginning of a paragraph."""

LEAST_COLUMNS = 3
"""Columns of a ruled table in which one known title is enough."""

SAME_TITLES = 0.6
"""Share of the titles that must be the same, letter by letter, for a header to be repeated."""

LETTERS_OF_A_MARK = 3
"""«C», «B», «Oui», «Bon»: so short, a title stands above marks or above nothing that we know."""

TEXT = "texte"
"""Alone, it may be that of the observation or that of the regulation."""


@frozen
class Column:
    """One column of a table."""

    left: float
    """Points from the left edge of the page."""
    right: float
    """Points from the left edge of the page."""
    title: str = ""
    """What stands above it."""
    role: Role = Role.UNKNOWN
    """What stands in it."""


@frozen
class Header:
    """The columns of a table, and what their titles say."""

    columns: tuple[Column, ...]
    """From left to right."""

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """What stands in each column."""
        return tuple(column.role for column in self.columns)

    @cached_property
    def edges(self) -> tuple[float, ...]:
        """Where columns end and begin: one more than there are columns."""
        return (*(column.left for column in self.columns), self.columns[-1].right)

    @cached_property
    def known(self) -> int:
        """How many titles mean something."""
        return sum(role is not Role.UNKNOWN for role in self.roles)

    @cached_property
    def has_verdicts(self) -> bool:
        """Whether something is judged, row by row."""
        return Role.BAD in self.roles or Role.VERDICT in self.roles

    @cached_property
    def main(self) -> int:
        """The column whose cells make the rows: the widest of those that say what was seen or looked at."""
        for wanted in ((Role.ITEM,) if self.has_verdicts else (), (Role.OBSERVATION,), (Role.ACTION,), (Role.UNKNOWN,)):
            places = self.at(*wanted)
            if places:
                return max(places, key=lambda place: self.columns[place].right - self.columns[place].left)
        return 0

    def at(self, *roles: Role) -> tuple[int, ...]:
        """Give the places of the columns with one of these roles, from left to right."""
        return tuple(place for place, role in enumerate(self.roles) if role in roles)

    def says_the_same(self, other: Header) -> bool:
        """Whether another header says the same, as one that is repeated on the next page; a title may be misread."""
        if len(self.columns) != len(other.columns):
            return False
        pairs = list(zip(self.columns, other.columns, strict=True))
        alike = sum(bare(one.title) == bare(two.title) for one, two in pairs)
        known = (one.role is two.role or Role.UNKNOWN in (one.role, two.role) for one, two in pairs)
        return all(known) and alike >= SAME_TITLES * len(pairs)

    def filled_by(self, other: Header) -> Header:
        """Learn from the same header on another page what was misread here."""
        pairs = zip(self.columns, other.columns, strict=True)
        return Header(tuple(evolve(one, role=two.role) if one.role is Role.UNKNOWN else one for one, two in pairs))


def header_of(
    edges: Sequence[float], titles: Sequence[str], *, is_ruled: bool, is_first: bool = False
) -> Header | None:
    """Read titles; None where they are none, or not those of a table that says what was seen.

    Args:
        edges: where columns end and begin.
        titles: what stands above each.
        is_ruled: whether lines are drawn around them, which leaves less to doubt.
        is_first: whether they stand in the first row of a ruled table, which leaves little.
    """
    if any(len(title.split()) > LONGEST_TITLE or is_counted(title) for title in titles):
        return None
    roles = _settled([role_of(title) for title in titles], titles)
    columns = zip(edges, edges[1:], titles, roles, strict=False)
    header = Header(tuple(Column(*column) for column in columns))
    return header if _is_telling(header, is_ruled=is_ruled, is_first=is_first) else None


def renamed(header: Header, place: int, role: Role) -> Header:
    """Give one column another role, once its cells have said what it holds."""
    columns = list(header.columns)
    columns[place] = evolve(columns[place], role=role)
    return Header(tuple(columns))


def _is_telling(header: Header, *, is_ruled: bool, is_first: bool) -> bool:
    roles, filled = header.roles, sum(bool(column.title) for column in header.columns)
    seen = Role.OBSERVATION in roles or Role.ACTION in roles
    judged = header.has_verdicts and bool(header.at(Role.ITEM, Role.OBSERVATION, Role.UNKNOWN))
    if not (seen or judged) or len(header.columns) < LEAST_KNOWN:
        return False
    if is_first and len(header.columns) >= LEAST_COLUMNS and filled > 1:
        return True
    known = [
        column for column in header.columns if column.role is not Role.UNKNOWN and (is_ruled or _is_plain(column.title))
    ]
    return len(known) >= LEAST_KNOWN and 2 * len(known) >= filled


def is_counted(title: str) -> bool:
    """Whether a cell holds nothing but digits, as rows do and titles do not."""
    return bare(title).replace(" ", "").isdigit()


def _is_plain(title: str) -> bool:
    """Whether a title is one by every word and by its first letter: half a sentence may hold «observation» too."""
    return is_titled(title) and not title[:1].islower()


def _settled(roles: list[Role], titles: Sequence[str]) -> list[Role]:
    """Let titles that say little alone mean what those beside them make of them."""
    return _described(_resting(_identified(_judged(roles, titles), titles), titles))


def _judged(roles: list[Role], titles: Sequence[str]) -> list[Role]:
    """«C» is a mark only beside «NC»; «Conforme» alone has words below it, and «Non» alone means nothing."""
    if Role.BAD in roles and any(role in roles for role in MARKS if role is not Role.BAD):
        return roles
    return [_alone(role, bare(title)) if role in MARKS else role for role, title in zip(roles, titles, strict=True)]


def _alone(role: Role, title: str) -> Role:
    if role is Role.BAD:
        return Role.BAD if len(title) > 1 and title != "non" else Role.UNKNOWN
    if role is Role.GOOD:
        return Role.VERDICT if len(title) > LETTERS_OF_A_MARK else Role.UNKNOWN
    return Role.OTHER


def _identified(roles: list[Role], titles: Sequence[str]) -> list[Role]:
    """«Réf.» is the number of a point if it comes first and nothing else is; otherwise a text, or of no use."""
    settled = list(roles)
    for place, role in enumerate(roles):
        if role is Role.IDENTIFIER:
            says_text = bare(titles[place]).startswith("ref") and Role.REFERENCE not in roles
            is_number = place == 0 and Role.NUMBER not in roles
            settled[place] = Role.NUMBER if is_number else Role.REFERENCE if says_text else Role.OTHER
    return settled


def _resting(roles: list[Role], titles: Sequence[str]) -> list[Role]:
    """«Texte» is what a point rests on where another column says what was seen."""
    if Role.OBSERVATION not in roles or Role.REFERENCE in roles:
        return roles
    pairs = zip(roles, titles, strict=True)
    return [Role.REFERENCE if singular(bare(title)) == TEXT else role for role, title in pairs]


def _described(roles: list[Role]) -> list[Role]:
    """«Désignation» is what was looked at in grids and beside an «Observation»; what was seen where actions follow."""
    held = set(roles)
    if Role.DESCRIPTION not in held:
        return roles
    judged = Role.BAD in held or Role.VERDICT in held
    located = {Role.NUMBER, Role.PLACE, Role.REFERENCE} <= held and Role.OTHER not in held
    is_seen = not judged and Role.OBSERVATION not in held and (Role.ACTION in held or Role.PRIORITY in held or located)
    meant = Role.OBSERVATION if is_seen else Role.ITEM
    return [meant if role is Role.DESCRIPTION else role for role in roles]
