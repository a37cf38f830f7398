"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from cyclopts import Parameter, Token


def whole_number(_: type, tokens: Sequence[Token]) -> int:
    """Read a number; left to itself, cyclopts takes 1.5 for 1."""
    return int(tokens[0].value)


Address = Annotated[str, Parameter(name="ADRESSE", help="L’adresse de la base, comme sqlite:///registre.db.")]
"""Where the database is."""
Json = Annotated[
    bool,
    Parameter(name="--json", negative=(), show_default=False, help="Répondre en JSON, pour un programme."),
]
"""Whether a program reads the answer."""
After = Annotated[
    str | None,
    Parameter(name="--after", metavar="REPÈRE", help="Reprendre la liste après ce repère, que la page d’avant donne."),
]
"""Where a page of a list begins."""
Limit = Annotated[
    int,
    Parameter(
        name="--limit",
        metavar="N",
        converter=whole_number,
        show_default=False,
        help="Combien de lignes au plus, de 1 à 200 ; par défaut, 50.",
    ),
]
"""How long a page of a list is."""
WorkspaceName = Annotated[
    str | None,
    Parameter(
        name="--workspace",
        metavar="ENVIRONNEMENT",
        help="L’environnement, par son nom ou son identifiant, si la base en a plusieurs.",
    ),
]
"""Which workspace of a database is meant."""
