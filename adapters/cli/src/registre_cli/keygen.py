"""The command that makes a key to sign anchors with."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from registre_cli.options import Json
from registre_cli.terminal import Words, terminal, write_json
from registre_cli.typography import typeset
from registre_core import Host

Key = Annotated[str, Parameter(name="CLÉ", help="L’adresse de la clé à créer, comme ed25519:/etc/registre/ancre.key.")]


def keygen(key: Key, /, *, as_json: Json = False) -> None:
    """Make a key in a new file, and say how it is called."""
    signer = Host.discover().make_key(key)
    if as_json:
        write_json({"address": key, "key": signer})
        return
    said = "La clé est créée, et son propriétaire seul peut la lire. Notez son nom, par lequel on la reconnaît :"
    terminal().print(Words(typeset(said)), soft_wrap=True)
    terminal().print(Words(f"  {signer}", style="bold"), soft_wrap=True)
