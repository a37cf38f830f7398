"""What lies at an address: a register, of which revision, or something else. Looking changes nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL

from registre_core.kernel.errors import ConfigurationError, IntegrityBreach
from registre_core.kernel.reasons import FactValue
from registre_storage_sqlalchemy.addresses import shown
from registre_storage_sqlalchemy.errors import told_in_our_words
from registre_storage_sqlalchemy.schema import APPLICATION_ID, REVISIONS, VERSION_TABLE
from registre_storage_sqlalchemy.sqlite import connected

_SMALLEST = 512
"""Bytes of the shortest page, so of the shortest database. SQLite would take less for an empty file and write over it;
and reading the file ourselves would give up the locks that other connections of this process hold on it."""


def revision_at(path: Path, patience: float) -> str | None:
    """Tell the revision of the register in a file; ``None`` when there is no schema yet, or no file.

    Raises:
        ConfigurationError: ``not-a-register``, when the file is no SQLite database or another program's.
        IntegrityBreach: ``storage-damaged``, when it was one.
    """
    if not path.exists():
        return None
    if not path.is_file() or 0 < path.stat().st_size < _SMALLEST:
        raise not_a_register(path)
    try:
        with told_in_our_words(), closing(connected(path, patience, {}, mode="ro")) as connection:
            return revision_of(connection, path)
    except IntegrityBreach as error:
        if error.facts.get("driver") == "SQLITE_NOTADB":
            raise not_a_register(path) from error
        raise


def revision_of(connection: sqlite3.Connection, path: Path) -> str | None:
    """Tell the same over an open connection."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not tables:
        return None
    [(application,)] = connection.execute("PRAGMA application_id")
    if application != APPLICATION_ID or VERSION_TABLE not in tables:
        raise not_a_register(path)
    for (revision,) in connection.execute(f"SELECT version_num FROM {VERSION_TABLE}"):  # noqa: S608  # a constant
        return str(revision)
    raise not_a_register(path)


def require_present_schema(place: Path | URL, revision: str | None) -> None:
    """Refuse a database whose schema is not exactly the one this package knows.

    Raises:
        ConfigurationError: ``schema-missing``, ``schema-too-old`` or ``schema-too-new``.
    """
    require_upgradable(place, revision)
    if revision is None:
        said = f"there is no register in {shown(place)} yet: run «registre migrate» on it"
        raise ConfigurationError("schema-missing", said, _facts(place, revision))
    if revision != REVISIONS[-1]:
        said = f"the register in {shown(place)} has an older schema: run «registre migrate» on it"
        raise ConfigurationError("schema-too-old", said, _facts(place, revision))


def require_upgradable(place: Path | URL, revision: str | None) -> None:
    """Refuse a revision that this package does not know: a later release was here.

    Raises:
        ConfigurationError: ``schema-too-new``.
    """
    if revision is not None and revision not in REVISIONS:
        said = f"the register in {shown(place)} was migrated by a later release: install that one"
        raise ConfigurationError("schema-too-new", said, _facts(place, revision))


def not_a_register(place: Path | URL) -> ConfigurationError:
    """Tell that something else lies there."""
    return ConfigurationError(
        "not-a-register", f"{shown(place)} is not a register's database", {"database": shown(place)}
    )


def _facts(place: Path | URL, revision: str | None) -> dict[str, FactValue]:
    return {"database": shown(place), "revision": revision, "known": REVISIONS[-1]}
