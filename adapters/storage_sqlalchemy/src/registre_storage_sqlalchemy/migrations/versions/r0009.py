"""Documents that the register refers to, and those that a sweep takes away.

It repeats what `schema` says today, since that will move on and this will not. Whatever an entry that is there names is
referred to: nothing of what the register proves is ever swept away. So is what other rows name: a workspace may have
come from another software, with a register that names none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql, sqlite

from registre_storage_sqlalchemy.columns import Instant, as_bytes
from registre_storage_sqlalchemy.migrations.tenancy import protect, unprotected

revision = "0009"
down_revision = "0008"

TABLE, WORKSPACE = "document_references", "workspace_id"
BATCH = 500
"""Entries that are read at once: memory stays small whatever the register holds."""

PERSON = b"-".join(b"[0-9a-f]{%d}" % length for length in (8, 4, 4, 4, 12))
NAMED = re.compile(b"(?<!" + PERSON + b'":)"([0-9a-f]{64})"')
"""What is written as a digest, but for commitments to what names a person."""

HOLDING = (
    *("arrivals", "filed_documents", "findings", "interventions", "logbook", "permits", "seals", "visits"),
    "work_requests",
)
"""Whose rows name documents."""

_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

NOBODY = UUID(int=0)
"""Before every workspace."""

ENTRIES = sa.table("register_entries", sa.column(WORKSPACE, sa.Uuid), sa.column("number"), sa.column("content"))
PLACE = sa.tuple_(ENTRIES.c[WORKSPACE], ENTRIES.c.number)
NEXT = (
    sa.select(ENTRIES.c[WORKSPACE], ENTRIES.c.number, ENTRIES.c.content)
    .where(sa.tuple_(sa.bindparam("workspace", type_=sa.Uuid), sa.bindparam("number", type_=sa.BigInteger)) < PLACE)
    .order_by(ENTRIES.c[WORKSPACE], ENTRIES.c.number)
    .limit(BATCH)
)


def upgrade() -> None:
    table = op.create_table(
        TABLE,
        sa.Column(WORKSPACE, sa.Uuid, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("removal_id", sa.Uuid),
        sa.Column("begun_at", Instant),
        sa.Column("done_at", Instant),
        sa.PrimaryKeyConstraint(WORKSPACE, "digest", name=f"pk_{TABLE}"),
        sa.ForeignKeyConstraint([WORKSPACE], ["register_heads.workspace_id"], name=f"fk_{TABLE}_register_heads"),
        sqlite_with_rowid=False,
    )
    with unprotected("register_entries"):
        for batch in named_so_far():
            op.bulk_insert(table, batch)
    with unprotected(*HOLDING):
        for holding in HOLDING:
            for batch in held_in(holding):
                bind = op.get_bind()
                bind.execute(_INSERT[bind.dialect.name](table).on_conflict_do_nothing(), batch)
    unfinished = sa.text("removal_id IS NOT NULL AND done_at IS NULL")
    op.create_index(
        f"ix_{TABLE}_unfinished",
        TABLE,
        [WORKSPACE, "begun_at", "digest"],
        sqlite_where=unfinished,
        postgresql_where=unfinished,
    )
    protect(TABLE)


def named_so_far() -> Iterator[list[dict[str, Any]]]:
    """Give what the entries of each workspace name, each once; what is remembered meanwhile is of one workspace."""
    known: set[bytes] = set()
    place = {"workspace": NOBODY, "number": 0}
    while batch := op.get_bind().execute(NEXT, place).all():
        new: list[dict[str, Any]] = []
        for workspace, number, content in batch:
            if workspace != place["workspace"]:
                known.clear()
            place = {"workspace": workspace, "number": number}
            for digest in {bytes.fromhex(found.decode()) for found in NAMED.findall(as_bytes(content))} - known:
                known.add(digest)
                new.append({WORKSPACE: workspace, "digest": digest})
        yield new


def held_in(holding: str) -> Iterator[list[dict[str, Any]]]:
    """Give what the rows of a table name, some of them at a time."""
    bind = op.get_bind()
    columns = sa.inspect(bind).get_columns(holding)
    texts = [sa.cast(sa.column(one["name"]), sa.Text) for one in columns if isinstance(one["type"], sa.JSON)]
    asked = sa.select(sa.column(WORKSPACE, sa.Uuid), *texts).select_from(sa.table(holding))
    for rows in bind.execute(asked, execution_options={"yield_per": BATCH}).partitions():
        named = {
            (workspace, bytes.fromhex(found.decode()))
            for workspace, *said in rows
            for one in said
            for found in NAMED.findall((one or "").encode())
        }
        if named:
            yield [{WORKSPACE: workspace, "digest": digest} for workspace, digest in sorted(named)]
