"""Registers as each release left them: rows that were written then, and are put in by SQL as it stood.

``released/REVISION.json`` holds every table in the order of its foreign keys. Once released it is never brought up to
date: that is what the migrations after it are for. Who adds a revision writes its file, and adds to it what is new:
``python -m adapters.storage_sqlalchemy.tests.released``.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Table
from tests.postgres_server import connected

from registre_storage_sqlalchemy import migrate
from registre_storage_sqlalchemy.schema import REVISIONS, metadata

FOLDER = Path(__file__).with_name("released")
WORKSPACE = "019cad8fac00700080000000000f4240"


def fill(url: str, revision: str) -> None:
    """Put the register of a release into a database of its revision."""
    if url.startswith("sqlite:"):
        _fill_file(url.removeprefix("sqlite:///"), revision)
    else:
        _fill_server(url, revision)


def _fill_file(path: str, revision: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement, values in _inserts(revision):
            connection.execute(statement, values)


def _fill_server(url: str, revision: str) -> None:
    with closing(connected(url)) as connection, connection.transaction():
        connection.execute("SET LOCAL ROLE registre_application; SET LOCAL search_path = registre")
        connection.execute("SELECT set_config('registre.workspace', %s, true)", [WORKSPACE])
        for statement, values in _inserts(revision):
            connection.execute(statement.replace("?", "%s"), values)


def _inserts(revision: str) -> Iterator[tuple[str, list[Any]]]:
    tables = json.loads((FOLDER / f"{revision}.json").read_text(encoding="utf-8"))
    for table, rows in tables.items():
        for row in rows:
            marks = ", ".join("?" * len(row))
            yield f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", [_value(kept) for kept in row.values()]  # noqa: S608


def _value(kept: Any) -> Any:  # noqa: ANN401  # whatever a column holds
    return bytes.fromhex(kept["hex"]) if isinstance(kept, dict) else kept


def write() -> None:
    """Write what the newest revision makes of the register before it."""
    before, newest = list(REVISIONS)[-2:]
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/registre.db"
        migrate(url, revision=before)
        fill(url, before)
        migrate(url)
        with closing(sqlite3.connect(f"{folder}/registre.db")) as connection:
            connection.row_factory = sqlite3.Row
            kept = {table.name: list(_rows(connection, table)) for table in metadata.sorted_tables}
    text = json.dumps(kept, ensure_ascii=False, indent=1) + "\n"
    (FOLDER / f"{newest}.json").write_text(text, encoding="utf-8")


def _rows(connection: sqlite3.Connection, table: Table) -> Iterator[dict[str, Any]]:
    for row in connection.execute(f"SELECT * FROM {table.name}"):  # noqa: S608
        yield {name: _plain(row[name], is_bool=isinstance(table.c[name].type, Boolean)) for name in row.keys()}  # noqa: SIM118  # a row gives values


def _plain(kept: Any, *, is_bool: bool) -> Any:  # noqa: ANN401  # whatever a column holds
    return {"hex": kept.hex()} if isinstance(kept, bytes) else bool(kept) if is_bool else kept


if __name__ == "__main__":
    write()
