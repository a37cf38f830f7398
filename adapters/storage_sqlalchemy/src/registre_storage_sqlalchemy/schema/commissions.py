"""Visits of safety commissions."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, Index, String, Table, Text, Uuid

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

visits = Table(
    "visits",
    metadata,
    of_workspace(),
    own_id(),
    Column("site_id", Uuid, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("visited_on", Date, nullable=False),
    Column("commission", Text, nullable=False),
    Column("attendees", JSON, nullable=False),
    Column("examined", JSON, nullable=False),
    Column("documents", JSON, nullable=False),
    part("report"),
    Column("opinions", JSON, nullable=False),
    Column("orders", JSON, nullable=False),
    Column("next_due_on", Date),
    Column("recorded_by", Uuid),
    Column("recorded_at", Instant),
    Column("cancelled", Text, nullable=False),
    version(),
    belongs(),
    names("site_id", "sites"),
    names("recorded_by", "users"),
    in_order("visits", "day", "visited_on"),
    in_order("visits", "site", "site_id"),
    in_order("visits", "site_day", "site_id", "visited_on"),
    in_order("visits", "kind", "kind"),  # counted by workspace, as kinds of findings
    in_order("visits", "kind_day", "kind", "visited_on"),
)

visit_people = Table(
    "visit_people",
    metadata,
    of_workspace(),
    Column("visit_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),  # an account, a contact, or neither: so no key leads there
    names("visit_id", "visits"),
    Index("ix_visit_people_person_id", "workspace_id", "person_id", "visit_id"),
    sqlite_with_rowid=False,
)
