"""One PostgreSQL database for many tests, each of which finds it empty.

To copy a database, to be the first to connect to it and to drop it takes ten times as long as to delete what a test
left in it. The tests of contracts ask for nothing else than an empty register; those that change a schema, roles or
settings have databases of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from typing import Any, Self

from attrs import frozen
from psycopg import Connection
from tests.postgres_server import Server, connected

from registre_storage_sqlalchemy.roles import SCHEMA
from registre_storage_sqlalchemy.schema import metadata

_SUPERUSERS = {"administrator": "postgres"}
"""Of a server that the tests started: who creates databases there, and who may do anything."""

_END_WHO_IS_BUSY = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
)
"""Who asks nothing and has no transaction keeps nobody from deleting."""


def superuser_of(server: Server) -> str | None:
    """Name the login that may delete what nobody ever deletes, if the tests have one."""
    [(name, is_one)] = server.ask("SELECT rolname, rolsuper FROM pg_roles WHERE rolname = current_user")
    return str(name) if is_one else _SUPERUSERS.get(name)


@frozen
class Janitor:
    """Empties a register's tables, and fills them again, past its triggers and references.

    One connection serves all tests: to open one costs a server more than to delete what most tests left.
    """

    connection: Connection[tuple[Any, ...]]

    @classmethod
    @contextmanager
    def of(cls, address: str) -> Iterator[Self]:
        """Connect to a database as the superuser of its server."""
        with closing(connected(address)) as connection:
            connection.execute("SET session_replication_role = replica")
            yield cls(connection)

    def empty(self) -> None:
        """Cut off who is still in the middle of something, and delete."""
        self.connection.execute(_END_WHO_IS_BUSY)
        self._run(f"DELETE FROM {table}" for table in _tables())  # noqa: S608  # our names

    def keep(self, schema: str) -> None:
        """Put aside what stands in the tables now, under a name."""
        self._run([f"CREATE SCHEMA {schema}"])
        for table in _tables():
            if self.connection.execute(f"SELECT 1 FROM {table} LIMIT 1".encode()).fetchone():  # noqa: S608  # our names
                self._run([f"CREATE TABLE {schema}.{table.rpartition('.')[2]} AS TABLE {table}"])

    def bring_back(self, schema: str) -> None:
        """Put into the empty tables what was put aside."""
        kept = self.connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", (schema,)).fetchall()
        self._run(f"INSERT INTO {SCHEMA}.{name} TABLE {schema}.{name}" for (name,) in kept)

    def _run(self, statements: Iterable[str]) -> None:
        self.connection.execute("; ".join(statements).encode())


@cache
def _tables() -> Sequence[str]:
    return [f"{SCHEMA}.{table}" for table in metadata.tables]
