"""Signatures, what was signed, tickets and seals."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Index, LargeBinary, String, Table, Text, Uuid, text

from registre_storage_sqlalchemy.columns import Instant
from registre_storage_sqlalchemy.schema.shapes import (
    belongs,
    in_order,
    metadata,
    names,
    of_workspace,
    own_id,
    part,
    version,
)

signatures = Table(
    "signatures",
    metadata,
    of_workspace(),
    own_id(),
    Column("subject", JSON, nullable=False),
    Column("site_id", Uuid, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("role", String(16), nullable=False),
    Column("signer", JSON, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),
    Column("shown_at", Instant),
    Column("settled_at", Instant),
    Column("reason", Text, nullable=False),
    Column("reservations", Text, nullable=False),
    Column("replaces", Uuid),
    part("evidence"),
    Column("asked_by", Uuid),
    # What the parts say, to be asked for.
    Column("subject_kind", String(16), nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("signer_id", Uuid, nullable=False),
    Column("session_id", Uuid),
    Column("drawing_digest", String(64)),
    version(),
    belongs(),
    names("site_id", "sites"),
    names("replaces", "signatures"),
    in_order("signatures", "subject", "subject_id"),
    in_order("signatures", "site", "site_id"),
    in_order("signatures", "kind", "subject_kind"),
    in_order("signatures", "signer", "signer_id"),
    in_order("signatures", "open", only="state IN ('requested', 'shown')"),
    in_order("signatures", "session", "session_id", only="session_id IS NOT NULL"),
    in_order("signatures", "drawing", "drawing_digest", only="drawing_digest IS NOT NULL"),
)

signed_contents = Table(
    "signed_contents",
    metadata,
    of_workspace(),
    Column("digest", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    belongs(),
)

tickets = Table(
    "tickets",
    metadata,
    of_workspace(),
    own_id(),
    Column("secret_digest", String(64), nullable=False),
    Column("request_id", Uuid, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("role", String(16), nullable=False),
    Column("signer_id", Uuid, nullable=False),
    Column("issued_by", Uuid, nullable=False),
    Column("issued_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("opened_at", Instant),
    Column("used_at", Instant),
    Column("revoked_at", Instant),
    version(),
    belongs(),
    names("request_id", "signatures"),
    names("issued_by", "users"),
    in_order("tickets", "request", "request_id"),
    # The operator's, too, who has nothing but the secret; so it is one's own in the whole database.
    Index("ix_tickets_secret", "secret_digest", unique=True),
)

_PENDING = text("state = 'pending'")

seals = Table(
    "seals",
    metadata,
    of_workspace(),
    own_id(),
    Column("subject", JSON, nullable=False),
    Column("site_id", Uuid, nullable=False),
    Column("signatures", JSON, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),
    part("document"),
    Column("time_level", String(16), nullable=False),
    Column("sealed_at", Instant),
    Column("attempts", BigInteger, nullable=False),
    Column("reserved", JSON, nullable=False),
    Column("subject_id", Uuid, nullable=False),  # as the subject says, to be asked for
    version(),
    belongs(),
    names("site_id", "sites"),
    in_order("seals", "subject", "subject_id"),
    Index("ix_seals_pending", "workspace_id", "asked_at", "id", sqlite_where=_PENDING, postgresql_where=_PENDING),
)
