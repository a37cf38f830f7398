"""Options that the commands about interventions share."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from registre_cli.reading import one_of
from registre_core.interventions import TYPES

Asked = Annotated[
    str,
    Parameter(
        name="INTERVENTION",
        help="L’intervention, par son identifiant, ou par le jour où elle est prévue s’il n’y en a qu’une ce jour-là.",
    ),
]
Kind = Annotated[
    str,
    Parameter(
        name="--type",
        metavar="TYPE",
        help="inspection (contrôle), after-sales (SAV), installation, maintenance, works, training ou other.",
    ),
]


def type_code(written: str) -> str:
    """Read a type of intervention."""
    return one_of(TYPES, written, "--type")


Reason = Annotated[
    str,
    Parameter(
        name="--reason",
        metavar="TEXTE",
        help="Pourquoi : des circonstances, jamais une personne, car rien ne l’effacera.",
    ),
]
DoneOn = Annotated[
    str | None,
    Parameter(name="--done-on", metavar="JOUR", help="Le jour où elle a été faite ; par défaut, aujourd’hui."),
]
Contractors = Annotated[
    list[str],
    Parameter(
        name="--contractor",
        metavar="PRESTATAIRE",
        negative=(),
        help="Un prestataire, par son nom ou son identifiant. Peut être répété.",
    ),
]
Contacts = Annotated[
    list[str],
    Parameter(
        name="--contact",
        metavar="INTERLOCUTEUR",
        negative=(),
        help="Un interlocuteur, par son nom ou son identifiant. Peut être répété.",
    ),
]
