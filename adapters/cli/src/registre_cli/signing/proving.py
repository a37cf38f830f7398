"""The command that writes the proof of a signature, to be checked without the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from uuid import UUID

from cyclopts import Parameter

from registre_cli.files import new_file, opened
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import seated
from registre_cli.saying import say
from registre_cli.terminal import Words, write_json
from registre_cli.typography import quoted, typeset
from registre_core import InvalidInput
from registre_core.kernel.identifiers import SignatureId

Asked = Annotated[str, Parameter(name="SIGNATURE", help="La signature, par son identifiant.")]
Key = Annotated[
    str,
    Parameter(name="--key", metavar="CLÉ", help="La clé qui atteste la preuve, comme ed25519:FICHIER."),
]
Into = Annotated[Path, Parameter(name="--into", metavar="FICHIER", help="Le fichier à écrire ; rien n’est remplacé.")]
Anchor = Annotated[
    Path | None,
    Parameter(name="--anchor", metavar="FICHIER", help="Une ancre plus jeune que la signature, jusqu’où mener."),
]


def bundle(
    address: Address,
    asked: Asked,
    /,
    *,
    key: Key,
    into: Into,
    anchor: Anchor = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Write what proves a signature."""
    signature = SignatureId(_identifier(asked))
    attested = None if anchor is None else _content(anchor)
    with seated(address, chair, attestor=key) as seat:
        proof = seat.registre.signatures.bundle(seat.actor, signature, anchor=attested)
    with new_file(into, "--into") as stream:
        stream.write(proof)
    if as_json:
        write_json({**seat.as_json(), "signature": str(signature), "file": str(into), "size": len(proof)})
        return
    say(seat.as_line())
    say(Words(f"{typeset('Preuve écrite : ')}{quoted(str(into))}."), soft_wrap=True)
    say(Words(typeset(f"Pour la vérifier : registre verify-signature {into}")), soft_wrap=True)


def _identifier(asked: str) -> UUID:
    try:
        return UUID(asked)
    except ValueError:
        said = f"{asked!r} is no identifier of a signature: see the list"
        raise InvalidInput.at("SIGNATURE", "malformed-identifier", said, value=asked) from None


def _content(path: Path) -> bytes:
    with opened(path, "--anchor") as stream:
        return stream.read()
