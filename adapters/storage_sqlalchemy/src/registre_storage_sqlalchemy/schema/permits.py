"""Hot-work permits."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Index, String, Table, Text, Uuid, text

from registre_storage_sqlalchemy.columns import Instant
from registre_storage_sqlalchemy.schema.shapes import (
    belongs,
    in_order,
    link,
    metadata,
    names,
    of_workspace,
    own_id,
    part,
    version,
)

_WATCHED = text("watch_due_from IS NOT NULL")

permits = Table(
    "permits",
    metadata,
    of_workspace(),
    own_id(),
    Column("site_id", Uuid, nullable=False),
    Column("place", Text, nullable=False),
    Column("work", Text, nullable=False),
    Column("means", JSON, nullable=False),
    Column("contractors", JSON, nullable=False),
    Column("watcher", JSON, nullable=False),
    Column("valid_from", Instant, nullable=False),
    Column("valid_until", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("operator_people", JSON, nullable=False),
    Column("contractor_people", JSON, nullable=False),
    Column("measures", JSON, nullable=False),
    Column("detectors", JSON, nullable=False),
    Column("site_closes_at", Instant),
    part("watch"),
    Column("rounds", JSON, nullable=False),
    Column("stages", String(16), nullable=False),
    Column("rule", JSON, nullable=False),
    Column("edition", BigInteger, nullable=False),
    Column("asked_at", Instant),
    Column("opened_by", JSON, nullable=False),
    part("earlier"),
    Column("work_ended_at", Instant),
    Column("closing_asked_at", Instant),
    Column("closings", BigInteger, nullable=False),
    Column("closed_by", JSON, nullable=False),
    part("suspension"),
    part("exemption"),
    part("ending"),
    # What that comes to whatever the time, to be asked for. What time makes of it is derived when one asks.
    Column("phase", String(16), nullable=False),
    Column("expires_after", Instant),  # when it expires unless something is done
    Column("watch_due_from", Instant),  # from when rounds are missing that nobody made
    version(),
    belongs(),
    names("site_id", "sites"),
    in_order("permits", "start", "valid_from"),
    in_order("permits", "site", "site_id"),
    in_order("permits", "site_start", "site_id", "valid_from"),
    # Few values, one of which nearly all rows may have: on a server, statistics count them by workspace.
    in_order("permits", "phase", "phase"),
    in_order("permits", "phase_start", "phase", "valid_from"),
    in_order("permits", "expiring", only="expires_after IS NOT NULL"),
    in_order("permits", "expiring_start", "valid_from", only="expires_after IS NOT NULL"),
    # The operator's, too, of all workspaces; led by the workspace as every other.
    Index(
        "ix_permits_watched", "workspace_id", "watch_due_from", "id", sqlite_where=_WATCHED, postgresql_where=_WATCHED
    ),
)

permit_contractors = link("permit_contractors", "permit_id", "permits", "contractor_id", "contractors")

permit_contacts = link("permit_contacts", "permit_id", "permits", "contact_id", "contacts")

permit_users = link("permit_users", "permit_id", "permits", "user_id", "users")
