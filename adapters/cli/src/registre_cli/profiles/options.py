"""Options that the commands about profiles share."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from attrs import frozen
from cyclopts import Parameter

from registre_core import InvalidInput


@Parameter(name="*")
@frozen
class Chair:
    """Who acts, and where."""

    who: Annotated[
        str | None,
        Parameter(
            name="--as",
            metavar="UTILISATEUR",
            help="Qui agit, par son nom ou son identifiant ; par défaut, le seul administrateur de tous les sites.",
        ),
    ] = None
    """Whoever is named, or the only lasting administrator."""
    workspace: Annotated[
        str | None,
        Parameter(
            name="--workspace",
            metavar="ENVIRONNEMENT",
            help="L’environnement, par son nom ou son identifiant, si la base en a plusieurs.",
        ),
    ] = None
    """Whichever is named, or the only one."""


NOBODY_SAID = Chair()
"""Who acts when nobody says so: see `Chair`."""

ProfileName = Annotated[str, Parameter(name="PROFIL", help="Le profil, par son nom ou son identifiant.")]
UserName = Annotated[str, Parameter(name="UTILISATEUR", help="L’utilisateur, par son nom ou son identifiant.")]
RightName = Annotated[
    str,
    Parameter(name="DROIT", help="Le droit, par son code ou son libellé : register.export, « Registre : exporter »."),
]
SiteName = Annotated[
    str | None,
    Parameter(
        name="--site",
        metavar="SITE",
        help="Le site, par son nom ou son identifiant ; sans lui, quel que soit le site.",
    ),
]
Users = Annotated[
    list[str],
    Parameter(
        name="--user",
        metavar="UTILISATEUR",
        negative=(),
        help="Un utilisateur à rattacher, par son nom ou son identifiant. Peut être répété.",
    ),
]
Description = Annotated[str, Parameter(name="--description", metavar="TEXTE", help="À quoi sert le profil.")]
KeepDifference = Annotated[
    bool,
    Parameter(
        name="--keep-difference",
        negative=(),
        show_default=False,
        help="Garder à chacun ce qu’il pouvait, en exceptions ; par défaut, les exceptions tombent.",
    ),
]


def day_of(written: str, option: str) -> date:
    """Read a day as people in France write it, or as programs do.

    Raises:
        InvalidInput: ``malformed-date``.
    """
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(written, form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    said = f"a day is JJ/MM/AAAA or AAAA-MM-JJ, not {written!r}"
    raise InvalidInput.at(option, "malformed-date", said, value=written)
