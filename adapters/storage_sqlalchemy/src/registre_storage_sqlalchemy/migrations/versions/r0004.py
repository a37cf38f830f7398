"""The ledger: invoices, where each account was last said to stand, and records that arrived while access was cut.

It repeats what `schema` says today, since that will move on and this will not. Nothing of this was kept before.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from registre_storage_sqlalchemy.columns import Instant
from registre_storage_sqlalchemy.migrations.tenancy import is_on_server, protect
from registre_storage_sqlalchemy.roles import OPERATOR

revision = "0004"
down_revision = "0003"

WORKSPACE = "workspace_id"
KEPT = "SELECT, INSERT, UPDATE"
"""What is never deleted."""


def upgrade() -> None:
    op.add_column(
        "register_heads", sa.Column("ledger_version", sa.BigInteger, nullable=False, server_default=sa.text("1"))
    )
    invoices()
    standings()
    arrivals()


def invoices() -> None:
    op.create_table(
        "invoices",
        *of_workspace(),
        sa.Column("number", sa.Text, nullable=False),
        *(sa.Column(name, sa.Date, nullable=False) for name in ("issued_on", "recorded_on", "due_on")),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("total", sa.BigInteger, nullable=False),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("lines", "movements", "holds")),
        sa.Column("remaining", sa.BigInteger, nullable=False),
        sa.Column("held_until", sa.Date),
        sa.Column("version", sa.Integer, nullable=False),
        *keys("invoices"),
        sa.UniqueConstraint(WORKSPACE, "number", name="uq_invoices_number"),
    )
    index("invoices", "due", "due_on")
    index("invoices", "currency", "currency")
    index("invoices", "currency_due", "currency", "due_on")
    for what, only in (("unpaid", "remaining > 0"), ("paid", "remaining <= 0")):
        index("invoices", what, only=only)
        index("invoices", f"{what}_due", "due_on", only=only)
    protect("invoices", KEPT)
    statistics("invoices", "currency")


def standings() -> None:
    op.create_table(
        "standings",
        sa.Column(WORKSPACE, sa.Uuid, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("level", sa.String(16), nullable=False),
        *(sa.Column(name, sa.Date) for name in ("shown_on", "cut_off_on")),
        sa.Column("cause", sa.Uuid),
        sa.Column("next_on", sa.Date),
        sa.Column("policy", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint(WORKSPACE, name="pk_standings"),
        sa.ForeignKeyConstraint([WORKSPACE], ["workspaces.workspace_id"], name="fk_standings_workspaces"),
        names("standings", "cause", "invoices"),
    )
    partial("ix_standings_next", "standings", ["next_on", WORKSPACE], "next_on IS NOT NULL")
    op.create_index("ix_standings_policy", "standings", ["policy", WORKSPACE])
    protect("standings", KEPT, operator_may=f"SELECT ({WORKSPACE}, next_on, policy)")


def arrivals() -> None:
    op.create_table(
        "arrivals",
        *of_workspace(),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("arguments", sa.JSON, nullable=False),
        sa.Column("user_id", sa.Uuid, nullable=False),
        sa.Column("client", sa.String(16), nullable=False),
        sa.Column("client_version", sa.Text),
        *(sa.Column(name, Instant, nullable=False) for name in ("claimed_at", "received_at")),
        sa.Column("on_behalf_of", sa.Text),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("settled_at", Instant),
        sa.Column("refusal", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        *keys("arrivals"),
        names("arrivals", "user_id", "users"),
    )
    index("arrivals", "user", "user_id")
    index("arrivals", "state", "state")
    partial("ix_arrivals_waiting", "arrivals", [WORKSPACE], "state = 'waiting'")
    protect("arrivals", KEPT)
    statistics("arrivals", "state")
    if is_on_server():
        op.execute(f"CREATE POLICY operator ON arrivals FOR SELECT TO {OPERATOR} USING (state = 'waiting')")
        op.execute(f"GRANT SELECT ({WORKSPACE}, state) ON arrivals TO {OPERATOR}")


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


def index(table: str, what: str, *columns: str, only: str | None = None) -> None:
    partial(f"ix_{table}_{what}", table, [WORKSPACE, *columns, "id"], only)


def partial(name: str, table: str, columns: list[str], only: str | None) -> None:
    rows = sa.text(only) if only else None
    op.create_index(name, table, columns, sqlite_where=rows, postgresql_where=rows)


def statistics(table: str, column: str) -> None:
    """Have values counted by workspace (see 0002)."""
    if is_on_server():
        op.execute(f"CREATE STATISTICS st_{table}_{column} (mcv) ON {WORKSPACE}, {column} FROM {table}")
