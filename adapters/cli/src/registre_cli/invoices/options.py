"""Options that the commands about invoices share."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

Number = Annotated[str, Parameter(name="NUMÉRO", help="Le numéro de la facture, tel qu’il y est imprimé.")]
Key = Annotated[
    str,
    Parameter(
        name="--key",
        metavar="CLÉ",
        help="Ce qui distingue cette écriture des autres de la facture, comme la référence d’un virement.",
    ),
]
Amount = Annotated[str, Parameter(name="--amount", metavar="MONTANT", help="Combien, comme 1234,50.")]
Reason = Annotated[str, Parameter(name="--reason", metavar="TEXTE", help="Pourquoi, en quelques mots.")]
AmountOrAll = Annotated[
    str | None,
    Parameter(name="--amount", metavar="MONTANT", help="Combien, comme 1234,50 ; par défaut, tout ce qui reste."),
]
