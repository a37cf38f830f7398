"""Options that the commands share which print and seal."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen
from cyclopts import Parameter

from registre_cli.opening import PressChoice

Key = Annotated[
    str,
    Parameter(name="--key", metavar="CLÉ", help="La clé qui atteste les preuves jointes, comme ed25519:FICHIER."),
]
Sealer = Annotated[
    str,
    Parameter(
        name="--sealer",
        metavar="CACHET",
        help="Le cachet, comme pkcs12:/etc/registre/cachet.p12 ; avec ?tsa=, un serveur d’horodatage.",
    ),
]
Renderer = Annotated[
    str,
    Parameter(
        name="--renderer",
        metavar="ADRESSE",
        show_default=False,
        help="Ce qui imprime les documents ; par défaut, typst.",
    ),
]
Capture = Annotated[
    str,
    Parameter(
        name="--capture",
        metavar="ADRESSE",
        show_default=False,
        help="Ce qui redessine les signatures ; par défaut, pad.",
    ),
]


@Parameter(name="*")
@frozen
class Chosen:
    """What prints and seals, and where documents are kept."""

    documents: Annotated[
        str,
        Parameter(name="--documents", metavar="ADRESSE", help="Où sont les documents, comme file:///var/lib/registre."),
    ]
    key: Key
    sealer: Sealer
    renderer: Renderer = "typst"
    capture: Capture = "pad"

    @property
    def press(self) -> PressChoice:
        """What prints and seals."""
        return PressChoice(self.renderer, self.sealer, self.capture)
