"""What was recognised in documents: derived, and found again by what it was derived from."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, LargeBinary, String, Table, Text

from registre_storage_sqlalchemy.columns import Instant
from registre_storage_sqlalchemy.schema.shapes import belongs, metadata, of_workspace

recognitions = Table(
    "recognitions",
    metadata,
    of_workspace(),
    Column("document", String(64), primary_key=True),
    Column("page", BigInteger, primary_key=True, autoincrement=False),
    Column("box", Text, primary_key=True),  # hundredths of points, as one writes them
    Column("engine", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("kept_at", Instant, nullable=False),
    belongs(),
)
