"""What stores need of a database, and which one an address opens."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from registre_core.kernel.identifiers import WorkspaceId
from registre_storage_sqlalchemy.addresses import place_of
from registre_storage_sqlalchemy.inspection import require_present_schema, revision_at
from registre_storage_sqlalchemy.postgres import PostgresDatabase
from registre_storage_sqlalchemy.server import require_register
from registre_storage_sqlalchemy.sqlite import SqliteDatabase


class Database(Protocol):
    """Connections and how transactions begin: the one thing in which databases differ by more than their types.

    A transaction that is left without ``COMMIT`` is rolled back. Made for threads; a forked process opens its own.
    """

    @property
    def changing(self) -> Engine:
        """Lends the connections of changes."""
        ...

    @property
    def reading(self) -> Engine:
        """Lends those of everything else; it may be the same."""
        ...

    def change(self, workspace: WorkspaceId) -> AbstractContextManager[Connection]:
        """Begin a transaction that may write in a workspace."""
        ...

    def snapshot(self, workspace: WorkspaceId) -> AbstractContextManager[Connection]:
        """Begin one that reads a workspace as of this moment."""
        ...

    def operate(self) -> AbstractContextManager[Connection]:
        """Begin one that reads, as of this moment, what the operator may see of all workspaces."""
        ...

    def operating_change(self) -> AbstractContextManager[Connection]:
        """Begin one in which the operator may change what is his, of all workspaces."""
        ...

    def has_ended(self, connection: Connection) -> bool:
        """Tell, after an error, whether the database ended the transaction because of it."""
        ...

    def close(self) -> None:
        """Close every connection; those in use close when they come back."""
        ...


def opened(url: str, patience: float) -> Database:
    """Open the database at an address if a register of this very schema is there.

    Args:
        url: where it is.
        patience: how many seconds a change waits for another.
    """
    place = place_of(url)
    if isinstance(place, Path):
        require_present_schema(place, revision_at(place, patience))
        return SqliteDatabase(place, patience)
    database = PostgresDatabase(place, patience)
    try:
        require_register(database.reading, place)
    except BaseException:
        database.close()
        raise
    return database
