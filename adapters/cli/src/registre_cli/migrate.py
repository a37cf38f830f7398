"""The command that makes a schema, or moves it."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen
from cyclopts import Parameter

from registre_cli.options import Json
from registre_cli.terminal import Words, terminal, write_json
from registre_cli.typography import typeset
from registre_core import Host

Address = Annotated[str, Parameter(name="ADRESSE", help="L’adresse de la base, comme sqlite:///registre.db.")]

ARROW, NONE = " -> ", "none"
"""How a storage says from which version to which: ``none -> 0001``."""


@frozen
class Move:
    """What was done to a schema."""

    said: str
    """As the storage says it."""
    before: str | None
    """The version that was there; none of a new database."""
    after: str | None
    """The version that is there now; unknown of a storage that says it otherwise."""

    @classmethod
    def read(cls, said: str) -> Move:
        """Read what a storage says."""
        before, arrow, after = said.partition(ARROW)
        return cls(said, None if before == NONE or not arrow else before, after or None)

    @property
    def sentence(self) -> str:
        """Say it in French."""
        if self.after is None:
            return self.said
        if self.before is None:
            return typeset(f"Le schéma est créé, à la version {self.after}.")
        if self.before == self.after:
            return typeset(f"Le schéma est déjà à la version {self.after} : rien n'a changé.")
        return typeset(f"Le schéma est passé de la version {self.before} à la version {self.after}.")


def migrate(address: Address, /, *, as_json: Json = False) -> None:
    """Create the schema of a database, or upgrade it."""
    move = Move.read(Host.discover().prepare(address))
    if as_json:
        write_json({"address": address, "from": move.before, "to": move.after, "said": move.said})
    else:
        terminal().print(Words(move.sentence))
