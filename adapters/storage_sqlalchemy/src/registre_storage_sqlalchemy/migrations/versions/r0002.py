"""Lists in their orders: sort keys of names, searchable texts of findings, an index for each order.

It repeats what `schema` says today, since that will move on and this will not. Keys and texts of rows that are there
are made by what every `migrate` ends with (see `migrations.keys`): they bear no version yet.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

WORKSPACE = "workspace_id"


def upgrade() -> None:
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


def index(table: str, what: str, *columns: str, only: str | None = None) -> None:
    rows = sa.text(only) if only else None
    names = [WORKSPACE, *columns, "id"]
    op.create_index(f"ix_{table}_{what}", table, names, sqlite_where=rows, postgresql_where=rows)
