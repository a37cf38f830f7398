"""Values that no database can hold: refused alike by every storage, all of them at once, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache, singledispatch
from typing import Any

import attrs

from registre_core.kernel.errors import InvalidInput, Problem

_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


def require_storable(entity: object) -> None:
    """Refuse an entity that holds what no database can.

    Databases differ in what they take and in when they say so; on some of them the transaction is lost by then. So a
    store asks here before it writes, and never when it reads.

    Raises:
        InvalidInput: ``value-not-storable``, with the path of every such value.
    """
    if found := list(unstorable(entity, "")):
        raise InvalidInput.of(found)


@singledispatch
def unstorable(value: Any, path: str) -> Iterator[Problem]:  # noqa: ANN401  # whatever an entity is made of
    """Tell what no database can hold in a value, and where.

    That is a text with a null character or half of a surrogate pair in it, an integer of more than 64 bits, and an
    instant that UTC has no year for; of every other type all values are harmless.
    """
    for name in _fields(type(value)):  # type: ignore[arg-type]  # classes are hashable
        yield from unstorable(getattr(value, name), f"{path}.{name}" if path else name)


@cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(kind)) if attrs.has(kind) else ()


@unstorable.register
def _of_text(value: str, path: str) -> Iterator[Problem]:
    if "\0" in value:
        yield _problem(path, "a null character")
    try:
        value.encode()
    except UnicodeEncodeError:
        yield _problem(path, "half of a surrogate pair")


@unstorable.register
def _of_number(value: int, path: str) -> Iterator[Problem]:
    if not _SMALLEST <= value <= _LARGEST:
        yield _problem(path, "an integer of more than 64 bits")


@unstorable.register
def _of_instant(value: datetime, path: str) -> Iterator[Problem]:
    try:
        value.astimezone(UTC)
    except OverflowError:
        yield _problem(path, "an instant that UTC has no year for")


@unstorable.register
def _of_sequence(value: tuple, path: str) -> Iterator[Problem]:  # type: ignore[type-arg]  # dispatch takes no arguments
    for place, item in enumerate(value):
        yield from unstorable(item, f"{path}[{place}]")


@unstorable.register
def _of_set(value: frozenset, path: str) -> Iterator[Problem]:  # type: ignore[type-arg]
    for item in sorted(value, key=str):
        yield from unstorable(item, path)


@unstorable.register
def _of_mapping(value: Mapping, path: str) -> Iterator[Problem]:  # type: ignore[type-arg]
    for key, item in value.items():
        yield from unstorable(key, path)
        yield from unstorable(item, f"{path}.{key}")


def _problem(path: str, what: str) -> Problem:
    return Problem(path, "value-not-storable", f"'{path}' holds {what}, which no database can keep", {"what": what})
