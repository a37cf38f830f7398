"""Options that the commands about requests share."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

Asked = Annotated[
    str,
    Parameter(
        name="DEMANDE", help="La demande, par son identifiant, ou par des mots de son message si elle est seule."
    ),
]
Who = Annotated[
    str, Parameter(name="--from", metavar="DESTINATAIRE", help="Qui répond : un prestataire ou un interlocuteur.")
]
Some = Annotated[
    list[str],
    Parameter(
        name="--to",
        metavar="DESTINATAIRE",
        negative=(),
        help="Seulement ce destinataire, prestataire ou interlocuteur. Répétable.",
    ),
]
Message = Annotated[str, Parameter(name="--message", metavar="TEXTE", help="Ce qui est demandé, ou répondu.")]
Reply = Annotated[str, Parameter(name="--message", metavar="TEXTE", help="Ce qu’il répond.")]
On = Annotated[str | None, Parameter(name="--on", metavar="JOUR", help="Le jour où il viendrait.")]
Replaces = Annotated[
    bool,
    Parameter(name="--replace", negative=(), show_default=False, help="Remplacer la réponse qu’il a déjà donnée."),
]
InTime = Annotated[
    bool,
    Parameter(
        name="--in-time",
        negative=(),
        show_default=False,
        help="Elle est arrivée avant la date limite, même si elle est consignée après.",
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
