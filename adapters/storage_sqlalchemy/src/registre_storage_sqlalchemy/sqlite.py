"""SQLite: connections, and how transactions begin.

One file, one writer at a time, readers beside it on their own snapshots (WAL). The driver is left in autocommit, so
that nothing begins or commits by itself, and every transaction says at once what it is: a transaction that begins by
reading and writes later fails without waiting when somebody else wrote in between.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine, QueuePool, create_engine

from registre_core.kernel.errors import AdapterFailure, ConfigurationError
from registre_core.kernel.identifiers import WorkspaceId
from registre_storage_sqlalchemy.errors import told_in_our_words

PRAGMAS: Mapping[str, str | int] = {
    "journal_mode": "wal",  # readers and the writer do not wait for each other
    "synchronous": 2,  # FULL: what was committed survives a power cut
    "foreign_keys": 1,  # SQLite forgets to check them unless told to, on each connection
    "secure_delete": 1,  # what was erased is overwritten with zeros, not only forgotten
}
"""What each connection must have; read back, since SQLite ignores in silence what it cannot do."""

_KEPT_OPEN = 5
"""Connections that stay open for the next transaction, for changing and for reading each."""


class SqliteDatabase:
    """An SQLite file and its pools of connections. Made for threads; a forked process must open its own."""

    def __init__(self, path: Path, patience: float) -> None:
        self.changing = _engine(path, patience, {})
        self.reading = _engine(path, patience, {"query_only": 1})
        self._closed = False

    def change(self, workspace: WorkspaceId) -> AbstractContextManager[Connection]:  # noqa: ARG002  # sees every row
        """Take the write lock of the whole file, waiting for it."""
        return self.operating_change()

    def snapshot(self, workspace: WorkspaceId) -> AbstractContextManager[Connection]:  # noqa: ARG002  # sees every row
        """Fix this moment."""
        return self.operate()

    def operating_change(self) -> AbstractContextManager[Connection]:
        """Take the write lock of the whole file, waiting for it."""
        return self._begun(self.changing, "BEGIN IMMEDIATE")

    def operate(self) -> AbstractContextManager[Connection]:
        """Fix this moment: SQLite does so at the first read, not at BEGIN."""
        return self._begun(self.reading, "BEGIN", "SELECT 1 FROM sqlite_schema LIMIT 1")

    def has_ended(self, connection: Connection) -> bool:
        """Tell whether SQLite rolled back by itself, as it may when a disk fails."""
        driver = cast("sqlite3.Connection", connection.connection.driver_connection)
        return not driver.in_transaction

    def close(self) -> None:
        """Close every connection; those in use close when they come back."""
        self._closed = True
        self.changing.dispose()
        self.reading.dispose()

    @contextmanager
    def _begun(self, engine: Engine, *statements: str) -> Iterator[Connection]:
        """Lend a connection after these statements; the pool rolls back what is still open when it comes back."""
        if self._closed:
            raise AdapterFailure("storage-closed", "this storage was closed: open another")
        with told_in_our_words():
            connection = engine.connect()
        try:
            with told_in_our_words():
                for statement in statements:
                    connection.exec_driver_sql(statement).close()
            yield connection
        finally:
            with told_in_our_words():
                if self._closed:
                    connection.detach()
                connection.close()


def _engine(path: Path, patience: float, more: Mapping[str, str | int]) -> Engine:
    return create_engine(
        "sqlite://",
        creator=lambda: connected(path, patience, {**PRAGMAS, **more}),
        poolclass=QueuePool,
        pool_size=_KEPT_OPEN,
        max_overflow=-1,  # how many threads there are is the host's business
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,  # names of persons have no business in logs
    )


def connected(path: Path, patience: float, pragmas: Mapping[str, str | int], *, mode: str = "rw") -> sqlite3.Connection:
    """Open a connection that has these pragmas, in a mode of SQLite's: ``ro``, ``rw`` or (creating it) ``rwc``.

    Raises:
        ConfigurationError: ``pragma-refused``, when one of them does not read back as it was set.
    """
    address = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    try:
        for name, wanted in {"busy_timeout": round(patience * 1000), **pragmas}.items():
            _set_and_read_back(connection, name, wanted)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_and_read_back(connection: sqlite3.Connection, name: str, wanted: str | int) -> None:
    with closing(connection.cursor()) as cursor:
        cursor.execute(f"PRAGMA {name} = {wanted}").fetchall()
        found = cursor.execute(f"PRAGMA {name}").fetchone()
    if found != (wanted,):
        shown = str(found[0]) if found else None
        facts = {"pragma": name, "wanted": str(wanted), "found": shown}
        raise ConfigurationError("pragma-refused", f"SQLite does not keep {name} at {wanted} here", facts)
