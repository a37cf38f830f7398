"""Options that the commands about hot-work permits share."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from registre_cli.options import whole_number

Asked = Annotated[
    str,
    Parameter(
        name="PERMIS",
        help="Le permis, par son identifiant, ou par un jour où il est valable s’il est le seul ce jour-là.",
    ),
]
Reason = Annotated[
    str,
    Parameter(
        name="--reason",
        metavar="TEXTE",
        help="Pourquoi : des circonstances, jamais une personne, car rien ne l’effacera.",
    ),
]
Means = Annotated[
    list[str],
    Parameter(
        name="--means",
        metavar="MOYEN",
        negative=(),
        help="Avec quoi : arc-welding, blowtorch, grinding, disc-cutting … Répétable.",
    ),
]
Firms = Annotated[
    list[str],
    Parameter(
        name="--contractor",
        metavar="PRESTATAIRE",
        negative=(),
        help="Qui fait le travail, par son nom ou son identifiant, sous-traitants compris. Répétable.",
    ),
]
Round = Annotated[
    int,
    Parameter(
        name="--round",
        metavar="MINUTES",
        converter=whole_number,
        help="Quelle ronde : ses minutes après la fin des travaux, 30, 60 ou 120.",
    ),
]
