"""The command that signs where every register ends, into a small file to be kept elsewhere."""

from __future__ import annotations

import shlex
from io import BytesIO
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from registre_cli import labels
from registre_cli.files import new_file
from registre_cli.opening import operator, without_documents
from registre_cli.options import Address, Json
from registre_cli.terminal import Words, terminal, write_json
from registre_cli.typography import typeset
from registre_core.register import Anchor

Key = Annotated[
    str,
    Parameter(
        name="--key",
        metavar="CLÉ",
        help="La clé qui signe : ed25519:FICHIER, ou ed25519:command:COMMANDE pour celle qu’un programme imprime.",
    ),
]
Into = Annotated[
    Path,
    Parameter(
        name="--into",
        metavar="CHEMIN",
        help="Le fichier à écrire, ou un dossier où en écrire un, daté ; par défaut, le dossier courant.",
    ),
]


def anchor(address: Address, /, *, key: Key, into: Into = Path(), as_json: Json = False) -> None:
    """Sign the heads of all registers of a database."""
    signed = BytesIO()
    with without_documents(address, attestor=key) as registre:
        taken = registre.register.anchor(operator(), signed)
    file = into / _dated(taken.anchor) if into.is_dir() else into
    with new_file(file, "--into") as stream:
        stream.write(signed.getvalue())
    signer = taken.attestation.signer
    if as_json:
        taken_at, registers = taken.anchor.taken_at.isoformat(), len(taken.anchor.heads)
        write_json({"address": address, "file": str(file), "taken_at": taken_at, "key": signer, "registers": registers})
    else:
        _tell(taken.anchor, file, signer, address)


def _dated(anchor: Anchor) -> str:
    return f"anchor-{anchor.taken_at:%Y%m%dT%H%M%SZ}.json"


def _tell(anchor: Anchor, file: Path, signer: str, address: str) -> None:
    count = len(anchor.heads)
    registers = f"{count} registres, signés" if count > 1 else f"{count} registre, signé"
    taken = f"Ancre du {labels.instant(anchor.taken_at)} : {registers} par la clé {signer}."
    terminal().print(Words(typeset(taken)), soft_wrap=True)
    kept = f"Gardez « {file} » hors de portée de qui tient la base. Pour vérifier, plus tard :"
    terminal().print(Words(typeset(kept)), soft_wrap=True)
    command = ("registre", "verify", address, "--anchor", str(file), "--key", signer)
    terminal().print(Words(f"  {shlex.join(command)}", style="bold"), soft_wrap=True)
