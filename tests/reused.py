"""One PostgreSQL database for many tests, each of which finds it empty.

To copy a database, to be the first to connect to it and to drop it takes ten times as long as to delete what a test
left in it. The tests of contracts ask for nothing else than an empty register; those that change a schema, roles or
settings have databases of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from typing import Any, Self

from attrs import frozen
from psycopg import Connection
from tests.postgres_server import Server, connected

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
class Emptying:
    """Deletes all that is in a register's tables, past its triggers and references, by one connection for all tests."""

    connection: Connection[tuple[Any, ...]]

    @classmethod
    @contextmanager
    def of(cls, address: str) -> Iterator[Self]:
        """Connect to a database as the superuser of its server."""
        with closing(connected(address)) as connection:
            connection.execute("SET session_replication_role = replica")
            yield cls(connection)

    def __call__(self) -> None:
        """Cut off who is still in the middle of something, and delete."""
        self.connection.execute(_END_WHO_IS_BUSY)
        self.connection.execute(_deletions().encode())


@cache
def _deletions() -> str:
    from registre_storage_sqlalchemy.roles import SCHEMA
    from registre_storage_sqlalchemy.schema import metadata

    return "; ".join(f"DELETE FROM {SCHEMA}.{table}" for table in metadata.tables)  # noqa: S608  # our names
