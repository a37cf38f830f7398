"""What is loaded of a workspace before it is there: named by nothing, and naming nothing."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, LargeBinary, Table, Text

from registre_storage_sqlalchemy.schema.shapes import metadata, of_workspace

staged_parts = Table(
    "staged_parts",
    metadata,
    of_workspace(),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("mark", Text, nullable=False),
)
