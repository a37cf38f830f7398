"""Options that the commands about the logbook share."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from registre_cli.options import whole_number

Asked = Annotated[str, Parameter(name="INSCRIPTION", help="L’inscription, par son identifiant.")]
Where = Annotated[
    str | None,
    Parameter(name="--site", metavar="SITE", help="Le site, par son nom ou son identifiant ; pas pour une correction."),
]
Corrects = Annotated[
    str | None,
    Parameter(
        name="--corrects",
        metavar="INSCRIPTION",
        help="L’inscription que celle-ci corrige, par son identifiant : elle reste lisible.",
    ),
]
Since = Annotated[str, Parameter(name="--from", metavar="JOUR", help="Le premier jour.")]
Until = Annotated[str | None, Parameter(name="--until", metavar="JOUR", help="Le dernier jour, s’il y en a un.")]
On = Annotated[str, Parameter(name="--on", metavar="JOUR", help="Le jour où il a eu lieu.")]
People = Annotated[
    int, Parameter(name="--people", metavar="N", converter=whole_number, help="Combien de personnes y ont pris part.")
]
Minutes = Annotated[int, Parameter(name="--minutes", metavar="N", converter=whole_number, help="Sa durée.")]
Remarks = Annotated[
    str,
    Parameter(name="--remarks", metavar="TEXTE", help="Ce qui a été constaté ; jamais d’une personne."),
]
Firms = Annotated[
    list[str],
    Parameter(
        name="--contractor",
        metavar="PRESTATAIRE",
        negative=(),
        help="Qui les fait, par son nom ou son identifiant. Peut être répété.",
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
CHAPTERS = "drill|works|staff|instructions"
