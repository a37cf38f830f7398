"""The tables. Every key and foreign key is led by the workspace, so no row can refer to another tenant's.

What a list shows stands in one row of one table. Ordered ids (the contractors of an intervention) and sets (the sites
of a user) are therefore JSON arrays in that row; *link* tables beside them carry the foreign keys and answer the
question from the other end. Codes of rights refer to no table, since plug-ins bring rights too, and are JSON arrays
alone. What decides about the rights of users is kept a second time, once for all who are alike, with how many they are:
whatever asks about everybody reads these few rows.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from registre_storage_sqlalchemy.columns import Instant

REVISIONS = ("0001", "0002", "0003")
"""Every revision of this schema, oldest first; the migrations are named after them."""

APPLICATION_ID = 0x52454749
"""Marks an SQLite file as a register: «REGI»."""

VERSION_TABLE = "registre_schema"
"""Where Alembic keeps the revision: a name of our own, since a host may migrate its own tables beside ours."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_1_name)s",
    }
)


def _of_workspace() -> Column[object]:
    return Column("workspace_id", Uuid, primary_key=True)


def _id() -> Column[object]:
    return Column("id", Uuid, primary_key=True)


def _name_key() -> Column[bytes]:
    """Make the column of sort keys. No row keeps the default: SQLite adds no column to rows without one."""
    return Column("name_key", LargeBinary, nullable=False, server_default=text("''"))


def _in_order(table: str, what: str, *columns: str, only: str | None = None) -> Index:
    """Make an index that gives rows in the order of a list: what is asked for, then the order's key, then `id`."""
    rows = text(only) if only else None
    return Index(f"ix_{table}_{what}", "workspace_id", *columns, "id", sqlite_where=rows, postgresql_where=rows)


def _version() -> Column[object]:
    return Column("version", Integer, nullable=False)


def _belongs() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace_id"], ["workspaces.workspace_id"])


def _names(column: str, table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace_id", column], [f"{table}.workspace_id", f"{table}.id"])


def _link(name: str, owner: str, owners: str, thing: str, things: str) -> Table:
    """Make a link table: its key leads from the owner to the things, its index back."""
    return Table(
        name,
        metadata,
        _of_workspace(),
        Column(owner, Uuid, primary_key=True),
        Column(thing, Uuid, primary_key=True),
        _names(owner, owners),
        _names(thing, things),
        Index(f"ix_{name}_{thing}", "workspace_id", thing, owner),
        sqlite_with_rowid=False,
    )


def _waiting(name: str, *columns: str) -> Index:
    """Make an index of the notices that wait."""
    waits = text("state = 'waiting'")
    return Index(name, *columns, sqlite_where=waits, postgresql_where=waits)


workspaces = Table(
    "workspaces",
    metadata,
    _of_workspace(),
    Column("name", Text, nullable=False),
    Column("founded_at", Instant, nullable=False),
    _version(),
)

sites = Table(
    "sites",
    metadata,
    _of_workspace(),
    _id(),
    Column("name", Text, nullable=False),
    Column("erp_type", String(8), nullable=False),
    Column("category", SmallInteger, nullable=False),
    Column("address", Text, nullable=False),
    Column("closed_on", Date),
    _version(),
    _name_key(),
    _belongs(),
    _in_order("sites", "name", "name_key"),
)

contractors = Table(
    "contractors",
    metadata,
    _of_workspace(),
    _id(),
    Column("name", Text, nullable=False),
    Column("siret", String(14)),
    Column("approved", Boolean, nullable=False),
    _version(),
    _name_key(),
    _belongs(),
    _in_order("contractors", "name", "name_key"),
)

contacts = Table(
    "contacts",
    metadata,
    _of_workspace(),
    _id(),
    Column("name", Text, nullable=False),
    Column("email", Text),
    Column("phone", Text, nullable=False),
    Column("contractor_id", Uuid),
    _version(),
    _name_key(),
    _belongs(),
    _names("contractor_id", "contractors"),
    _in_order("contacts", "contractor", "contractor_id"),
    _in_order("contacts", "name", "name_key"),
    _in_order("contacts", "contractor_name", "contractor_id", "name_key"),
)

profiles = Table(
    "profiles",
    metadata,
    _of_workspace(),
    _id(),
    Column("name", Text, nullable=False),
    Column("rights", JSON, nullable=False),
    Column("description", Text, nullable=False),
    _version(),
    _name_key(),
    Column("folded_name", Text, nullable=False),  # two names that fold alike are one name to a reader
    _belongs(),
    UniqueConstraint("workspace_id", "folded_name"),
    _in_order("profiles", "name", "name_key"),
)

rights_situations = Table(
    "rights_situations",
    metadata,
    _of_workspace(),
    Column("digest", LargeBinary, primary_key=True),  # SHA-256 of the content
    Column("profile_id", Uuid),
    Column("content", Text, nullable=False),
    Column("people", Integer, nullable=False),
    _belongs(),
    _names("profile_id", "profiles"),
    CheckConstraint("people >= 0", "ck_rights_situations_people"),
    Index("ix_rights_situations_profile", "workspace_id", "profile_id", "digest"),
)

users = Table(
    "users",
    metadata,
    _of_workspace(),
    _id(),
    Column("name", Text, nullable=False),
    Column("email", Text),
    Column("profile_id", Uuid),
    Column("grants", JSON, nullable=False),
    Column("denials", JSON, nullable=False),
    Column("sites", JSON(none_as_null=True)),  # none at all means every site
    Column("active", Boolean, nullable=False),
    Column("kind", String(16), nullable=False),
    _version(),
    _name_key(),
    Column("locked", Boolean, nullable=False),
    Column("expires_on", Date),
    Column("situation", LargeBinary, nullable=False),
    Column("email_key", Text),  # in lower case as Python has it: SQLite knows that of ASCII alone
    _belongs(),
    _names("profile_id", "profiles"),
    ForeignKeyConstraint(["workspace_id", "situation"], ["rights_situations.workspace_id", "rights_situations.digest"]),
    _in_order("users", "profile", "profile_id"),
    _in_order("users", "name", "name_key"),
    _in_order("users", "profile_name", "profile_id", "name_key"),
    _in_order("users", "situation", "situation"),
    _in_order("users", "situation_name", "situation", "name_key"),
    _in_order("users", "email", "email_key"),
)

user_sites = _link("user_sites", "user_id", "users", "site_id", "sites")

interventions = Table(
    "interventions",
    metadata,
    _of_workspace(),
    _id(),
    Column("site_id", Uuid, nullable=False),
    Column("type_code", Text, nullable=False),
    Column("planned_on", Date, nullable=False),
    Column("contractors", JSON, nullable=False),
    Column("contacts", JSON, nullable=False),
    Column("reports", JSON, nullable=False),
    Column("done_on", Date),
    Column("closed_at", Instant),
    _version(),
    _belongs(),
    _names("site_id", "sites"),
    _in_order("interventions", "planned", "planned_on"),
    _in_order("interventions", "site", "site_id"),
    _in_order("interventions", "site_planned", "site_id", "planned_on"),
    # Few values, some of which nearly all rows may have: on a server, statistics count them by workspace.
    _in_order("interventions", "type", "type_code"),
    _in_order("interventions", "type_planned", "type_code", "planned_on"),
    # Planned and overdue differ by the day one asks on: both read the open ones.
    _in_order("interventions", "open", only="closed_at IS NULL"),
    _in_order("interventions", "open_planned", "planned_on", only="closed_at IS NULL"),
    _in_order("interventions", "closed", only="closed_at IS NOT NULL"),
    _in_order("interventions", "closed_planned", "planned_on", only="closed_at IS NOT NULL"),
)

intervention_contractors = _link(
    "intervention_contractors", "intervention_id", "interventions", "contractor_id", "contractors"
)

intervention_contacts = _link("intervention_contacts", "intervention_id", "interventions", "contact_id", "contacts")

intervention_reports = Table(
    "intervention_reports",
    metadata,
    _of_workspace(),
    Column("intervention_id", Uuid, primary_key=True),
    Column("digest", String(64), primary_key=True),
    _names("intervention_id", "interventions"),
    Index("ix_intervention_reports_digest", "workspace_id", "digest", "intervention_id"),
    sqlite_with_rowid=False,
)

findings = Table(
    "findings",
    metadata,
    _of_workspace(),
    _id(),
    Column("kind", String(16), nullable=False),
    Column("site_id", Uuid, nullable=False),
    Column("intervention_id", Uuid, nullable=False),
    Column("text", Text, nullable=False),
    Column("passage", JSON, nullable=False),
    Column("creator_id", Uuid, nullable=False),
    Column("creator_name", Text, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("on_behalf_of", Text),
    Column("created_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),
    Column("place", Text, nullable=False),
    _version(),
    Column("searchable", Text, nullable=False, server_default=text("''")),  # no row keeps the default
    _belongs(),
    _names("site_id", "sites"),
    _names("intervention_id", "interventions"),
    _in_order("findings", "site", "site_id"),
    _in_order("findings", "intervention", "intervention_id"),
    _in_order("findings", "state", "state"),  # counted by workspace, as types of interventions
    _in_order("findings", "creator", "creator_id"),
)

register_heads = Table(
    "register_heads",
    metadata,
    _of_workspace(),
    Column("number", BigInteger, nullable=False),
    Column("link", LargeBinary, nullable=False),
    # Stands here since every transaction reads this row first, and a change locks it. No row keeps the default.
    Column("rights_version", BigInteger, nullable=False, server_default=text("1")),
    # A workspace is founded head first: what is locked must be there before anything else.
    ForeignKeyConstraint(["workspace_id"], ["workspaces.workspace_id"], deferrable=True, initially="DEFERRED"),
)

register_entries = Table(
    "register_entries",
    metadata,
    _of_workspace(),
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
    _of_workspace(),
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
    _of_workspace(),
    _id(),
    Column("position", BigInteger, nullable=False),  # the order they were queued in
    Column("key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("queued_at", Instant, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("leased_until", Instant),
    _belongs(),
    UniqueConstraint("workspace_id", "key"),
    UniqueConstraint("workspace_id", "position"),
    _waiting("ix_outbox_waiting", "workspace_id", "position"),
    _waiting("ix_outbox_order", "workspace_id", "recipient", "subject_kind", "subject_id", "position"),
    _waiting("ix_outbox_due", "due_at", "workspace_id", "position"),  # the operator's: of all workspaces
)
