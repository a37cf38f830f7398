"""The register and the outbox."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    false,
    text,
)

from registre_storage_sqlalchemy.columns import Instant
from registre_storage_sqlalchemy.schema.shapes import belongs, in_order, metadata, names, of_workspace, own_id, waiting

register_heads = Table(
    "register_heads",
    metadata,
    of_workspace(),
    Column("number", BigInteger, nullable=False),
    Column("link", LargeBinary, nullable=False),
    # Stand here since every transaction reads this row first, and a change locks it. No row keeps the default.
    Column("rights_version", BigInteger, nullable=False, server_default=text("1")),
    Column("ledger_version", BigInteger, nullable=False, server_default=text("1")),
    # A workspace is founded head first: what is locked must be there before anything else.
    ForeignKeyConstraint(["workspace_id"], ["workspaces.workspace_id"], deferrable=True, initially="DEFERRED"),
)

register_entries = Table(
    "register_entries",
    metadata,
    of_workspace(),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("id", Uuid, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("section", String(16), nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("site_id", Uuid),
    Column("content", LargeBinary, nullable=False),
    Column("link", LargeBinary, nullable=False),
    ForeignKeyConstraint(["workspace_id"], ["register_heads.workspace_id"]),
    UniqueConstraint("workspace_id", "id"),
    Index("ix_register_entries_section", "workspace_id", "section", "number"),
    Index("ix_register_entries_kind", "workspace_id", "kind", "number"),
    Index("ix_register_entries_site", "workspace_id", "site_id", "number"),
)

register_personal = Table(
    "register_personal",
    metadata,
    of_workspace(),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("position", SmallInteger, primary_key=True, autoincrement=False),
    Column("person", Uuid, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
    ForeignKeyConstraint(["workspace_id", "number"], ["register_entries.workspace_id", "register_entries.number"]),
    Index("ix_register_personal_person", "workspace_id", "person", "number"),
    sqlite_with_rowid=False,
)

outbox = Table(
    "outbox",
    metadata,
    of_workspace(),
    own_id(),
    Column("position", BigInteger, nullable=False),  # the order they were queued in
    Column("key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("queued_at", Instant, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("is_urgent", Boolean, nullable=False, server_default=false()),
    Column("rides", Uuid),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Instant, nullable=False),  # of what somebody has in hand, the end of his lease
    Column("lease", Uuid),  # the claim under which it is in hand
    Column("is_begun", Boolean, nullable=False, server_default=false()),  # whether this claim counts as an attempt
    Column("settled_at", Instant),
    Column("failure", Text),
    belongs(),
    names("rides", "outbox"),
    UniqueConstraint("workspace_id", "key"),
    UniqueConstraint("workspace_id", "position"),
    waiting("ix_outbox_waiting", "workspace_id", "position"),
    waiting("ix_outbox_order", "workspace_id", "recipient", "subject_kind", "subject_id", "position", "is_urgent"),
    waiting("ix_outbox_due", "is_urgent", "due_at", "workspace_id", "position"),  # the operator's: of all workspaces
    in_order("outbox", "dead", only="state = 'given-up'"),  # the operator's; led by the workspace as every other
    in_order("outbox", "parts", "rides", "position", only="rides IS NOT NULL"),
    in_order("outbox", "listed", only="rides IS NULL"),
    # No index of a list knows what goes out with another, so none is taken for one of the deliverers'.
    *(in_order("outbox", listed, listed, only="rides IS NULL") for listed in ("state", "kind", "recipient")),
)
