"""What somebody does to a register who holds its database, and what tests need to see it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.end_to_end.command_line import Answer
from tests.spec.register.oracle import first_link, link_behind

DATABASE = "sqlite:///registre.db"
ENTRIES = 78
"""Of the demonstration."""

Registre = Callable[..., Answer]


def tampered(*statements: str) -> None:
    """Do what somebody can who holds the file: take the schema's guards away, then rewrite history."""
    shutil.copyfile("registre.db", "forgé.db")
    with closing(sqlite3.connect("forgé.db")) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)


def name_of(folder: Path) -> str:
    """Give the name of the key that signed the anchor."""
    said = json.loads((folder / "ancre.json").read_bytes())["attestation"]
    return f"{said['algorithm']}:{said['key']}"


def rewritten(folder: Path) -> None:
    """Rewrite entry 24 and all links behind it, and the head: the database alone shows nothing."""
    tampered(
        "UPDATE register_entries SET content = replace(content, 'en 2025', 'en 2015') WHERE number = 24",
    )
    with closing(sqlite3.connect(folder / "forgé.db")) as connection, connection:
        (workspace,) = connection.execute("SELECT workspace_id FROM workspaces").fetchone()
        entries = connection.execute("SELECT number, content FROM register_entries ORDER BY number").fetchall()
        link = first_link(entries[0][1].split(b"\n")[2].decode())
        for number, content in entries:
            link = link_behind(link, content if isinstance(content, bytes) else content.encode())
            connection.execute("UPDATE register_entries SET link = ? WHERE number = ?", [link, number])
        connection.execute("UPDATE register_heads SET link = ? WHERE workspace_id = ?", [link, workspace])


def cut(folder: Path) -> None:
    """Cut the tail, and set the head back."""
    tampered(
        "DELETE FROM register_personal WHERE number > 23",
        "DELETE FROM register_entries WHERE number > 23",
        "UPDATE register_heads SET number = 23, link = (SELECT link FROM register_entries WHERE number = 23)",
    )


def emptied(folder: Path) -> None:
    """Take the workspace away with everything in it."""
    with closing(sqlite3.connect(folder / "registre.db")) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    gone = [f'DELETE FROM "{name}"' for name in tables if name != "registre_schema"]  # noqa: S608
    tampered("PRAGMA foreign_keys = OFF", *gone)
