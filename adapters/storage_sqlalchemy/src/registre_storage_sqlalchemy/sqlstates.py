"""What PostgreSQL answers, by SQLSTATE, in the words of the port.

See https://www.postgresql.org/docs/current/errcodes-appendix.html. Nothing here quotes the server's DETAIL, which may
hold the values of a row, nor its message where that quotes what was sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeGuard

from registre_core.kernel.errors import (
    AdapterFailure,
    ConfigurationError,
    Conflict,
    IntegrityBreach,
    InvalidInput,
    NotFound,
    RegistreError,
)
from registre_core.kernel.reasons import FactValue

INSUFFICIENT_PRIVILEGE = "42501"
UNKNOWN_ROLE = "22023"


class Diagnosis(Protocol):
    """What psycopg knows of an error of the server's."""

    @property
    def message_primary(self) -> str | None: ...


class ServerError(Protocol):
    """An error of psycopg's, told by what it has: a register in a file must not load psycopg to tell one."""

    args: tuple[object, ...]

    @property
    def sqlstate(self) -> str | None: ...
    @property
    def diag(self) -> Diagnosis: ...


def is_of_server(error: object) -> TypeGuard[ServerError]:
    """Tell whether psycopg raised it."""
    return hasattr(error, "sqlstate") and hasattr(error, "diag")


def sqlstate_of(error: object) -> str | None:
    """Give the SQLSTATE of a driver's or SQLAlchemy's error; a connection that broke has none."""
    return getattr(getattr(error, "orig", error), "sqlstate", None)


def said_safely(error: ServerError) -> str:
    """Give what the server said, without values."""
    state = error.sqlstate
    if state is None:  # psycopg's own words: where it could not connect, or what it does not send
        return str(error).partition("\n")[0]
    said = None if state[:2] in {"22", "23"} else error.diag.message_primary
    return f"{said} ({state})" if said else state


def from_sqlstate(error: ServerError) -> RegistreError:
    """Say what the caller can do about an answer of the server's."""
    state, said = error.sqlstate or "", said_safely(error)
    tell = _STATES.get(state) or _CLASSES.get(state[:2]) or _failed
    return tell(said, {"driver": state})


Facts = Mapping[str, FactValue]
Tell = Callable[[str, Facts], RegistreError]


def _failed(said: str, facts: Facts) -> RegistreError:
    return AdapterFailure("storage-failed", f"the database failed: {said}", facts)


def _passing(said: str, facts: Facts) -> RegistreError:
    return AdapterFailure("storage-failed", f"the database failed for now: {said}", facts, retryable=True)


def _busy(said: str, facts: Facts) -> RegistreError:
    said = "another change holds the workspace; try again"
    return AdapterFailure("storage-busy", said, facts, retryable=True)


def _collided(said: str, facts: Facts) -> RegistreError:
    said = f"the database gave this change up in favour of another; try again: {said}"
    return AdapterFailure("storage-collision", said, facts, retryable=True)


def unreachable(said: str, facts: Facts) -> RegistreError:
    """Tell of a server that is not there, turns the login away or broke off."""
    said = f"the database server does not answer or broke off: {said}"
    return AdapterFailure("storage-unreachable", said, {**facts, "said": said}, retryable=True)


def _full(said: str, facts: Facts) -> RegistreError:  # noqa: ARG001
    return AdapterFailure("storage-full", "no room is left on the database's disk; free some", facts)


def _read_only(said: str, facts: Facts) -> RegistreError:
    return AdapterFailure("storage-read-only", f"the database may not be written: {said}", facts)


def _forbidden(said: str, facts: Facts) -> RegistreError:
    said = f"the roles of the register lack a right that «registre migrate» gave them: {said}"
    return ConfigurationError("privilege-missing", said, facts)


def _damaged(said: str, facts: Facts) -> RegistreError:
    return IntegrityBreach("storage-damaged", f"the database is damaged: {said}", facts)


def _there_already(said: str, facts: Facts) -> RegistreError:  # noqa: ARG001
    return Conflict("already-exists", "it is there already")


def _not_there(said: str, facts: Facts) -> RegistreError:  # noqa: ARG001
    return NotFound("reference-not-found", "it names something that is not there")


def _not_storable(said: str, facts: Facts) -> RegistreError:  # noqa: ARG001
    return InvalidInput.at("$", "value-not-storable", f"the database cannot hold this value: {said}")


_STATES: Mapping[str, Tell] = {
    "23505": _there_already,  # stores ask before they write, so these are the second line
    "23503": _not_there,
    "25006": _read_only,
    "40001": _collided,
    "40P01": _collided,
    INSUFFICIENT_PRIVILEGE: _forbidden,
    "53100": _full,
    "53300": unreachable,  # too many connections
    "55P03": _busy,
    "57P01": unreachable,  # an administrator ended the session
    "57P02": unreachable,  # another session crashed
    "57P03": unreachable,  # the server is starting or stopping
    "57P04": unreachable,  # the database was dropped
    "57P05": unreachable,  # the session was idle for too long
    "25P03": unreachable,  # so was the transaction
    "XX001": _damaged,
    "XX002": _damaged,
}
_CLASSES: Mapping[str, Tell] = {"08": unreachable, "22": _not_storable, "53": _passing}
