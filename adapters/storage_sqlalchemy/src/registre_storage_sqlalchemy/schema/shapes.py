"""What tables are made of: columns, keys and indexes that are alike in many."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKeyConstraint, Index, Integer, LargeBinary, MetaData, Table, Uuid, text

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_1_name)s",
    }
)
"""Every table, once `schema` is imported."""


def of_workspace() -> Column[object]:
    """Make the column that leads every key."""
    return Column("workspace_id", Uuid, primary_key=True)


def own_id() -> Column[object]:
    """Make the column of an entity's identifier."""
    return Column("id", Uuid, primary_key=True)


def name_key() -> Column[bytes]:
    """Make the column of sort keys. No row keeps the default: SQLite adds no column to rows without one."""
    return Column("name_key", LargeBinary, nullable=False, server_default=text("''"))


def in_order(table: str, what: str, *columns: str, only: str | None = None) -> Index:
    """Make an index that gives rows in the order of a list: what is asked for, then the order's key, then `id`."""
    rows = text(only) if only else None
    return Index(f"ix_{table}_{what}", "workspace_id", *columns, "id", sqlite_where=rows, postgresql_where=rows)


def version() -> Column[object]:
    """Make the column that counts changes."""
    return Column("version", Integer, nullable=False)


def part(name: str) -> Column[object]:
    """Make a column for a part that may be missing: then nothing is there, and no JSON that says so."""
    return Column(name, JSON(none_as_null=True))


def belongs() -> ForeignKeyConstraint:
    """Let a row stand in a workspace that is there."""
    return ForeignKeyConstraint(["workspace_id"], ["workspaces.workspace_id"])


def names(column: str, table: str) -> ForeignKeyConstraint:
    """Let a column name what is there, in the same workspace."""
    return ForeignKeyConstraint(["workspace_id", column], [f"{table}.workspace_id", f"{table}.id"])


def link(name: str, owner: str, owners: str, thing: str, things: str) -> Table:
    """Make a link table: its key leads from the owner to the things, its index back."""
    return Table(
        name,
        metadata,
        of_workspace(),
        Column(owner, Uuid, primary_key=True),
        Column(thing, Uuid, primary_key=True),
        names(owner, owners),
        names(thing, things),
        Index(f"ix_{name}_{thing}", "workspace_id", thing, owner),
        sqlite_with_rowid=False,
    )


def waiting(name: str, *columns: str) -> Index:
    """Make an index of the notices that wait."""
    waits = text("state = 'waiting'")
    return Index(name, *columns, sqlite_where=waits, postgresql_where=waits)
