"""What a workspace settled of its notices, who wants none of some, and which machines are told."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Integer, String, Table, Text

from registre_storage_sqlalchemy.columns import Instant
from registre_storage_sqlalchemy.schema.shapes import belongs, metadata, of_workspace, own_id, version

notice_settings = Table(
    "notice_settings",
    metadata,
    of_workspace(),
    Column("off", JSON, nullable=False),
    Column("remind_again_after", Integer, nullable=False),
    Column("quiet_from", String(32)),  # as ISO 8601 writes it: what a time is, databases do not agree about
    Column("quiet_until", String(32)),
    Column("reply_to", Text),
    version(),
    belongs(),
)

notice_mutings = Table(
    "notice_mutings",
    metadata,
    of_workspace(),
    Column("recipient", Text, primary_key=True),
    Column("kinds", JSON, nullable=False),
    belongs(),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    of_workspace(),
    own_id(),
    Column("address", Text, nullable=False),
    Column("kinds", JSON, nullable=False),
    Column("since", Instant, nullable=False),
    Column("stopped_at", Instant),
    Column("stopped_for", String(16)),
    version(),
    belongs(),
)
