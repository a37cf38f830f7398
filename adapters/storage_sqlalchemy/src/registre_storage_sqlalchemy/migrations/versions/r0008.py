"""An outbox that many deliverers empty, what a workspace settles of its notices, mutings, and subscriptions.

It repeats what `schema` says today, since that will move on and this will not. What somebody has in hand meanwhile is
due when his lease ends, and he settles it no more: nobody knows which claim it was. When something was settled nobody
wrote down before.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from registre_storage_sqlalchemy.columns import Instant
from registre_storage_sqlalchemy.migrations.tenancy import is_on_server, protect, unprotected
from registre_storage_sqlalchemy.roles import APPLICATION, OPERATOR

revision = "0008"
down_revision = "0007"

WORKSPACE = "workspace_id"
REPLACED = ("waiting", "order", "due")
"""The indexes of the outbox that there were."""


def upgrade() -> None:
    outbox()
    notice_settings()
    notice_mutings()
    subscriptions()
    if is_on_server():
        let_nights_ask("findings", "state, gravity, due_by")
        let_nights_ask("signatures", "state, asked_at, expires_at")


def outbox() -> None:
    for name in REPLACED:
        op.drop_index(f"ix_outbox_{name}", "outbox")
    with unprotected("outbox"):
        op.execute("UPDATE outbox SET due_at = leased_until WHERE state = 'waiting' AND leased_until IS NOT NULL")
    with op.batch_alter_table("outbox") as table:
        table.drop_column("leased_until")
        table.add_column(sa.Column("is_urgent", sa.Boolean, nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("rides", sa.Uuid))
        table.add_column(sa.Column("lease", sa.Uuid))
        table.add_column(sa.Column("is_begun", sa.Boolean, nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("settled_at", Instant))
        table.add_column(sa.Column("failure", sa.Text))
        table.create_foreign_key("fk_outbox_outbox", "outbox", [WORKSPACE, "rides"], [WORKSPACE, "id"])
    index_the_outbox()
    if is_on_server():
        op.execute(f"CREATE STATISTICS st_outbox_state (mcv) ON {WORKSPACE}, state FROM outbox")
        let_them_settle()


def index_the_outbox() -> None:
    waits = "state = 'waiting'"
    index("waiting", WORKSPACE, "position", only=waits)
    order = (WORKSPACE, "recipient", "subject_kind", "subject_id", "position", "is_urgent")
    index("order", *order, only=waits)
    index("due", "is_urgent", "due_at", WORKSPACE, "position", only=waits)
    index("dead", WORKSPACE, "id", only="state = 'given-up'")
    index("parts", WORKSPACE, "rides", "position", "id", only="rides IS NOT NULL")
    index("listed", WORKSPACE, "id", only="rides IS NULL")
    for listed in ("state", "kind", "recipient"):
        index(listed, WORKSPACE, listed, "id", only="rides IS NULL")


def let_them_settle() -> None:
    """Let the operator write down what became of a notice, and the application have a dead letter tried again."""
    settled = "lease, is_begun, settled_at, failure"
    op.execute(f"GRANT UPDATE ({settled}) ON outbox TO {OPERATOR}")
    op.execute(f"GRANT UPDATE (position, state, attempts, due_at, {settled}) ON outbox TO {APPLICATION}")


def let_nights_ask(table: str, columns: str) -> None:
    """Let the operator find the workspaces in which somebody is to be reminded of something, and see no more of it."""
    op.execute(f"CREATE POLICY operator ON {table} FOR SELECT TO {OPERATOR} USING (true)")
    op.execute(f"GRANT SELECT ({WORKSPACE}, {columns}) ON {table} TO {OPERATOR}")


def notice_settings() -> None:
    op.create_table(
        "notice_settings",
        sa.Column(WORKSPACE, sa.Uuid, nullable=False),
        sa.Column("off", sa.JSON, nullable=False),
        sa.Column("remind_again_after", sa.Integer, nullable=False),
        *(sa.Column(name, sa.String(32)) for name in ("quiet_from", "quiet_until")),
        sa.Column("reply_to", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint(WORKSPACE, name="pk_notice_settings"),
        belongs("notice_settings"),
    )
    protect("notice_settings", "SELECT, INSERT, UPDATE")


def notice_mutings() -> None:
    op.create_table(
        "notice_mutings",
        sa.Column(WORKSPACE, sa.Uuid, nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("kinds", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint(WORKSPACE, "recipient", name="pk_notice_mutings"),
        belongs("notice_mutings"),
    )
    protect("notice_mutings", "SELECT, INSERT, DELETE")


def subscriptions() -> None:
    op.create_table(
        "subscriptions",
        *(sa.Column(name, sa.Uuid, nullable=False) for name in (WORKSPACE, "id")),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("kinds", sa.JSON, nullable=False),
        sa.Column("since", Instant, nullable=False),
        sa.Column("stopped_at", Instant),
        sa.Column("stopped_for", sa.String(16)),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint(WORKSPACE, "id", name="pk_subscriptions"),
        belongs("subscriptions"),
    )
    protect("subscriptions", "SELECT, INSERT, UPDATE")


def belongs(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([WORKSPACE], ["workspaces.workspace_id"], name=f"fk_{table}_workspaces")


def index(what: str, *columns: str, only: str | None = None) -> None:
    rows = None if only is None else sa.text(only)
    op.create_index(f"ix_outbox_{what}", "outbox", [*columns], sqlite_where=rows, postgresql_where=rows)
