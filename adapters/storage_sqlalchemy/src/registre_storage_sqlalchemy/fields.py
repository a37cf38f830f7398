"""Entities that lie in columns called as their fields are: what most of them would say of themselves three times.

A field that a database knows how to hold is a column of its own; so is a member of an enumeration, by its value. Every
other part, be it a list or a value made of others, is JSON as the codec writes it, and is read as strictly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

import attrs
from attrs import frozen
from sqlalchemy import Table

from registre_core.codec import from_builtins, to_builtins
from registre_storage_sqlalchemy.shelves import Entity
from registre_storage_sqlalchemy.transactions import AnyRow

Kept = TypeVar("Kept", bound=Entity)

_PLAIN = (UUID, str, int, bool, date, datetime)
"""What columns hold by themselves."""


@frozen
class Form:
    """How the values of a field are kept."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def form_of(kind: Any) -> Form | None:  # noqa: ANN401  # a type, as a field declares it
    """Tell how values of this type are kept; of what a column holds by itself there is nothing to tell."""
    one = _but_for_nothing(kind)
    if one in _PLAIN or getattr(one, "__supertype__", None) in _PLAIN:
        return None
    if isinstance(one, type) and issubclass(one, Enum):
        members = {member.value: member for member in one}
        return Form(lambda member: member.value, members.__getitem__)
    return Form(to_builtins, lambda data: from_builtins(one, data))


def _but_for_nothing(kind: Any) -> Any:  # noqa: ANN401  # a type
    """Give the type beside ``None``, which is ``NULL`` whatever the column holds otherwise."""
    if get_origin(kind) not in {Union, UnionType}:
        return kind
    [one] = (other for other in get_args(kind) if other is not NoneType)
    return one


class Fields(Generic[Kept]):
    """How an entity lies in columns that are called as its fields are.

    Args:
        entity: the class.
        table: its table.
        forms: how fields are kept for which there is a faster way than the codec's.
        beside: further columns that a store asks by, with what they hold.
    """

    def __init__(
        self,
        entity: type[Kept],
        table: Table,
        *,
        forms: Mapping[str, Form] | None = None,
        beside: Mapping[str, Callable[[Kept], Any]] | None = None,
    ) -> None:
        self._entity, self._beside = entity, beside or {}
        names = [field.name for field in attrs.fields(cast("Any", entity))]
        hints = get_type_hints(entity)
        told = {name: (forms or {}).get(name) or form_of(hints[name]) for name in names}
        self.columns = tuple(table.c[name] for name in names)
        self._names = names
        self._forms = [(place, name, form) for place, (name, form) in enumerate(told.items()) if form]

    def read(self, row: AnyRow) -> Kept:
        """Build an entity from its columns."""
        values = list(row)
        for place, _, form in self._forms:
            if values[place] is not None:
                values[place] = form.read(values[place])
        return self._entity(*values)

    def write(self, entity: Kept) -> Mapping[str, Any]:
        """Give what the columns hold of an entity, but for its identifier."""
        values = {name: getattr(entity, name) for name in self._names if name != "id"}
        for _, name, form in self._forms:
            if values[name] is not None:
                values[name] = form.write(values[name])
        return values | {name: derive(entity) for name, derive in self._beside.items()}
