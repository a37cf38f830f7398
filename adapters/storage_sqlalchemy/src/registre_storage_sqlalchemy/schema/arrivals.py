"""Records that arrived while access was cut."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, String, Table, Text, Uuid, text

from registre_storage_sqlalchemy.columns import Instant
from registre_storage_sqlalchemy.schema.shapes import belongs, in_order, metadata, names, of_workspace, own_id, version

_WAITS = text("state = 'waiting'")

arrivals = Table(
    "arrivals",
    metadata,
    of_workspace(),
    own_id(),
    Column("action", Text, nullable=False),
    Column("arguments", JSON, nullable=False),
    Column("user_id", Uuid, nullable=False),
    Column("client", String(16), nullable=False),
    Column("client_version", Text),
    Column("claimed_at", Instant, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("on_behalf_of", Text),
    Column("state", String(16), nullable=False),
    Column("settled_at", Instant),
    Column("refusal", Text),
    version(),
    belongs(),
    names("user_id", "users"),
    in_order("arrivals", "user", "user_id"),
    in_order("arrivals", "state", "state"),  # counted by workspace, as currencies of invoices
    # The operator's, of all workspaces; led by the workspace as every other.
    Index("ix_arrivals_waiting", "workspace_id", sqlite_where=_WAITS, postgresql_where=_WAITS),
)
