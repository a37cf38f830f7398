"""The first schema: workspaces, rights, interventions, findings, the register, the outbox.

It repeats what `schema` says today, since that will move on and this will not.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from registre_storage_sqlalchemy.columns import Instant
from registre_storage_sqlalchemy.migrations.tenancy import is_on_server, protect
from registre_storage_sqlalchemy.roles import APPLICATION, OPERATOR, SCHEMA
from registre_storage_sqlalchemy.schema import VERSION_TABLE

revision = "0001"
down_revision = None

WORKSPACE = "workspace_id"

ENTITIES = (
    "sites contractors contacts profiles users user_sites interventions intervention_contractors intervention_contacts "
    "intervention_reports findings"
).split()


def upgrade() -> None:
    workspace()
    rights()
    interventions()
    findings()
    register()
    outbox()
    if is_on_server():
        tenants()
        register_is_append_only_on_server()
    else:
        register_is_append_only()


def workspace() -> None:
    op.create_table(
        "workspaces",
        sa.Column("workspace_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("founded_at", Instant, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name="pk_workspaces"),
    )
    entities(
        "sites",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("erp_type", sa.String(8), nullable=False),
        sa.Column("category", sa.SmallInteger, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
    )
    entities(
        "contractors",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("siret", sa.String(14)),
        sa.Column("approved", sa.Boolean, nullable=False),
    )
    entities(
        "contacts",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("email", sa.Text),
        sa.Column("phone", sa.Text, nullable=False),
        sa.Column("contractor_id", sa.Uuid),
        names("contacts", "contractor_id", "contractors"),
    )
    index("ix_contacts_contractor", "contacts", "contractor_id", "id")


def rights() -> None:
    entities(
        "profiles",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("rights", sa.JSON, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("folded_name", sa.Text, nullable=False),
        sa.UniqueConstraint(WORKSPACE, "folded_name", name="uq_profiles_folded_name"),
    )
    entities(
        "users",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("email", sa.Text),
        sa.Column("profile_id", sa.Uuid),
        sa.Column("grants", sa.JSON, nullable=False),
        sa.Column("denials", sa.JSON, nullable=False),
        sa.Column("sites", sa.JSON),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        names("users", "profile_id", "profiles"),
    )
    index("ix_users_profile", "users", "profile_id", "id")
    link("user_sites", "user_id", "users", "site_id", "sites")


def interventions() -> None:
    entities(
        "interventions",
        sa.Column("site_id", sa.Uuid, nullable=False),
        sa.Column("type_code", sa.Text, nullable=False),
        sa.Column("planned_on", sa.Date, nullable=False),
        sa.Column("contractors", sa.JSON, nullable=False),
        sa.Column("contacts", sa.JSON, nullable=False),
        sa.Column("reports", sa.JSON, nullable=False),
        sa.Column("done_on", sa.Date),
        sa.Column("closed_at", Instant),
        names("interventions", "site_id", "sites"),
    )
    index("ix_interventions_site", "interventions", "site_id", "id")
    index("ix_interventions_type", "interventions", "type_code", "id")
    index("ix_interventions_open", "interventions", "id", only="closed_at IS NULL")
    index("ix_interventions_closed", "interventions", "id", only="closed_at IS NOT NULL")
    link("intervention_contractors", "intervention_id", "interventions", "contractor_id", "contractors")
    link("intervention_contacts", "intervention_id", "interventions", "contact_id", "contacts")
    op.create_table(
        "intervention_reports",
        sa.Column(WORKSPACE, sa.Uuid, nullable=False),
        sa.Column("intervention_id", sa.Uuid, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint(WORKSPACE, "intervention_id", "digest", name="pk_intervention_reports"),
        names("intervention_reports", "intervention_id", "interventions"),
        sqlite_with_rowid=False,
    )
    index("ix_intervention_reports_digest", "intervention_reports", "digest", "intervention_id")


def findings() -> None:
    entities(
        "findings",
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("site_id", sa.Uuid, nullable=False),
        sa.Column("intervention_id", sa.Uuid, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("passage", sa.JSON, nullable=False),
        sa.Column("creator_id", sa.Uuid, nullable=False),
        sa.Column("creator_name", sa.Text, nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("on_behalf_of", sa.Text),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        names("findings", "site_id", "sites"),
        names("findings", "intervention_id", "interventions"),
    )
    index("ix_findings_site", "findings", "site_id", "id")
    index("ix_findings_intervention", "findings", "intervention_id", "id")
    index("ix_findings_state", "findings", "state", "id")
    index("ix_findings_creator", "findings", "creator_id", "id")


def register() -> None:
    heads()
    entries()
    op.create_table(
        "register_personal",
        sa.Column(WORKSPACE, sa.Uuid, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("position", sa.SmallInteger, nullable=False),
        sa.Column("person", sa.Uuid, nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint(WORKSPACE, "number", "position", name="pk_register_personal"),
        sa.ForeignKeyConstraint(
            [WORKSPACE, "number"],
            ["register_entries.workspace_id", "register_entries.number"],
            name="fk_register_personal_register_entries",
        ),
        sqlite_with_rowid=False,
    )
    index("ix_register_personal_person", "register_personal", "person", "number")


def heads() -> None:
    op.create_table(
        "register_heads",
        sa.Column(WORKSPACE, sa.Uuid, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("link", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint(WORKSPACE, name="pk_register_heads"),
        sa.ForeignKeyConstraint(
            [WORKSPACE],
            ["workspaces.workspace_id"],
            name="fk_register_heads_workspaces",
            deferrable=True,
            initially="DEFERRED",
        ),
    )


def entries() -> None:
    op.create_table(
        "register_entries",
        sa.Column(WORKSPACE, sa.Uuid, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.Column("section", sa.String(16), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject_kind", sa.Text, nullable=False),
        sa.Column("subject_id", sa.Uuid, nullable=False),
        sa.Column("site_id", sa.Uuid),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("link", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint(WORKSPACE, "number", name="pk_register_entries"),
        sa.UniqueConstraint(WORKSPACE, "id", name="uq_register_entries_id"),
        sa.ForeignKeyConstraint(
            [WORKSPACE], ["register_heads.workspace_id"], name="fk_register_entries_register_heads"
        ),
    )
    index("ix_register_entries_section", "register_entries", "section", "number")
    index("ix_register_entries_kind", "register_entries", "kind", "number")
    index("ix_register_entries_site", "register_entries", "site_id", "number")


def register_is_append_only() -> None:
    """Refuse what the port cannot even say: a slip of somebody's own SQL, not an attack, which verification finds."""
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER register_entries_no_{verb.lower()} BEFORE {verb} ON register_entries "
            "BEGIN SELECT RAISE(ABORT, 'entries of the register are never changed'); END"
        )


def register_is_append_only_on_server() -> None:
    """Refuse the same to the owner: the other roles have no right to it."""
    op.execute(
        "CREATE FUNCTION register_is_append_only() RETURNS trigger LANGUAGE plpgsql "
        "AS $$ BEGIN RAISE EXCEPTION 'entries of the register are never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER register_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register_entries "
        "FOR EACH STATEMENT EXECUTE FUNCTION register_is_append_only()"
    )


def tenants() -> None:
    """Give each role what it needs, row by row: the application its workspace, the operator the heads of all."""
    op.execute(f"GRANT USAGE ON SCHEMA {SCHEMA} TO {APPLICATION}, {OPERATOR}")
    op.execute(f"GRANT SELECT ON {VERSION_TABLE} TO {APPLICATION}, {OPERATOR}")
    protect("workspaces", operator_may="SELECT")
    for table in ENTITIES:
        protect(table)
    protect("register_heads", "SELECT, INSERT, UPDATE", operator_may="SELECT")
    protect("register_entries", "SELECT, INSERT", operator_may="SELECT (workspace_id)")
    protect("register_personal", "SELECT, INSERT, DELETE")
    protect("outbox", "SELECT, INSERT, DELETE")


def outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column(WORKSPACE, sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("subject_kind", sa.Text, nullable=False),
        sa.Column("subject_id", sa.Uuid, nullable=False),
        sa.Column("queued_at", Instant, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint(WORKSPACE, "id", name="pk_outbox"),
        belongs("outbox"),
        sa.UniqueConstraint(WORKSPACE, "key", name="uq_outbox_key"),
        sa.UniqueConstraint(WORKSPACE, "position", name="uq_outbox_position"),
    )


def entities(table: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        sa.Column(WORKSPACE, sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        *columns,
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint(WORKSPACE, "id", name=f"pk_{table}"),
        belongs(table),
    )


def link(table: str, owner: str, owners: str, thing: str, things: str) -> None:
    op.create_table(
        table,
        sa.Column(WORKSPACE, sa.Uuid, nullable=False),
        sa.Column(owner, sa.Uuid, nullable=False),
        sa.Column(thing, sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint(WORKSPACE, owner, thing, name=f"pk_{table}"),
        names(table, owner, owners),
        names(table, thing, things),
        sqlite_with_rowid=False,
    )
    index(f"ix_{table}_{thing}", table, thing, owner)


def belongs(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([WORKSPACE], ["workspaces.workspace_id"], name=f"fk_{table}_workspaces")


def names(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    references = [f"{other}.workspace_id", f"{other}.id"]
    return sa.ForeignKeyConstraint([WORKSPACE, column], references, name=f"fk_{table}_{other}")


def index(name: str, table: str, *columns: str, only: str | None = None) -> None:
    rows = sa.text(only) if only else None
    op.create_index(name, table, [WORKSPACE, *columns], sqlite_where=rows, postgresql_where=rows)
