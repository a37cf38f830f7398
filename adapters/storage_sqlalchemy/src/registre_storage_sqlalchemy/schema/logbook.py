"""The logbook, and the documents that are filed on sites."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, String, Table, Text, Uuid

from registre_storage_sqlalchemy.columns import Instant
from registre_storage_sqlalchemy.schema.shapes import belongs, in_order, metadata, names, of_workspace, own_id, version

logbook = Table(
    "logbook",
    metadata,
    of_workspace(),
    own_id(),
    Column("site_id", Uuid, nullable=False),
    Column("content", JSON, nullable=False),
    Column("recorded_by", Uuid, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("documents", JSON, nullable=False),
    Column("corrects", Uuid),
    Column("corrected_by", Uuid),
    Column("retracted", Text, nullable=False),
    # What the content says, to be asked for.
    Column("chapter", String(16), nullable=False),
    Column("day", Date, nullable=False),
    Column("person_id", Uuid),
    version(),
    belongs(),
    names("site_id", "sites"),
    names("recorded_by", "users"),
    names("corrects", "logbook"),
    in_order("logbook", "day", "day"),
    in_order("logbook", "site", "site_id"),
    in_order("logbook", "site_day", "site_id", "day"),
    in_order("logbook", "chapter", "chapter"),  # counted by workspace, as kinds of findings
    in_order("logbook", "chapter_day", "chapter", "day"),
    in_order("logbook", "person", "person_id", only="person_id IS NOT NULL"),
)

filed_documents = Table(
    "filed_documents",
    metadata,
    of_workspace(),
    own_id(),
    Column("site_id", Uuid, nullable=False),
    Column("title", Text, nullable=False),
    Column("document", JSON, nullable=False),
    Column("filed_by", Uuid, nullable=False),
    Column("filed_at", Instant, nullable=False),
    Column("dated", Date),
    version(),
    belongs(),
    names("site_id", "sites"),
    names("filed_by", "users"),
    in_order("filed_documents", "site", "site_id"),
)
