"""The strict converter between entities and plain builtins, the form in which they are stored, exported and shown.

Names of fields are the stored names. Unknown keys are refused and primitives are never coerced: ``"3"`` is not ``3``.
Nothing stored names a Python path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from math import isfinite
from types import GenericAlias
from typing import Any, TypeVar, get_args, get_origin
from uuid import UUID

import attrs
from attrs import evolve
from cattrs import Converter
from cattrs.errors import (
    BaseValidationError,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_unstructure_fn, override

from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.kernel.reasons import FactValue
from registre_core.logbook import CONTENTS, Content

T = TypeVar("T")


class _Mistyped(ValueError):
    """A value of another type than the field's."""


def _exactly(kind: type[T]) -> Callable[[Any, Any], T]:
    def hook(value: Any, _: Any) -> T:
        if type(value) is not kind:
            raise _Mistyped(f"expected {kind.__name__}, not {type(value).__name__}")
        return value

    return hook


def _number(value: Any, _: Any) -> float:
    if type(value) is float and isfinite(value):  # first, since a passage has dozens
        return value
    if type(value) is int:
        return float(value)
    if type(value) is float:
        raise _Mistyped(f"expected a finite number, not {value}")
    raise _Mistyped(f"expected a number, not {type(value).__name__}")


def _plain(value: Any, _: Any) -> FactValue:
    if value is not None and type(value) not in (str, int, bool):
        raise _Mistyped(f"expected a text, a whole number, a truth value or nothing, not {type(value).__name__}")
    return value  # type: ignore[no-any-return]


def _parsed(parse: Callable[[str], T], write: Callable[[T], str]) -> Callable[[Any, Any], T]:
    """Read a text in the one form in which it is written."""

    def hook(value: Any, _: Any) -> T:
        if type(value) is not str:
            raise _Mistyped(f"expected a text, not {type(value).__name__}")
        parsed = parse(value)
        if write(parsed) != value:
            raise _Mistyped(f"expected {write(parsed)}, not {value}")
        return parsed

    return hook


def _enum(value: Any, kind: type[Enum]) -> Enum:
    if type(value) is not type(next(iter(kind)).value):
        raise _Mistyped(f"expected one of {', '.join(repr(member.value) for member in kind)}, not {value!r}")
    return kind(value)


def _value(member: Enum) -> Any:
    return member.value


def _listed(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    """Read a list of members, and nothing else that can be walked through: a text would fall into its letters."""
    build: Callable[[list[Any]], Any] = get_origin(kind)
    members = converter.get_structure_hook(GenericAlias(list, get_args(kind)[0]))

    def hook(value: Any, _: Any) -> Any:
        if type(value) not in (list, tuple):
            raise _Mistyped(f"expected a list, not {type(value).__name__}")
        built = build(members(value, list))
        if len(built) < len(value):
            raise _Mistyped("expected each member once")
        return built

    return hook


def _keyed(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    members = converter.get_structure_hook(GenericAlias(dict, get_args(kind)))

    def hook(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise _Mistyped(f"expected an object, not {type(value).__name__}")
        return members(value, dict)

    return hook


def _instant(value: datetime) -> str:
    return value.isoformat()


def _amount(value: Decimal) -> str:
    return f"{value:f}"  # never with an exponent


def _sorted_set(value: frozenset[Any]) -> list[Any]:
    return sorted(_PLAIN.unstructure(member) for member in value)


def _is_frozenset(kind: Any) -> bool:
    return frozenset in (kind, get_origin(kind))


def _is_collection(kind: Any) -> bool:
    return get_origin(kind) is frozenset or (get_origin(kind) is tuple and get_args(kind)[1:] == (...,))


def _is_mapping(kind: Any) -> bool:
    return get_origin(kind) is Mapping


def _strict(*, personal: bool) -> Converter:
    """Make a converter; without `personal`, it leaves the fields out that are marked so."""
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    for kind in (str, int, bool, bytes):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook_func(lambda kind: kind == FactValue, _plain)
    converter.register_structure_hook(UUID, _parsed(UUID, str))
    converter.register_structure_hook(datetime, _parsed(datetime.fromisoformat, _instant))
    converter.register_structure_hook(Decimal, _parsed(Decimal, _amount))
    converter.register_structure_hook(date, _parsed(date.fromisoformat, date.isoformat))
    converter.register_structure_hook(time, _parsed(time.fromisoformat, time.isoformat))
    converter.register_structure_hook_factory(_is_collection, _listed)
    converter.register_structure_hook_factory(_is_mapping, _keyed)
    for base in (StrEnum, IntEnum):  # by class, or they pass for the texts and numbers that they also are
        converter.register_structure_hook(base, _enum)
        converter.register_unstructure_hook(base, _value)
    converter.register_unstructure_hook(UUID, str)
    converter.register_unstructure_hook(datetime, _instant)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(time, time.isoformat)
    converter.register_unstructure_hook(Decimal, _amount)
    converter.register_unstructure_hook_func(_is_frozenset, _sorted_set)
    if not personal:
        converter.register_unstructure_hook_factory(attrs.has, _without_personal(converter))
    _tell_apart(converter, Content, "chapter", {chapter.value: kind for chapter, kind in CONTENTS.items()})
    return converter


def _tell_apart(converter: Converter, union: Any, tag: str, kinds: Mapping[str, type[Any]]) -> None:
    """Write beside the fields of a value which of several classes it is of, and read it as that one."""
    names = {kind: name for name, kind in kinds.items()}

    def read(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise _Mistyped(f"expected an object, not {type(value).__name__}")
        name = value.get(tag)
        if type(name) is not str or name not in kinds:
            raise _Mistyped(f"expected one of {', '.join(map(repr, kinds))} under '{tag}', not {name!r}")
        return converter.structure({key: said for key, said in value.items() if key != tag}, kinds[name])

    converter.register_unstructure_hook(union, lambda value: {tag: names[type(value)], **converter.unstructure(value)})
    converter.register_structure_hook(union, read)


def _without_personal(converter: Converter) -> Callable[[type[Any]], Callable[[Any], Mapping[str, Any]]]:
    def factory(kind: type[Any]) -> Callable[[Any], Mapping[str, Any]]:
        left_out = {field.name: override(omit=True) for field in attrs.fields(kind) if field.metadata.get("personal")}
        return make_dict_unstructure_fn(kind, converter, **left_out)  # type: ignore[arg-type]

    return factory


_PLAIN = _strict(personal=True)
_PUBLIC = _strict(personal=False)


def to_builtins(value: Any) -> Any:
    """Turn an entity into dicts, lists, texts and numbers. Sets come sorted, instants in ISO 8601."""
    return _PLAIN.unstructure(value)


def public_builtins(value: Any) -> Any:
    """Do the same without the fields marked personal."""
    return _PUBLIC.unstructure(value)


def from_builtins(kind: type[T], data: Any) -> T:
    """Turn builtins into an entity.

    Raises:
        InvalidInput: with every problem and its path: unknown keys, missing keys, other types, broken invariants.
    """
    if attrs.has(kind) and type(data) is not dict:
        raise InvalidInput.at("$", "malformed-data", f"expected an object, not {type(data).__name__}")
    try:
        return _PLAIN.structure(data, kind)
    except BaseValidationError as error:
        raise InvalidInput.of(_problems(error, "")) from error
    except (ValueError, TypeError, ArithmeticError) as error:
        raise InvalidInput.at("$", "malformed-data", str(error)) from error


def _problems(error: BaseException, path: str) -> Iterator[Problem]:
    """Walk down what cattrs collected; what an entity itself says of its fields keeps its own code."""
    match error:
        case ClassValidationError() | IterableValidationError():
            noted, plain = error.group_exceptions()
            for inner, note in noted:
                yield from _problems(inner, _joined(path, note))
            for inner in plain:
                yield from _problems(inner, path)
        case InvalidInput():
            for problem in error.problems:
                yield evolve(problem, path=_joined(path, problem.path))
        case ForbiddenExtraKeysError():
            for name in sorted(error.extra_fields):
                yield Problem(_joined(path, name), "malformed-data", "there is no such field")
        case KeyError():
            yield Problem(path, "malformed-data", "the field is missing")
        case _:
            yield Problem(path or "$", "malformed-data", str(error) or type(error).__name__)


def _joined(path: str, step: Any) -> str:
    if isinstance(step, IterableValidationNote):
        return f"{path}[{step.index}]"
    name = str(getattr(step, "name", step))
    return f"{path}.{name}" if path else name
