"""Interventions."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Date, Index, LargeBinary, String, Table, Text, Uuid, text

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

_NOTHING = text("''")
_OPEN = "closed_at IS NULL AND cancelled_at IS NULL"
_STANDINGS = {
    "to_do": f"{_OPEN} AND asked_at IS NULL",
    "to_sign": f"{_OPEN} AND asked_at IS NOT NULL",
    "closed": "closed_at IS NOT NULL",
    "cancelled": "cancelled_at IS NOT NULL",
}
"""Where an intervention stands, whatever the day. Planned and overdue differ by the day one asks on: both are to do."""
_KEYS = {"": (), "_planned": ("planned_on",), "_urgency": ("urgency",)}
"""What the orders of interventions compare."""

interventions = Table(
    "interventions",
    metadata,
    of_workspace(),
    own_id(),
    Column("site_id", Uuid, nullable=False),
    Column("type_code", Text, nullable=False),
    Column("planned_on", Date, nullable=False),
    Column("contractors", JSON, nullable=False),
    Column("contacts", JSON, nullable=False),
    Column("reports", JSON, nullable=False),
    Column("done_on", Date),
    Column("closed_at", Instant),
    version(),
    # Those from before have no photos and no postponements: nothing is there, which is read as none.
    part("photos"),
    part("rule"),
    Column("asked_at", Instant),
    Column("edition", BigInteger, nullable=False, server_default=text("0")),
    part("recurrence"),
    # No keys: SQLite adds none to a table that others name. The store asks before it writes.
    Column("follows", Uuid),
    Column("followed_by", Uuid),
    part("postponements"),
    Column("cancelled_at", Instant),
    Column("cancellation", Text, nullable=False, server_default=_NOTHING),
    Column("urgency", LargeBinary, nullable=False, server_default=_NOTHING),  # its place in that order
    belongs(),
    names("site_id", "sites"),
    *(in_order("interventions", key[1:], *columns) for key, columns in _KEYS.items() if key),
    *(in_order("interventions", f"site{key}", "site_id", *columns) for key, columns in _KEYS.items()),
    # Few values, some of which nearly all rows may have: on a server, statistics count them by workspace.
    *(in_order("interventions", f"type{key}", "type_code", *columns) for key, columns in _KEYS.items()),
    *(
        in_order("interventions", f"{standing}{key}", *columns, only=rows)
        for standing, rows in _STANDINGS.items()
        for key, columns in _KEYS.items()
    ),
)

intervention_contractors = link(
    "intervention_contractors", "intervention_id", "interventions", "contractor_id", "contractors"
)

intervention_contacts = link("intervention_contacts", "intervention_id", "interventions", "contact_id", "contacts")

intervention_reports = Table(
    "intervention_reports",
    metadata,
    of_workspace(),
    Column("intervention_id", Uuid, primary_key=True),
    Column("digest", String(64), primary_key=True),
    names("intervention_id", "interventions"),
    Index("ix_intervention_reports_digest", "workspace_id", "digest", "intervention_id"),
    sqlite_with_rowid=False,
)
