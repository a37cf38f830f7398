"""What somebody who holds the database's file could do, and what comes of it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from registre_cli.demo.chapters import Rewritten, Tampered
from registre_cli.opening import operator, without_documents
from registre_core import Host, verify_anchor
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.register import genesis, next_link

BEFORE, AFTER = "posés en 2025", "posés en 2015"
"""One byte apart: the cables would be ten years older."""


def tamper(database: Path, workspace: WorkspaceId, number: int) -> Tampered:
    """Change one byte of one entry in a copy of a closed database, and verify the copy."""
    with _copy_of(database) as copy:
        with _forging(copy) as connection:
            _change(connection, number)
        with without_documents(f"sqlite:///{copy}") as registre:
            found = registre.register.verify(operator(workspace))
    return Tampered(number, BEFORE, AFTER, found)


def rewrite(database: Path, workspace: WorkspaceId, number: int) -> Rewritten:
    """Change that byte, and every link and the head with it, in a copy of which an anchor was taken before."""
    with _copy_of(database) as copy:
        address, key, signed = f"sqlite:///{copy}", f"ed25519:{copy.with_name('ancre.key')}", BytesIO()
        Host.discover().make_key(key)
        with without_documents(address, attestor=key) as registre:
            taken = registre.register.anchor(operator(), signed)
        with _forging(copy) as connection:
            _change(connection, number)
            _relink(connection, workspace)
        with without_documents(address, attestor=taken.attestation.signer) as registre:
            public = registre.ports.attestor
            anchors = [verify_anchor(signed.getvalue(), public)] if public else []
            alone = registre.register.verify(operator(workspace))
            held = registre.register.verify(operator(workspace), anchors=anchors)
    return Rewritten(number, taken.anchor.heads[workspace], alone, held)


@contextmanager
def _copy_of(database: Path) -> Iterator[Path]:
    with TemporaryDirectory(dir=database.parent) as folder:
        yield Path(shutil.copy(database, folder))


@contextmanager
def _forging(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database)) as connection, connection:
        # The schema forbids changes of entries; but who has the file has the schema.
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        yield connection


def _change(connection: sqlite3.Connection, number: int) -> None:
    (content,) = connection.execute("SELECT content FROM register_entries WHERE number = ?", [number]).fetchone()
    forged = content.replace(BEFORE.encode(), AFTER.encode(), 1)
    connection.execute("UPDATE register_entries SET content = ? WHERE number = ?", [forged, number])


def _relink(connection: sqlite3.Connection, workspace: WorkspaceId) -> None:
    link = genesis(workspace).link
    for number, content in connection.execute(
        "SELECT number, content FROM register_entries ORDER BY number"
    ).fetchall():
        link = next_link(link, sha256(content).digest())
        connection.execute("UPDATE register_entries SET link = ? WHERE number = ?", [link, number])
    connection.execute("UPDATE register_heads SET link = ?", [link])
