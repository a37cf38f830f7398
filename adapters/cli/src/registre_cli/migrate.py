"""The command that makes a schema, or moves it."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from registre_cli.addresses import shown
from registre_cli.options import Json
from registre_cli.terminal import Words, terminal, write_json
from registre_cli.typography import typeset
from registre_core import Host
from registre_core.ports.storage import Preparation

Address = Annotated[str, Parameter(name="ADRESSE", help="L’adresse de la base, comme sqlite:///registre.db.")]


def sentence(done: Preparation) -> str:
    """Say in French what was done to a schema."""
    if done.before is None:
        return typeset(f"Le schéma est créé, à la version {done.after}.")
    if done.before == done.after:
        return typeset(f"Le schéma est déjà à la version {done.after} : rien n'a changé.")
    return typeset(f"Le schéma est passé de la version {done.before} à la version {done.after}.")


def migrate(address: Address, /, *, as_json: Json = False) -> None:
    """Create the schema of a database, or upgrade it."""
    done = Host.discover().prepare(address)
    if as_json:
        write_json({"address": shown(address), "from": done.before, "to": done.after})
    else:
        terminal().print(Words(sentence(done)))
