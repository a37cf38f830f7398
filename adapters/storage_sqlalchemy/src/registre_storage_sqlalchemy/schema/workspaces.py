"""Workspaces, and what stands in each: sites, contractors, contacts."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, SmallInteger, String, Table, Text, Uuid

from registre_storage_sqlalchemy.columns import Instant
from registre_storage_sqlalchemy.schema.shapes import (
    belongs,
    in_order,
    metadata,
    name_key,
    names,
    of_workspace,
    own_id,
    version,
)

workspaces = Table(
    "workspaces",
    metadata,
    of_workspace(),
    Column("name", Text, nullable=False),
    Column("founded_at", Instant, nullable=False),
    version(),
)

sites = Table(
    "sites",
    metadata,
    of_workspace(),
    own_id(),
    Column("name", Text, nullable=False),
    Column("erp_type", String(8), nullable=False),
    Column("category", SmallInteger, nullable=False),
    Column("address", Text, nullable=False),
    Column("closed_on", Date),
    version(),
    name_key(),
    belongs(),
    in_order("sites", "name", "name_key"),
)

contractors = Table(
    "contractors",
    metadata,
    of_workspace(),
    own_id(),
    Column("name", Text, nullable=False),
    Column("siret", String(14)),
    Column("approved", Boolean, nullable=False),
    version(),
    name_key(),
    Column("email", Text),
    belongs(),
    in_order("contractors", "name", "name_key"),
)

contacts = Table(
    "contacts",
    metadata,
    of_workspace(),
    own_id(),
    Column("name", Text, nullable=False),
    Column("email", Text),
    Column("phone", Text, nullable=False),
    Column("contractor_id", Uuid),
    version(),
    name_key(),
    belongs(),
    names("contractor_id", "contractors"),
    in_order("contacts", "contractor", "contractor_id"),
    in_order("contacts", "name", "name_key"),
    in_order("contacts", "contractor_name", "contractor_id", "name_key"),
)
