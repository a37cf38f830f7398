"""Types of columns that must mean the same in every database."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import repeat
from struct import iter_unpack
from typing import Any
from uuid import UUID, SafeUUID

from sqlalchemy import ColumnElement, DateTime, Dialect, String, type_coerce
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import NullType, TypeDecorator, TypeEngine


@lru_cache(maxsize=10_000)
def identifier(text: str) -> UUID:
    """Read an identifier out of a JSON array. The few contractors of many interventions are read once."""
    return UUID(text)


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept to the microsecond and given back in UTC.

    SQLite has no such type: there it is ISO 8601 text of fixed width in UTC, so that the order of texts is the order of
    instants. Elsewhere it is the database's own timestamp with time zone.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """Say what it holds."""
        return datetime

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose text on SQLite."""
        return dialect.type_descriptor(String(32) if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | datetime | None:
        """Bring the instant to UTC."""
        if value is None:
            return None
        instant = value.astimezone(UTC)
        return instant.isoformat(timespec="microseconds") if dialect.name == "sqlite" else instant

    def process_result_value(self, value: str | datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give it back in UTC."""
        return None if value is None else as_instant(value)


def raw(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Ask for a column as the driver gives it.

    A tampered SQLite file may hold anything anywhere. SQLAlchemy's types would fail on it before anybody could say
    which row it is; the functions below read value by value.
    """
    return type_coerce(column, NullType())


def as_bytes(kept: object) -> bytes:
    """Read bytes; text that stands in their place counts as its own bytes, so that verification finds the change."""
    return kept if type(kept) is bytes else str(kept).encode()


def as_number(kept: object) -> int:
    """Read the number of an entry; no entry has the number 0."""
    return kept if type(kept) is int else 0


def as_uuid(kept: object) -> UUID:
    """Read an identifier in the one form in which it is kept: in another, no question would find its row.

    Raises:
        ValueError: it is kept in another form.
    """
    if isinstance(kept, UUID):
        return kept
    identifier = UUID(str(kept))
    if identifier.hex != kept:
        raise ValueError(f"{kept!r} is no identifier as they are kept here")
    return identifier


def as_instant(kept: object) -> datetime:
    """Read an instant, of text in the one form in which it is kept.

    Raises:
        ValueError: it is kept in another form.
    """
    if isinstance(kept, datetime):
        return kept if kept.tzinfo is UTC else kept.astimezone(UTC)
    instant = datetime.fromisoformat(str(kept)).astimezone(UTC)
    if instant.isoformat(timespec="microseconds") != kept:
        raise ValueError(f"{kept!r} is no instant as they are kept here")
    return instant


class hexadecimal(GenericFunction[str]):  # noqa: N801  # a function of SQL
    """The 32 digits of an identifier."""

    type = String()
    inherit_cache = True


@compiles(hexadecimal)
def _of_bytes(function: hexadecimal, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  # SQLAlchemy's own
    return f"encode(uuid_send({compiler.process(function.clauses, **options)}), 'hex')"


@compiles(hexadecimal, "sqlite")
def _as_kept(function: hexadecimal, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return compiler.process(function.clauses, **options)


_DIGITS = 32


def numbers_in_a_row(written: str) -> list[int]:
    """Read identifiers that a database wrote one behind the other, as numbers.

    Raises:
        ValueError: that is not what it wrote.
    """
    if len(written) % _DIGITS:
        raise ValueError("identifiers of another length than they are kept in here")
    return [high << 64 | low for high, low in iter_unpack(">QQ", bytes.fromhex(written))]


_number, _safety = UUID.__dict__["int"].__set__, UUID.__dict__["is_safe"].__set__


def uuids(numbers: Sequence[int]) -> list[UUID]:
    """Make identifiers of these numbers, in a quarter of the time that asking for each takes.

    `UUID` looks each time at which of six ways it is made in, and guards itself against being changed.
    """
    made = [object.__new__(UUID) for _ in numbers]
    deque(map(_number, made, numbers), maxlen=0)
    deque(map(_safety, made, repeat(SafeUUID.unknown)), maxlen=0)
    return made
