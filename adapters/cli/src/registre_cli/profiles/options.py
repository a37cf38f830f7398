"""Options that the commands about profiles share."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen
from cyclopts import Parameter

from registre_cli.options import WorkspaceName


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
    workspace: WorkspaceName = None
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
