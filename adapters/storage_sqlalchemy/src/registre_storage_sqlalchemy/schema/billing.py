"""Invoices, and where the account of each workspace was last said to stand.

Money is a number of the currency's smallest coins: databases add such numbers up exactly.
"""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Date, Index, String, Table, Text, UniqueConstraint, Uuid, text

from registre_storage_sqlalchemy.schema.shapes import belongs, in_order, metadata, names, of_workspace, own_id, version

invoices = Table(
    "invoices",
    metadata,
    of_workspace(),
    own_id(),
    Column("number", Text, nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("recorded_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("lines", JSON, nullable=False),
    Column("movements", JSON, nullable=False),
    Column("holds", JSON, nullable=False),
    # What the movements and holds come to, for lists and sums to ask.
    Column("remaining", BigInteger, nullable=False),
    Column("held_until", Date),
    version(),
    belongs(),
    UniqueConstraint("workspace_id", "number"),
    in_order("invoices", "due", "due_on"),
    # Few values, one of which nearly all rows may have: on a server, statistics count them by workspace.
    in_order("invoices", "currency", "currency"),
    in_order("invoices", "currency_due", "currency", "due_on"),
    # Overdue and due differ by the day one asks on: both read the unpaid ones.
    in_order("invoices", "unpaid", only="remaining > 0"),
    in_order("invoices", "unpaid_due", "due_on", only="remaining > 0"),
    in_order("invoices", "paid", only="remaining <= 0"),
    in_order("invoices", "paid_due", "due_on", only="remaining <= 0"),
)

_TURNS = text("next_on IS NOT NULL")

standings = Table(
    "standings",
    metadata,
    of_workspace(),
    Column("since", Date, nullable=False),
    Column("level", String(16), nullable=False),
    Column("shown_on", Date),
    Column("cut_off_on", Date),
    Column("cause", Uuid),
    Column("next_on", Date),  # the first day on which it no longer holds; none of one that holds for ever
    Column("policy", Text, nullable=False),
    belongs(),
    names("cause", "invoices"),
    # The operator's, of all workspaces: who turns is found without a look at who does not.
    Index("ix_standings_next", "next_on", "workspace_id", sqlite_where=_TURNS, postgresql_where=_TURNS),
    Index("ix_standings_policy", "policy", "workspace_id"),
)
