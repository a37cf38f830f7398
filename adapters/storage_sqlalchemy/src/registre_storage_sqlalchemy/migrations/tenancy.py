"""Keeping tenants apart on PostgreSQL, for revisions; on SQLite, which knows no roles, nothing of it happens.

Revisions call this, so what it does for them must not change: a new idea takes a new function.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import op
from sqlalchemy import Connection

from registre_storage_sqlalchemy.roles import APPLICATION, OPERATOR

ALL = "SELECT, INSERT, UPDATE, DELETE"
"""What the application may do with the rows of entities."""

_OWN = "workspace_id = NULLIF(current_setting('registre.workspace', true), '')::uuid"
"""Nothing was named: ``NULL`` on a new connection, ``''`` on one that was used before. Neither is any workspace's."""


def is_on_server() -> bool:
    """Tell whether a revision runs on PostgreSQL."""
    return op.get_bind().dialect.name == "postgresql"


def protect(table: str, may: str = ALL, *, operator_may: str = "") -> None:
    """Let the roles at a new table, and row-level security in between, also for its owner.

    Args:
        table: which has a column ``workspace_id``.
        may: what the application's role may do with the rows of its workspace.
        operator_may: what the operator's role may read in those of all: ``SELECT``, or ``SELECT (column, …)``.
    """
    if not is_on_server():
        return
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON {table} TO {APPLICATION} USING ({_OWN}) WITH CHECK ({_OWN})")
    op.execute(f"GRANT {may} ON {table} TO {APPLICATION}")
    if operator_may:
        op.execute(f"CREATE POLICY operator ON {table} FOR SELECT TO {OPERATOR} USING (true)")
        op.execute(f"GRANT {operator_may} ON {table} TO {OPERATOR}")


@contextmanager
def unprotected(*tables: str) -> Iterator[None]:
    """Let the owner, as which migrations run, see every row of these tables: to change what is there.

    Nobody else gains anything, and the transaction of the migration, which holds the tables, ends it at the latest.
    """
    with lifted(op.get_bind(), *tables):
        yield


@contextmanager
def lifted(connection: Connection, *tables: str) -> Iterator[None]:
    """Do the same outside of a revision, on a connection that acts as the owner."""
    _force("NO FORCE", connection, tables)
    yield
    _force("FORCE", connection, tables)


def _force(whether: str, connection: Connection, tables: tuple[str, ...]) -> None:
    if connection.dialect.name == "postgresql":
        for table in tables:
            connection.exec_driver_sql(f"ALTER TABLE {table} {whether} ROW LEVEL SECURITY")
