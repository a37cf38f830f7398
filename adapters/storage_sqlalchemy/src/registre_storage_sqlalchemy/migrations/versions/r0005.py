"""Findings out of reports: what a report calls its points, which file they come from, and what was recognised in it.

It repeats what `schema` says today, since that will move on and this will not. Findings that are there come from files
that their passages name; of their points nothing was written down, and all of them are to be corrected.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from registre_storage_sqlalchemy.columns import Instant
from registre_storage_sqlalchemy.migrations.tenancy import is_on_server, protect, unprotected

revision = "0005"
down_revision = "0004"

WORKSPACE = "workspace_id"
NOTHING = sa.text("''")
KEPT = "SELECT, INSERT"
"""What is derived from a file is neither changed nor deleted."""


def upgrade() -> None:
    points()
    with unprotected("findings"):
        name_documents()
    op.create_index("ix_findings_document", "findings", [WORKSPACE, "document", "id"])
    recognitions()


def points() -> None:
    with op.batch_alter_table("findings") as table:
        for name in ("number", "reference", "priority"):
            table.add_column(sa.Column(name, sa.Text, nullable=False, server_default=NOTHING))
        table.add_column(sa.Column("nature", sa.String(16), nullable=False, server_default=sa.text("'to-correct'")))
        table.add_column(sa.Column("repeats", sa.Uuid))
        table.add_column(sa.Column("document", sa.String(64), nullable=False, server_default=NOTHING))
        table.create_foreign_key("fk_findings_findings", "findings", [WORKSPACE, "repeats"], [WORKSPACE, "id"])


def name_documents() -> None:
    """Write down beside each passage which file it comes from, as it says itself."""
    said = "passage ->> 'document'" if is_on_server() else "json_extract(passage, '$.document')"
    op.execute(f"UPDATE findings SET document = {said}")  # noqa: S608  # our own words


def recognitions() -> None:
    op.create_table(
        "recognitions",
        sa.Column(WORKSPACE, sa.Uuid, nullable=False),
        sa.Column("document", sa.String(64), nullable=False),
        sa.Column("page", sa.BigInteger, nullable=False),
        sa.Column("box", sa.Text, nullable=False),
        sa.Column("engine", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("kept_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint(WORKSPACE, "document", "page", "box", "engine", "language", name="pk_recognitions"),
        sa.ForeignKeyConstraint([WORKSPACE], ["workspaces.workspace_id"], name="fk_recognitions_workspaces"),
    )
    protect("recognitions", KEPT)
