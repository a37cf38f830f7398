"""The tables of procrastinate, in a schema of their own: made, brought up to the release that is installed, lent.

Procrastinate does not note which of its migrations it has seen; we do, in a table beside its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
from procrastinate.schema import SchemaManager
from psycopg import sql

from registre_jobs_procrastinate.addresses import SCHEMA

OPERATOR = "registre_operator"
"""The role of a register on the same server that works through it as a whole: whoever holds it may run workers."""

_TURN = 7_301_947_220_000_051
"""Number of the lock under which one prepares at a time."""
_VERSIONS = "CREATE TABLE prepared (version text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())"
_NOTE = "INSERT INTO prepared (version) VALUES (%s)"
_LENT = (
    "GRANT USAGE ON SCHEMA {schema} TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
)


def prepare(connection: psycopg.Connection) -> str:
    """Make what is not there, and name the version that is."""
    connection.execute("SELECT pg_advisory_lock(%s)", [_TURN])  # until the connection ends
    if not _is_there(connection):
        _make(connection)
    for file in _newer_than(version_of(connection)):
        with connection.transaction():
            connection.execute(file.read_text("utf-8").encode())
            connection.execute(_NOTE, [_version(file)])
    with connection.transaction():
        _lend(connection)
    return version_of(connection)


def version_of(connection: psycopg.Connection) -> str:
    """Name the version of what is there.

    Raises:
        psycopg.Error: nothing is, or nobody may ask.
    """
    named = sql.Identifier(SCHEMA, "prepared")  # a search path alone passes over a schema that one may not use
    row = connection.execute(sql.SQL("SELECT max(version) FROM {}").format(named)).fetchone()
    return "" if row is None or row[0] is None else str(row[0])


def is_current(connection: psycopg.Connection) -> bool:
    """Tell whether it is as new as what is installed needs; a newer one will do."""
    return not list(_newer_than(version_of(connection)))


def _is_there(connection: psycopg.Connection) -> bool:
    with connection.transaction():
        row = connection.execute(
            "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = %s AND tablename = 'prepared')", [SCHEMA]
        ).fetchone()
    return row is not None and bool(row[0])


def _make(connection: psycopg.Connection) -> None:
    with connection.transaction():
        connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(SCHEMA)))
        connection.execute(SchemaManager.get_schema().encode())
        connection.execute(_VERSIONS)
        connection.execute(_NOTE, [_version(_migrations()[-1])])


def _lend(connection: psycopg.Connection) -> None:
    """Let the register's operator work with it, where there is one."""
    if connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [OPERATOR]).fetchone() is None:
        return
    names = {"schema": sql.Identifier(SCHEMA), "role": sql.Identifier(OPERATOR)}
    for right in _LENT:
        connection.execute(sql.SQL(right).format(**names))


def _newer_than(version: str) -> Iterator[Path]:
    return (file for file in _migrations() if _version(file) > version)


def _migrations() -> list[Path]:
    return sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))


def _version(migration: Path) -> str:
    """Give the number that begins its name, such as ``03.04.00_50``: they sort as texts."""
    return "_".join(migration.stem.split("_")[:2])
