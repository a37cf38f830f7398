"""Signatures: what was asked for, shown and signed, tickets, seals, hot-work permits; and what signing makes of visits.

It repeats what `schema` says today, since that will move on and this will not. Nobody was asked to sign anything
before: interventions that are there keep what they are, and get their place in the order of urgency.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from registre_storage_sqlalchemy.columns import Instant
from registre_storage_sqlalchemy.migrations.tenancy import is_on_server, protect, unprotected
from registre_storage_sqlalchemy.roles import OPERATOR

revision = "0006"
down_revision = "0005"

WORKSPACE = "workspace_id"
KEPT = "SELECT, INSERT, UPDATE"
"""What is never deleted."""
SHOWN = "SELECT, INSERT"
"""What was shown and signed is neither changed nor deleted."""

OPEN = "closed_at IS NULL AND cancelled_at IS NULL"
TO_DO = f"{OPEN} AND asked_at IS NULL"
STANDINGS = {
    "to_do": TO_DO,
    "to_sign": f"{OPEN} AND asked_at IS NOT NULL",
    "closed": "closed_at IS NOT NULL",
    "cancelled": "cancelled_at IS NOT NULL",
}


def upgrade() -> None:
    interventions()
    signatures()
    signed_contents()
    tickets()
    seals()
    permits()


def interventions() -> None:
    for name in ("open", "open_planned"):
        op.drop_index(f"ix_interventions_{name}", "interventions")
    for name in ("photos", "rule", "recurrence", "postponements"):
        op.add_column("interventions", sa.Column(name, sa.JSON))
    for name in ("asked_at", "cancelled_at"):
        op.add_column("interventions", sa.Column(name, Instant))
    for name in ("follows", "followed_by"):
        op.add_column("interventions", sa.Column(name, sa.Uuid))
    for name, kind, before in (
        ("edition", sa.BigInteger, "0"),
        ("cancellation", sa.Text, "''"),
        ("urgency", sa.LargeBinary, "''"),
    ):
        op.add_column("interventions", sa.Column(name, kind, nullable=False, server_default=sa.text(before)))
    with unprotected("interventions"):
        rank_by_urgency()
    rank_interventions()
    let_the_operator_see_what_is_to_do()


def rank_by_urgency() -> None:
    """Write down each one's place: those that are open first, then by the day they were planned for."""
    place = "CASE WHEN closed_at IS NULL THEN '0' ELSE '1' END || "
    kept = f"convert_to({place}planned_on::text, 'UTF8')" if is_on_server() else f"CAST({place}planned_on AS BLOB)"
    op.execute(f"UPDATE interventions SET urgency = {kept}")  # noqa: S608  # our own words


def rank_interventions() -> None:
    index("interventions", "urgency", "urgency")
    index("interventions", "site_urgency", "site_id", "urgency")
    index("interventions", "type_urgency", "type_code", "urgency")
    for standing, only in STANDINGS.items():
        if standing != "closed":
            index("interventions", standing, only=only)
            index("interventions", f"{standing}_planned", "planned_on", only=only)
        index("interventions", f"{standing}_urgency", "urgency", only=only)


def let_the_operator_see_what_is_to_do() -> None:
    if is_on_server():
        op.execute("DROP POLICY operator ON interventions")
        op.execute(f"CREATE POLICY operator ON interventions FOR SELECT TO {OPERATOR} USING ({TO_DO})")
        op.execute(f"GRANT SELECT (cancelled_at, asked_at) ON interventions TO {OPERATOR}")


def signatures() -> None:
    op.create_table(
        "signatures",
        *of_workspace(),
        sa.Column("subject", sa.JSON, nullable=False),
        sa.Column("site_id", sa.Uuid, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("signer", sa.JSON, nullable=False),
        *(sa.Column(name, Instant, nullable=False) for name in ("asked_at", "expires_at")),
        sa.Column("state", sa.String(16), nullable=False),
        *(sa.Column(name, Instant) for name in ("shown_at", "settled_at")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("reason", "reservations")),
        sa.Column("replaces", sa.Uuid),
        sa.Column("evidence", sa.JSON),
        sa.Column("asked_by", sa.Uuid),
        sa.Column("subject_kind", sa.String(16), nullable=False),
        *(sa.Column(name, sa.Uuid, nullable=False) for name in ("subject_id", "signer_id")),
        sa.Column("session_id", sa.Uuid),
        sa.Column("drawing_digest", sa.String(64)),
        sa.Column("version", sa.Integer, nullable=False),
        *keys("signatures"),
        names("signatures", "site_id", "sites"),
        names("signatures", "replaces", "signatures"),
    )
    for what in ("subject", "site", "signer"):
        index("signatures", what, f"{what}_id")
    index("signatures", "kind", "subject_kind")
    index("signatures", "open", only="state IN ('requested', 'shown')")
    index("signatures", "session", "session_id", only="session_id IS NOT NULL")
    index("signatures", "drawing", "drawing_digest", only="drawing_digest IS NOT NULL")
    protect("signatures", KEPT)


def signed_contents() -> None:
    op.create_table(
        "signed_contents",
        sa.Column(WORKSPACE, sa.Uuid, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint(WORKSPACE, "digest", name="pk_signed_contents"),
        sa.ForeignKeyConstraint([WORKSPACE], ["workspaces.workspace_id"], name="fk_signed_contents_workspaces"),
    )
    protect("signed_contents", SHOWN)


def tickets() -> None:
    op.create_table(
        "tickets",
        *of_workspace(),
        sa.Column("secret_digest", sa.String(64), nullable=False),
        sa.Column("request_id", sa.Uuid, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        *(sa.Column(name, sa.Uuid, nullable=False) for name in ("signer_id", "issued_by")),
        *(sa.Column(name, Instant, nullable=False) for name in ("issued_at", "expires_at")),
        *(sa.Column(name, Instant) for name in ("opened_at", "used_at", "revoked_at")),
        sa.Column("version", sa.Integer, nullable=False),
        *keys("tickets"),
        names("tickets", "request_id", "signatures"),
        names("tickets", "issued_by", "users"),
    )
    index("tickets", "request", "request_id")
    op.create_index("ix_tickets_secret", "tickets", ["secret_digest"], unique=True)
    protect("tickets", KEPT, operator_may=f"SELECT ({WORKSPACE}, secret_digest)")


def seals() -> None:
    op.create_table(
        "seals",
        *of_workspace(),
        sa.Column("subject", sa.JSON, nullable=False),
        sa.Column("site_id", sa.Uuid, nullable=False),
        sa.Column("signatures", sa.JSON, nullable=False),
        sa.Column("asked_at", Instant, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("document", sa.JSON),
        sa.Column("time_level", sa.String(16), nullable=False),
        sa.Column("sealed_at", Instant),
        sa.Column("attempts", sa.BigInteger, nullable=False),
        sa.Column("reserved", sa.JSON, nullable=False),
        sa.Column("subject_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        *keys("seals"),
        names("seals", "site_id", "sites"),
    )
    index("seals", "subject", "subject_id")
    index("seals", "pending", "asked_at", only="state = 'pending'")
    protect("seals", KEPT)
    let_the_operator_see("seals", "state", where="state = 'pending'")


def permits() -> None:
    op.create_table(
        "permits",
        *of_workspace(),
        sa.Column("site_id", sa.Uuid, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("place", "work")),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("means", "contractors", "watcher")),
        *(sa.Column(name, Instant, nullable=False) for name in ("valid_from", "valid_until", "created_at")),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("operator_people", "contractor_people")),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("measures", "detectors")),
        sa.Column("site_closes_at", Instant),
        sa.Column("watch", sa.JSON),
        sa.Column("rounds", sa.JSON, nullable=False),
        sa.Column("stages", sa.String(16), nullable=False),
        sa.Column("rule", sa.JSON, nullable=False),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("edition", "closings")),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("opened_by", "closed_by")),
        *(sa.Column(name, Instant) for name in ("asked_at", "work_ended_at", "closing_asked_at")),
        *(sa.Column(name, sa.JSON) for name in ("earlier", "suspension", "exemption", "ending")),
        sa.Column("phase", sa.String(16), nullable=False),
        *(sa.Column(name, Instant) for name in ("expires_after", "watch_due_from")),
        sa.Column("version", sa.Integer, nullable=False),
        *keys("permits"),
        names("permits", "site_id", "sites"),
    )
    for what in ("site", "phase"):
        index("permits", what, f"{what}_id" if what == "site" else what)
    list_permits()
    protect("permits", KEPT)
    let_the_operator_see("permits", "watch_due_from", where="watch_due_from IS NOT NULL")
    for thing in ("contractor", "contact", "user"):
        link(f"permit_{thing}s", "permit_id", "permits", f"{thing}_id", f"{thing}s")


def list_permits() -> None:
    index("permits", "start", "valid_from")
    index("permits", "site_start", "site_id", "valid_from")
    index("permits", "phase_start", "phase", "valid_from")
    for what, columns in (("expiring", ()), ("expiring_start", ("valid_from",))):
        index("permits", what, *columns, only="expires_after IS NOT NULL")
    index("permits", "watched", "watch_due_from", only="watch_due_from IS NOT NULL")
    if is_on_server():
        op.execute(f"CREATE STATISTICS st_permits_phase (mcv) ON {WORKSPACE}, phase FROM permits")  # see 0002


def let_the_operator_see(table: str, column: str, *, where: str) -> None:
    """Let him see of which workspace the rows are that somebody waits for."""
    if is_on_server():
        op.execute(f"CREATE POLICY operator ON {table} FOR SELECT TO {OPERATOR} USING ({where})")
        op.execute(f"GRANT SELECT ({WORKSPACE}, {column}) ON {table} TO {OPERATOR}")


def of_workspace() -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Uuid, nullable=False) for name in (WORKSPACE, "id")]


def keys(table: str) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint(WORKSPACE, "id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint([WORKSPACE], ["workspaces.workspace_id"], name=f"fk_{table}_workspaces"),
    ]


def names(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [WORKSPACE, column], [f"{other}.workspace_id", f"{other}.id"], name=f"fk_{table}_{other}"
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
    op.create_index(f"ix_{table}_{thing}", table, [WORKSPACE, thing, owner])
    protect(table)


def index(table: str, what: str, *columns: str, only: str | None = None) -> None:
    rows = sa.text(only) if only else None
    op.create_index(f"ix_{table}_{what}", table, [WORKSPACE, *columns, "id"], sqlite_where=rows, postgresql_where=rows)
