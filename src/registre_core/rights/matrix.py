"""The rights matrix: every right down the page, every profile across it.

It answers the question of an audit, «qui peut quoi», on one sheet; what one user holds is another question, since his
exceptions and sites count too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from registre_core.kernel.names import sort_key
from registre_core.kernel.spreadsheets import spreadsheet
from registre_core.rights.catalogue import Catalogue
from registre_core.rights.entities import Profile

SLEEPING = "En sommeil"
"""Under what rights stand whose plug-in is gone."""

_HEADINGS = ("Groupe", "Module", "Droit")
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ACTIVE = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)")
"""What Markdown would take for itself: the ends of cells, emphasis, code, links, HTML, entities."""


@frozen
class MatrixColumn:
    """A profile of the matrix."""

    profile: str
    """Its name."""
    users: int
    """How many share it."""


@frozen
class MatrixRow:
    """A right of the matrix, in the words people read."""

    code: str
    """The right itself."""
    group: str
    """Where its module stands; `SLEEPING` if no module knows the right."""
    module: str
    """What it is about; empty if it sleeps."""
    right: str
    """What one may do; the code if it sleeps, since the words went with the plug-in."""
    held: tuple[bool, ...]
    """Whether each profile gives it, in the order of the columns."""
    opens: tuple[str, ...] = ()
    """The actions that ask for it."""

    @property
    def labels(self) -> tuple[str, str, str]:
        """What the row is headed with."""
        return self.group, self.module, self.right


@frozen
class Matrix:
    """Which profile gives which right."""

    columns: tuple[MatrixColumn, ...]
    """By name, as in a French dictionary."""
    rows: tuple[MatrixRow, ...]
    """In the order people see rights; those that sleep at the end."""

    def as_csv(self) -> bytes:
        """Write it for a spreadsheet, each row with its code, so that a program finds it again."""
        lines = [(row.code, *row.labels, *self._cells(row)) for row in self.rows]
        return spreadsheet([("Code", *self._head()), ("", *self._users()), *lines])

    def as_markdown(self) -> str:
        """Write it as a Markdown table that reads as well unrendered: aligned, each group and module named once."""
        labels = _said_once(row.labels for row in self.rows)
        lines = [(*label, *self._cells(row)) for label, row in zip(labels, self.rows, strict=True)]
        return _markdown([self._head(), self._users(), *lines])

    @property
    def _tells(self) -> bool:
        return any(row.opens for row in self.rows)

    def _head(self) -> tuple[str, ...]:
        return (*_HEADINGS, *(column.profile for column in self.columns), *(("Ouvre",) if self._tells else ()))

    def _users(self) -> tuple[str, ...]:
        counts = (str(column.users) for column in self.columns)
        return ("", "", "Utilisateurs", *counts, *(("",) if self._tells else ()))

    def _cells(self, row: MatrixRow) -> tuple[str, ...]:
        return (*("oui" if held else "" for held in row.held), *((", ".join(row.opens),) if self._tells else ()))


def rights_matrix(
    catalogue: Catalogue, profiles: Iterable[tuple[Profile, int]], opens: Mapping[str, Iterable[str]] | None = None
) -> Matrix:
    """Put the rights of the catalogue against these profiles.

    Args:
        catalogue: what there is.
        profiles: each with the number of its users.
        opens: by right, what the actions that ask for it are called; a column of its own once there is any.

    Example:
        >>> from uuid import UUID
        >>> from registre_core.kernel.identifiers import ProfileId
        >>> from registre_core.rights import Module, Right
        >>> consult, haunt = Right("ghosts.consult", "Consulter", "Consult"), Right("ghosts.haunt", "Hanter", "Haunt")
        >>> catalogue = Catalogue((Module("ghosts", "Fantômes", "Ghosts", (consult, haunt)),))
        >>> guard = Profile(ProfileId(UUID(int=1)), "Gardien", frozenset({"ghosts.consult", "souls.weigh"}))
        >>> print(rights_matrix(catalogue, [(guard, 3)]).as_markdown(), end="")
        | Groupe                  | Module   | Droit        | Gardien |
        | ----------------------- | -------- | ------------ | ------- |
        |                         |          | Utilisateurs | 3       |
        | Modules complémentaires | Fantômes | Consulter    | oui     |
        |                         |          | Hanter       |         |
        | En sommeil              |          | souls.weigh  | oui     |
    """
    across = sorted(profiles, key=lambda pair: (sort_key(pair[0].name), pair[0].name))
    given = [profile.rights for profile, _ in across]
    labels = {
        right.code: (module.group.french, module.french, right.french)
        for module in catalogue.modules
        for right in module.rights
    }
    asleep = sorted(frozenset[str]().union(*given) - catalogue.every)
    labels |= {code: (SLEEPING, "", code) for code in asleep}
    return Matrix(
        tuple(MatrixColumn(profile.name, users) for profile, users in across),
        tuple(
            MatrixRow(code, *said, tuple(code in rights for rights in given), tuple((opens or {}).get(code, ())))
            for code, said in labels.items()
        ),
    )


def _said_once(labels: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Leave out what the row above says already."""
    above = ("", "")
    for group, module, right in labels:
        yield "" if group == above[0] else group, "" if (group, module) == above else module, right
        above = (group, module)


def _markdown(lines: Iterable[Iterable[str]]) -> str:
    head, *body = [[_escaped(cell) for cell in line] for line in lines]
    widths = [max(3, *map(_width, cells)) for cells in zip(head, *body, strict=True)]
    ruled = [head, ["-" * width for width in widths], *body]
    return "".join(f"| {' | '.join(map(_padded, cells, widths))} |\n" for cells in ruled)


def _escaped(text: str) -> str:
    return _ACTIVE.sub(lambda found: f"\\{found[0]}", _BREAKS.sub(" ", text)).strip()


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """Tell how many columns a text takes where all letters are equally wide."""
    return sum(0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)
