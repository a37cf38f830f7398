"""Many rows written at once, past every store: in one transaction, on a server by COPY.

Values are given as SQLite keeps them, which PostgreSQL reads as well: to turn them takes longer than to write them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, cast
from uuid import UUID

from attrs import frozen
from sqlalchemy import Connection, NullPool, String, Table, bindparam, create_engine, insert, literal, select, text

from registre_storage_sqlalchemy.migrations.tenancy import lifted
from registre_storage_sqlalchemy.roles import OWNER, SCHEMA

BATCH = 10_000
"""Rows handed over at once."""

_LARGE_CACHE = "PRAGMA cache_size = -262144"  # KiB: growing indexes are not written out and read again all the time
_AS_OWNER = f"SET ROLE {OWNER}; SET search_path = {SCHEMA}, pg_temp"
_BEGIN = "BEGIN; SET CONSTRAINTS ALL IMMEDIATE"  # a table that still waits to be checked cannot be altered

_DEFINED_IN_A_FILE = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name IN :tables AND sql NOT LIKE 'CREATE UNIQUE%'"
)
_DEFINED_ON_A_SERVER = (
    "SELECT indexrelid::regclass, pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indrelid"
    " WHERE relname IN :tables AND NOT indisunique"
)
"""Indexes of tables, with the statements that make them."""

Row = Mapping[str, Any]
"""Values by column, in the same order in every row: identifiers, days, instants and JSON as the text that is kept."""


@frozen
class Bulk:
    """An open transaction, in which rows are written."""

    connection: Connection

    def write(self, table: Table, rows: Iterable[Row]) -> None:
        """Write rows."""
        write = _copy if is_server(self.connection) else _insert
        left = iter(rows)
        while batch := list(islice(left, BATCH)):
            write(self.connection, table.name, list(batch[0]), batch)

    def repeat(self, table: Table, of: UUID, to: UUID, count: int) -> None:
        """Write the first rows of one workspace into another as well."""
        columns = [column for column in table.columns if column.name != "workspace_id"]
        rows = select(literal(to, type_=table.c.workspace_id.type), *columns).where(table.c.workspace_id == of)
        ordered = rows.order_by(*list(table.primary_key)[1:]).limit(count)
        into = insert(table).from_select(["workspace_id", *(column.name for column in columns)], ordered)
        self.connection.execute(into)


@contextmanager
def bulk(url: str, tables: Sequence[Table]) -> Iterator[Bulk]:
    """Open these tables, on a server as their owner and with row-level security lifted; what was written is kept."""
    with opened(url) as connection:
        connection.exec_driver_sql(_BEGIN if is_server(connection) else "BEGIN")
        with lifted(connection, *(table.name for table in tables)), _indexed_at_the_end(connection, tables):
            yield Bulk(connection)
        connection.exec_driver_sql("COMMIT")


def analyse(url: str, tables: Sequence[Table]) -> None:
    """Let a database look at what these tables hold, as it does by itself sooner or later."""
    names = ", ".join(table.name for table in tables)
    with opened(url) as connection:
        connection.exec_driver_sql(f"VACUUM ANALYZE {names}" if is_server(connection) else "ANALYZE")


@contextmanager
def opened(url: str) -> Iterator[Connection]:
    """Open a connection past every store, on a server as the owner of the tables; nothing begins by itself."""
    with create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect() as connection:
        connection.exec_driver_sql(_AS_OWNER if is_server(connection) else _LARGE_CACHE)
        yield connection


def is_server(connection: Connection) -> bool:
    """Tell whether it leads to a server."""
    return connection.dialect.name == "postgresql"


@contextmanager
def _indexed_at_the_end(connection: Connection, tables: Sequence[Table]) -> Iterator[None]:
    """Take away the indexes that constrain nothing, and make them again of all rows at once, in a third of the time."""
    defined = _DEFINED_ON_A_SERVER if is_server(connection) else _DEFINED_IN_A_FILE
    names = [table.name for table in tables]
    indexes = connection.execute(text(defined).bindparams(bindparam("tables", names, String, expanding=True))).all()
    for name, _ in indexes:
        connection.exec_driver_sql(f"DROP INDEX {name}")
    yield
    for _, definition in indexes:
        connection.exec_driver_sql(definition)


def _insert(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    into, places = f"INSERT INTO {table} ({', '.join(columns)})", ", ".join("?" * len(columns))
    connection.exec_driver_sql(f"{into} VALUES ({places})", [tuple(row.values()) for row in rows])


def _copy(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    driver = cast("Any", connection.connection.driver_connection)
    lines = ["\t".join([_COPIED[type(value)](value) for value in row.values()]) for row in rows]
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        copy.write("\n".join([*lines, ""]))


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("\n", r"\n")


_COPIED: Mapping[type, Callable[[Any], str]] = {
    str: _escaped,
    int: str,
    bool: str,
    bytes: lambda value: rf"\\x{value.hex()}",
    type(None): lambda _: r"\N",
}
"""How COPY reads values."""
