"""Requests for interventions and quotes, and the links that let recipients answer."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Index, String, Table, Text, Uuid

from registre_storage_sqlalchemy.columns import Instant
from registre_storage_sqlalchemy.schema.shapes import (
    belongs,
    in_order,
    link,
    metadata,
    names,
    of_workspace,
    own_id,
    version,
)

work_requests = Table(
    "work_requests",
    metadata,
    of_workspace(),
    own_id(),
    Column("kind", String(16), nullable=False),
    Column("site_id", Uuid, nullable=False),
    Column("findings", JSON, nullable=False),
    Column("message", Text, nullable=False),
    Column("lines", JSON, nullable=False),
    Column("created_by", Uuid, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("deadline", Instant),
    Column("zone", Text, nullable=False),
    Column("type_code", Text, nullable=False),
    Column("documents", JSON, nullable=False),
    Column("passages", JSON, nullable=False),
    Column("is_split", Boolean, nullable=False),
    Column("intervention_id", Uuid),
    version(),
    belongs(),
    names("site_id", "sites"),
    names("created_by", "users"),
    names("intervention_id", "interventions"),
    in_order("work_requests", "site", "site_id"),
    in_order("work_requests", "kind", "kind"),  # counted by workspace, as kinds of findings
)

work_request_findings = link("work_request_findings", "request_id", "work_requests", "finding_id", "findings")

work_request_contractors = link(
    "work_request_contractors", "request_id", "work_requests", "contractor_id", "contractors"
)

work_request_contacts = link("work_request_contacts", "request_id", "work_requests", "contact_id", "contacts")

request_links = Table(
    "request_links",
    metadata,
    of_workspace(),
    own_id(),
    Column("secret_digest", String(64), nullable=False),
    Column("request_id", Uuid, nullable=False),
    Column("line_id", Uuid, nullable=False),
    Column("issued_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("opened_at", Instant),
    Column("revoked_at", Instant),
    version(),
    belongs(),
    names("request_id", "work_requests"),
    in_order("request_links", "request", "request_id"),
    # As that of tickets: the operator's, too, who has nothing but the secret.
    Index("ix_request_links_secret", "secret_digest", unique=True),
)
