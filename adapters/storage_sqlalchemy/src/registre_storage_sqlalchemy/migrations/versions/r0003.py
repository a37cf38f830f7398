"""The day on which a site closes.

It repeats what `schema` says today, since that will move on and this will not.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    sites()


def sites() -> None:
    """Every site that is there is open: nobody could close one before."""
    op.add_column("sites", sa.Column("closed_on", sa.Date))
