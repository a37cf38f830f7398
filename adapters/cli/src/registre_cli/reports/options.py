"""What commands about reports have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from registre_cli.reading import chosen
from registre_core import Host
from registre_core.extraction import Ocr
from registre_core.services.reading import ReportDesk

File = Annotated[Path, Parameter(name="FICHIER", help="Le rapport, au format PDF.")]
"""Which report."""
Password = Annotated[
    str | None,
    Parameter(name="--password", metavar="P", allow_leading_hyphen=True, help="Le mot de passe d’un PDF chiffré."),
]
"""What opens it."""
When = Annotated[
    str,
    Parameter(
        name="--ocr",
        metavar="QUAND",
        show_default=False,
        help="Reconnaître les caractères : auto (là où la page n’a pas de texte sûr, par défaut), never, always.",
    ),
]
"""When words are recognised."""
Recognizer = Annotated[
    str | None,
    Parameter(
        name="--recognizer",
        metavar="MOTEUR",
        help="Le moteur de reconnaissance et ses langues, comme tesseract:fra+eng ; par défaut, tesseract.",
    ),
]
"""What recognises them."""

USUAL = "tesseract"
"""What recognises where nobody named anything, if it is installed."""


def ocr(written: str) -> Ocr:
    """Read when words are to be recognised.

    Raises:
        InvalidInput: ``unknown-choice``.
    """
    return chosen(Ocr, written, "--ocr")


def recognizer(host: Host, named: str | None) -> str | None:
    """Choose what recognises: what was named, or else the usual one, or else nothing."""
    if named is not None:
        return named
    return USUAL if USUAL in {offer.name for offer in host.offers()["recognizer"]} else None


def desk(named: str | None) -> ReportDesk:
    """Put together what reads a report."""
    host = Host.discover()
    return host.desk(recognizer=recognizer(host, named))
