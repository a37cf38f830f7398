"""Where the registers of these tests stand: on adapters that write to the disk, as in production."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from typing import BinaryIO, Self
from uuid import UUID

from attrs import frozen

from registre_core import Actor, Client, Ports, Registre, Retries, assemble
from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.identifiers import UserId, WorkspaceId
from registre_core.ports import Reading
from registre_core.ports.storage import Storage
from registre_documents_folder.folder import FolderDocuments
from registre_storage_sqlalchemy import SqlStorage
from registre_system.clock import SystemClock
from registre_system.ids import Uuid7Source

LONG = 60.0
"""Seconds after which a test gives up: far more than anything here needs."""

A_DAY = date(2026, 3, 16)
"""The day for which interventions are planned."""

PATIENT = Retries(times=12, factor=1.5)
"""For writers whose server is killed: 26 seconds in all, since recovery may take a while on a busy machine."""


@frozen
class Town:
    """A workspace, and who may do everything in it."""

    workspace: WorkspaceId
    administrator: UserId

    @classmethod
    def read(cls, workspace: str, administrator: str) -> Self:
        """Read it from what a process was told."""
        return cls(WorkspaceId(UUID(workspace)), UserId(UUID(administrator)))

    @property
    def mayor(self) -> Actor:
        """Act as the administrator."""
        return Actor.user(self.administrator, self.workspace, client=Client.web("1.47"))


@frozen
class Ground:
    """Two addresses: of a database with a register in it, and of a folder for documents."""

    storage: str
    documents: str

    def open(self, retries: Retries = PATIENT, *, patience: float = 30.0) -> Registre:
        """Open the register that stands there."""
        return register_on(SqlStorage.open(self.storage, patience=patience), self.documents, retries)

    def found(self) -> Town:
        """Found a town there."""
        with self.open() as registre:
            return found(registre)


class NoPages:
    """A page reader for registers in which nobody reads a report."""

    def open(self, stream: BinaryIO, *, password: str | None = None) -> AbstractContextManager[Reading]:
        raise AdapterFailure("no-pages", "nobody reads a report here")


def register_on(storage: Storage, documents: str, retries: Retries = PATIENT) -> Registre:
    """Put a register together on a storage that is open."""
    ports = Ports(
        storage=storage,
        documents=FolderDocuments.at(documents),
        pages=NoPages(),
        clock=SystemClock(),
        ids=Uuid7Source(),
    )
    return assemble(ports, retries=retries)


def found(registre: Registre) -> Town:
    """Found a town in a register."""
    founding = registre.workspace.found(Actor.operator(), name="Ville de Brest", administrator="Jeanne Maire")
    return Town(founding.workspace.id, founding.administrator.id)
