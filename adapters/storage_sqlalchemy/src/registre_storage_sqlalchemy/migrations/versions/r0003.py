"""Claims: notices that were delivered stay with their key, and deliverers hold those that wait under a lease."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from registre_storage_sqlalchemy.columns import Instant
from registre_storage_sqlalchemy.migrations.tenancy import is_on_server, unprotected
from registre_storage_sqlalchemy.roles import OPERATOR

revision = "0003"
down_revision = "0001"

WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
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
    index("ix_outbox_waiting", "workspace_id", "position")
    index("ix_outbox_order", "workspace_id", "recipient", "subject_kind", "subject_id", "position")
    index("ix_outbox_due", "due_at", "workspace_id", "position")
    if is_on_server():
        operator()


def operator() -> None:
    """Let the operator claim and settle, and see where something is overdue; what else a row says is not his."""
    op.execute(f"CREATE POLICY operator ON outbox FOR SELECT TO {OPERATOR} USING (true)")
    op.execute(f"CREATE POLICY operator_claims ON outbox FOR UPDATE TO {OPERATOR} USING (true) WITH CHECK (true)")
    op.execute(f"GRANT SELECT, UPDATE (state, attempts, due_at, leased_until) ON outbox TO {OPERATOR}")
    op.execute(f"CREATE POLICY operator ON interventions FOR SELECT TO {OPERATOR} USING (closed_at IS NULL)")
    op.execute(f"GRANT SELECT (workspace_id, planned_on, closed_at) ON interventions TO {OPERATOR}")


def index(name: str, *columns: str) -> None:
    op.create_index(name, "outbox", [*columns], sqlite_where=WAITING, postgresql_where=WAITING)
