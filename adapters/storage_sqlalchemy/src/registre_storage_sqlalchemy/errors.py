"""What drivers raise, in the words of the port: the one place that knows their codes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from registre_core.kernel.errors import AdapterFailure, Conflict, IntegrityBreach, InvalidInput, NotFound, RegistreError
from registre_storage_sqlalchemy.sqlstates import ServerError, from_sqlstate, is_of_server, said_safely, unreachable


@contextmanager
def told_in_our_words() -> Iterator[None]:
    """Let no driver's exception out; the original stays chained to ours, without the values it was about."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, ValueError, TypeError, AttributeError, OverflowError) as error:
        told = translated(error)
        _withhold_values(error)
        raise told from error


@contextmanager
def told_of_a_commit() -> Iterator[None]:
    """Tell a commit that certainly failed from one of which nobody knows: the answer got lost, or the disk failed.

    Raises:
        AdapterFailure: ``commit-unknown``, retryable: who asks whether his entry is there knows, and may repeat.
    """
    try:
        with told_in_our_words():
            yield
    except AdapterFailure as error:
        if not _may_have_been_kept(error.__cause__):
            raise
        said = "nobody knows whether the change was kept: ask whether its entry is there before you repeat it"
        raise AdapterFailure("commit-unknown", said, error.facts, retryable=True) from error


def _may_have_been_kept(cause: BaseException | None) -> bool:
    """Tell whether a commit was on its way when the connection or the disk failed."""
    if not isinstance(cause, DBAPIError):
        return False
    code = getattr(cause.orig, "sqlite_errorcode", sqlite3.SQLITE_OK)
    return cause.connection_invalidated or code & _PRIMARY == sqlite3.SQLITE_IOERR


def translated(error: Exception) -> RegistreError:
    """Say what the caller can do about it."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _from_sqlite(cause)
    if is_of_server(cause):
        return from_sqlstate(cause) if cause.sqlstate else _from_connection(error, cause)
    if isinstance(cause, (UnicodeEncodeError, OverflowError)):
        return InvalidInput.at("$", "value-not-storable", f"the database cannot hold this value: {cause}")
    if isinstance(cause, (ValueError, TypeError, AttributeError)):  # a column's type could not read what is there
        return IntegrityBreach("storage-damaged", f"a stored value cannot be read: {cause}")
    return AdapterFailure("storage-failed", f"the database failed: {cause}")


def _from_connection(error: Exception, cause: ServerError) -> RegistreError:
    """Say the same of what psycopg found by itself: the server is gone, or a value cannot be sent or read."""
    said = said_safely(cause)
    if isinstance(error, (OperationalError, InterfaceError)):
        return unreachable(said, {})
    if isinstance(error, DataError) and "NUL" in said:
        return InvalidInput.at("$", "value-not-storable", f"the database cannot hold this value: {said}")
    if isinstance(error, DataError):
        return IntegrityBreach("storage-damaged", f"a stored value cannot be read: {said}")
    return AdapterFailure("storage-failed", f"the database failed: {said}")


def _withhold_values(error: Exception) -> None:
    """Take the server's DETAIL, which quotes rows, out of what a traceback would print."""
    if isinstance(error, DBAPIError) and error.orig is not None and is_of_server(error.orig):
        error.orig.args = error.args = (said_safely(error.orig),)


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
