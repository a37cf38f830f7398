"""What drivers raise, in the words of the port: the one place that knows their codes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from registre_core.kernel.errors import AdapterFailure, Conflict, IntegrityBreach, InvalidInput, NotFound, RegistreError


@contextmanager
def told_in_our_words() -> Iterator[None]:
    """Let no driver's exception out; the original stays chained to ours."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise translated(error) from error


def translated(error: Exception) -> RegistreError:
    """Say what the caller can do about it."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _from_sqlite(cause)
    if isinstance(cause, (UnicodeEncodeError, OverflowError)):
        return InvalidInput.at("$", "value-not-storable", f"the database cannot hold this value: {cause}")
    if isinstance(cause, (ValueError, TypeError, AttributeError)):  # a column's type could not read what is there
        return IntegrityBreach("storage-damaged", f"a stored value cannot be read: {cause}")
    return AdapterFailure("storage-failed", f"the database failed: {cause}")


_PRIMARY = 0xFF
"""The low byte of an extended code of SQLite is the code it refines."""


def _from_sqlite(error: sqlite3.Error) -> RegistreError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    facts = {"driver": getattr(error, "sqlite_errorname", type(error).__name__)}
    match code & _PRIMARY:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            said = "another change holds the database; try again"
            return AdapterFailure("storage-busy", said, facts, retryable=True)
        case sqlite3.SQLITE_FULL:
            return AdapterFailure("storage-full", "no room is left on the database's disk; free some", facts)
        case sqlite3.SQLITE_READONLY:
            return AdapterFailure("storage-read-only", "the database's file or folder may not be written", facts)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return IntegrityBreach("storage-damaged", f"the database's file is damaged: {error}", facts)
        case sqlite3.SQLITE_CONSTRAINT:
            return _from_constraint(code, error)
    return AdapterFailure("storage-failed", f"the database failed: {error}", facts)


def _from_constraint(code: int, error: sqlite3.Error) -> RegistreError:
    """Stores ask before they write, so these are the second line."""
    if code in (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY):
        return Conflict("already-exists", f"it is there already: {error}")
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return NotFound("reference-not-found", "it names something that is not there")
    return AdapterFailure("storage-failed", f"the database refused: {error}")
