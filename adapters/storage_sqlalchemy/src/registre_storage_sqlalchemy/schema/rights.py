"""Profiles and users, and the situations that users are in."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from registre_storage_sqlalchemy.schema.shapes import (
    belongs,
    in_order,
    link,
    metadata,
    name_key,
    names,
    of_workspace,
    own_id,
    version,
)

profiles = Table(
    "profiles",
    metadata,
    of_workspace(),
    own_id(),
    Column("name", Text, nullable=False),
    Column("rights", JSON, nullable=False),
    Column("description", Text, nullable=False),
    version(),
    name_key(),
    Column("folded_name", Text, nullable=False),  # two names that fold alike are one name to a reader
    belongs(),
    UniqueConstraint("workspace_id", "folded_name"),
    in_order("profiles", "name", "name_key"),
)

rights_situations = Table(
    "rights_situations",
    metadata,
    of_workspace(),
    Column("digest", LargeBinary, primary_key=True),  # SHA-256 of the content
    Column("profile_id", Uuid),
    Column("content", Text, nullable=False),
    Column("people", Integer, nullable=False),
    belongs(),
    names("profile_id", "profiles"),
    CheckConstraint("people >= 0", "ck_rights_situations_people"),
    Index("ix_rights_situations_profile", "workspace_id", "profile_id", "digest"),
)

users = Table(
    "users",
    metadata,
    of_workspace(),
    own_id(),
    Column("name", Text, nullable=False),
    Column("email", Text),
    Column("profile_id", Uuid),
    Column("grants", JSON, nullable=False),
    Column("denials", JSON, nullable=False),
    Column("sites", JSON(none_as_null=True)),  # none at all means every site
    Column("active", Boolean, nullable=False),
    Column("kind", String(16), nullable=False),
    version(),
    name_key(),
    Column("locked", Boolean, nullable=False),
    Column("expires_on", Date),
    Column("situation", LargeBinary, nullable=False),
    Column("email_key", Text),  # in lower case as Python has it: SQLite knows that of ASCII alone
    belongs(),
    names("profile_id", "profiles"),
    ForeignKeyConstraint(["workspace_id", "situation"], ["rights_situations.workspace_id", "rights_situations.digest"]),
    in_order("users", "profile", "profile_id"),
    in_order("users", "name", "name_key"),
    in_order("users", "profile_name", "profile_id", "name_key"),
    in_order("users", "situation", "situation"),
    in_order("users", "situation_name", "situation", "name_key"),
    in_order("users", "email", "email_key"),
)

user_sites = link("user_sites", "user_id", "users", "site_id", "sites")
