"""Options that the commands about visits share."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

Asked = Annotated[
    str,
    Parameter(name="VISITE", help="La visite, par son identifiant, ou par son jour s’il n’y en a qu’une ce jour-là."),
]
Reason = Annotated[
    str,
    Parameter(
        name="--reason",
        metavar="TEXTE",
        help="Pourquoi : des circonstances, jamais une personne, car rien ne l’effacera.",
    ),
]
Where = Annotated[str, Parameter(name="--site", metavar="SITE", help="Le site, par son nom ou son identifiant.")]
Commission = Annotated[
    str, Parameter(name="--commission", metavar="NOM", help="Laquelle, comme « commission communale de sécurité ».")
]
Examined = Annotated[
    list[str],
    Parameter(
        name="--examined", metavar="DOCUMENT", negative=(), help="Un document qu’elle a examiné. Peut être répété."
    ),
]
NextDue = Annotated[
    str | None,
    Parameter(
        name="--next-due",
        metavar="JOUR",
        help="Quand le procès-verbal ou un arrêté veut la prochaine, si ce n’est pas ce que dit le règlement.",
    ),
]
Prescriptions = Annotated[
    list[str],
    Parameter(
        name="--prescription",
        metavar="IDENTIFIANT",
        negative=(),
        help="Une prescription de ce site, par son identifiant. Peut être répété.",
    ),
]
KINDS = "periodic|opening|unannounced|follow-up|other"
