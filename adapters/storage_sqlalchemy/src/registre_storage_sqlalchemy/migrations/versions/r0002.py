"""Lists in their orders: sort keys of names, searchable texts of findings, an index for each order. Claims on notices.

It repeats what `schema` says today, since that will move on and this will not. Keys and texts of rows that are there
are made by what every `migrate` ends with (see `migrations.keys`): they bear no version yet.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from registre_storage_sqlalchemy.columns import Instant
from registre_storage_sqlalchemy.migrations.tenancy import is_on_server, unprotected
from registre_storage_sqlalchemy.roles import OPERATOR

revision = "0002"
down_revision = "0001"

WORKSPACE = "workspace_id"


def upgrade() -> None:
    lists()
    claims()


def lists() -> None:
    for table in ("sites", "contractors", "contacts", "profiles", "users"):
        op.add_column(table, sa.Column("name_key", sa.LargeBinary, nullable=False, server_default=sa.text("''")))
        index(table, "name", "name_key")
    index("contacts", "contractor_name", "contractor_id", "name_key")
    index("users", "profile_name", "profile_id", "name_key")
    index("interventions", "planned", "planned_on")
    index("interventions", "site_planned", "site_id", "planned_on")
    index("interventions", "type_planned", "type_code", "planned_on")
    index("interventions", "open_planned", "planned_on", only="closed_at IS NULL")
    index("interventions", "closed_planned", "planned_on", only="closed_at IS NOT NULL")
    op.add_column("findings", sa.Column("searchable", sa.Text, nullable=False, server_default=sa.text("''")))
    if is_on_server():
        statistics("interventions", "type_code")
        statistics("findings", "state")


def index(table: str, what: str, *columns: str, only: str | None = None) -> None:
    rows = sa.text(only) if only else None
    names = [WORKSPACE, *columns, "id"]
    op.create_index(f"ix_{table}_{what}", table, names, sqlite_where=rows, postgresql_where=rows)


def statistics(table: str, column: str) -> None:
    """Have values counted by workspace.

    What nearly all rows are may be rare in one workspace. PostgreSQL, knowing no better, would not take the index that
    begins with it: it would walk through the whole workspace, sure to come across it soon.
    """
    op.execute(f"CREATE STATISTICS st_{table}_{column} (mcv) ON {WORKSPACE}, {column} FROM {table}")


def claims() -> None:
    """Every notice that is there waits, and has been due since it was queued: nobody could claim one before."""
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("state", sa.String(16), nullable=False, server_default="waiting"))
        outbox.add_column(sa.Column("attempts", sa.Integer, nullable=False, server_default="0"))
        outbox.add_column(sa.Column("due_at", Instant))
        outbox.add_column(sa.Column("leased_until", Instant))
    with unprotected("outbox"):
        op.execute("UPDATE outbox SET due_at = queued_at")
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("due_at", existing_type=Instant, nullable=False)
        outbox.alter_column("state", existing_type=sa.String(16), server_default=None)
        outbox.alter_column("attempts", existing_type=sa.Integer, server_default=None)
    waiting("ix_outbox_waiting", WORKSPACE, "position")
    waiting("ix_outbox_order", WORKSPACE, "recipient", "subject_kind", "subject_id", "position")
    waiting("ix_outbox_due", "due_at", WORKSPACE, "position")
    if is_on_server():
        operator()


def operator() -> None:
    """Let the operator claim and settle, and see where something is overdue; what else a row says is not his."""
    op.execute(f"CREATE POLICY operator ON outbox FOR SELECT TO {OPERATOR} USING (true)")
    op.execute(f"CREATE POLICY operator_claims ON outbox FOR UPDATE TO {OPERATOR} USING (true) WITH CHECK (true)")
    op.execute(f"GRANT SELECT, UPDATE (state, attempts, due_at, leased_until) ON outbox TO {OPERATOR}")
    op.execute(f"CREATE POLICY operator ON interventions FOR SELECT TO {OPERATOR} USING (closed_at IS NULL)")
    op.execute(f"GRANT SELECT (workspace_id, planned_on, closed_at) ON interventions TO {OPERATOR}")


def waiting(name: str, *columns: str) -> None:
    rows = sa.text("state = 'waiting'")
    op.create_index(name, "outbox", [*columns], sqlite_where=rows, postgresql_where=rows)
