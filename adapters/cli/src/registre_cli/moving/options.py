"""Options that the commands that move workspaces share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

Documents = Annotated[
    str,
    Parameter(name="--documents", metavar="ADRESSE", help="Où sont les documents, comme file:///var/lib/registre."),
]
Archive = Annotated[Path, Parameter(name="FICHIER", help="L’archive de l’environnement.")]
