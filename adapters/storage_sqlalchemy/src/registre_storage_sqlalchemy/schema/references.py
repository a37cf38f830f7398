"""Documents that something refers to, and those that a sweep takes away: one row each, so never both of one."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Index, LargeBinary, Table, Uuid, text

from registre_storage_sqlalchemy.columns import Instant
from registre_storage_sqlalchemy.schema.shapes import metadata, of_workspace

_UNFINISHED = text("removal_id IS NOT NULL AND done_at IS NULL")

document_references = Table(
    "document_references",
    metadata,
    of_workspace(),
    Column("digest", LargeBinary, primary_key=True),
    Column("removal_id", Uuid),  # nothing: something refers to it
    Column("begun_at", Instant),
    Column("done_at", Instant),
    ForeignKeyConstraint(["workspace_id"], ["register_heads.workspace_id"]),
    Index(
        "ix_document_references_unfinished",
        "workspace_id",
        "begun_at",
        "digest",
        sqlite_where=_UNFINISHED,
        postgresql_where=_UNFINISHED,
    ),
    sqlite_with_rowid=False,
)
