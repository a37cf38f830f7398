"""Making stored keys anew when the rules that make them have changed, or when there were none yet.

A sort key and a searchable text begin with the version of their rules. Those of another version would stand in another
place of the list, so no register is left with some of each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Uuid, bindparam, func, select, text, tuple_, update

from registre_core.kernel.names import SORT_KEY_VERSION, sort_key
from registre_storage_sqlalchemy.finding_rows import searchable_text
from registre_storage_sqlalchemy.migrations.tenancy import lifted
from registre_storage_sqlalchemy.schema import (
    VERSION_TABLE,
    contacts,
    contractors,
    findings,
    profiles,
    sites,
    users,
)

BATCH = 500
"""Rows made anew at once: memory stays small whatever the register holds."""

NAMED = (sites, contractors, contacts, profiles, users)
"""What is listed by name."""


def remake_keys(connection: Connection) -> None:
    """Make every key and text anew that is not of the present rules, in the transaction of this connection.

    On a server it looks at the rows of all workspaces, and so lifts what hides them from the owner, as whom migrations
    run. That takes a lock that nobody can read beside, so a note on the schema says for which rules it was done.
    """
    if _noted(connection) == _NOTE:
        return
    with lifted(connection, *(table.name for table in (*NAMED, findings))):
        for table in NAMED:
            _remake(connection, table.c.name_key, bytes([SORT_KEY_VERSION]), [table.c.name], sort_key)
        texts = [findings.c.text, findings.c.place]
        _remake(connection, findings.c.searchable, chr(SORT_KEY_VERSION), texts, searchable_text)
    _note(connection)


_NOTE = f"sort keys of version {SORT_KEY_VERSION}"


def _noted(connection: Connection) -> str | None:
    """Read the note; SQLite has none, and needs none: looking costs nothing there."""
    if connection.dialect.name != "postgresql":
        return None
    return connection.execute(text("SELECT obj_description(to_regclass(:table))"), {"table": VERSION_TABLE}).scalar()


def _note(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"COMMENT ON TABLE {VERSION_TABLE} IS '{_NOTE}'")


def _remake(
    connection: Connection,
    column: Column[Any],
    mark: bytes | str,
    made_of: Sequence[Column[Any]],
    make: Callable[..., bytes | str],
) -> None:
    of = (column.table.c.workspace_id, column.table.c.id)
    in_, of_id = bindparam("in_", type_=Uuid), bindparam("of_id", type_=Uuid)
    other = select(*of, *made_of).where(
        func.substr(column, 1, 1).is_distinct_from(mark), tuple_(*of) > tuple_(in_, of_id)
    )
    change = update(column.table).where(of[0] == in_, of[1] == of_id).values({column: bindparam("made")})
    last = {"in_": UUID(int=0), "of_id": UUID(int=0)}
    while rows := connection.execute(other.order_by(*of).limit(BATCH), last).all():
        connection.execute(change, [{"in_": row[0], "of_id": row[1], "made": make(*row[2:])} for row in rows])
        last = {"in_": rows[-1][0], "of_id": rows[-1][1]}
