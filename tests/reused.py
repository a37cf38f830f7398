"""One PostgreSQL database for many tests, each of which finds it empty.

To copy a database, to be the first to connect to it and to drop it takes ten times as long as to delete what a test
left in it. The tests of contracts ask for nothing else than an empty register; those that change a schema, roles or
settings have databases of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from tests.postgres_server import Server, connected

_SUPERUSERS = {"administrator": "postgres"}
"""Of a server that the tests started: who creates databases there, and who may do anything."""

_END_THE_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def superuser_of(server: Server) -> str | None:
    """Name the login that may delete what nobody ever deletes, if the tests have one."""
    [(name, is_one)] = server.ask("SELECT rolname, rolsuper FROM pg_roles WHERE rolname = current_user")
    return str(name) if is_one else _SUPERUSERS.get(name)


@contextmanager
def emptied_after(server: Server, database: str, superuser: str) -> Iterator[None]:
    """Delete all that is left in a register's tables, past its triggers and references; cut off who is still there."""
    from registre_storage_sqlalchemy.roles import SCHEMA
    from registre_storage_sqlalchemy.schema import metadata

    yield
    deletions = "; ".join(f"DELETE FROM {SCHEMA}.{table}" for table in metadata.tables)  # noqa: S608  # our names
    with closing(connected(server.address(database, superuser))) as connection:
        connection.execute(_END_THE_OTHERS)
        connection.execute(f"SET session_replication_role = replica; {deletions}".encode())
