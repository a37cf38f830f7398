"""Registers of earlier releases that came up to this one: each once on each database, for all tests that look at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from adapters.storage_sqlalchemy.tests.released import fill
from attrs import define, field, frozen
from sqlalchemy import make_url
from tests.postgres_server import Server

from registre_core.ports.storage import Preparation
from registre_storage_sqlalchemy import migrate


@frozen
class Raised:
    """A register that came up; nobody commits anything to it."""

    address: str
    done: Preparation
    """What was said of it."""


BroughtUp = Callable[[str], Raised]
"""Give the register of a revision."""
Copied = Callable[[Raised], str]
"""Give the address of a copy, for who commits."""


@define
class Lift:
    """Brings registers up, in a folder or on a server."""

    place: Path | Server
    stack: ExitStack
    """Drops what was made on a server."""
    made: dict[str, Raised] = field(factory=dict)

    def bring_up(self, revision: str) -> Raised:
        """Fill a register of a revision as its release did, and bring it up, unless that was done."""
        if revision not in self.made:
            address = self._bare(revision)
            migrate(address, revision=revision)
            fill(address, revision)
            self.made[revision] = Raised(address, migrate(address))
        return self.made[revision]

    def copy(self, register: Raised, folder: Path) -> str:
        """Copy one, into a folder if it is a file; the address tells where."""
        name = str(make_url(register.address).database)
        if isinstance(self.place, Server):
            return self.place.address(self.stack.enter_context(self.place.database(name)))
        return f"sqlite:///{shutil.copy(name, folder / 'registre.db')}"

    def _bare(self, revision: str) -> str:
        if isinstance(self.place, Server):
            return self.place.address(self.stack.enter_context(self.place.database()))
        return f"sqlite:///{self.place / revision}.db"
