"""What somebody who holds the database's file could do, and what comes of it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from registre_cli.demo.chapters import Tampered
from registre_cli.opening import operator, without_documents
from registre_core.kernel.identifiers import WorkspaceId

BEFORE, AFTER = "posés en 2025", "posés en 2015"
"""One byte apart: the cables would be ten years older."""


def tamper(database: Path, workspace: WorkspaceId, number: int) -> Tampered:
    """Change one byte of one entry in a copy of a closed database, and verify the copy."""
    with TemporaryDirectory(dir=database.parent) as folder:
        copy = Path(shutil.copy(database, folder))
        _forge(copy, number)
        with without_documents(f"sqlite:///{copy}") as registre:
            found = registre.register.verify(operator(workspace))
    return Tampered(number, BEFORE, AFTER, found)


def _forge(database: Path, number: int) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        # The schema forbids changes of entries; but who has the file has the schema.
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        (content,) = connection.execute("SELECT content FROM register_entries WHERE number = ?", [number]).fetchone()
        forged = content.replace(BEFORE.encode(), AFTER.encode(), 1)
        connection.execute("UPDATE register_entries SET content = ? WHERE number = ?", [forged, number])
