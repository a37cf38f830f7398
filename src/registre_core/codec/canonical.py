"""Canonical JSON: the same value gives the same bytes, on every machine and in every year.

A subset of RFC 8785 (JSON Canonicalization Scheme): keys are ASCII and sorted, nothing is written that need not be,
text is UTF-8 as it is. Numbers that would need an exponent, and keys beyond ASCII, are refused rather than interpreted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from registre_core.kernel.errors import InvalidInput

_EXACT = 2**53
"""From here on two integers may be one to a reader that counts in floats."""
_SMALLEST = 1e-4
"""Below it Python writes an exponent."""


def canonical_bytes(value: Any) -> bytes:
    """Write builtins as canonical JSON.

    Raises:
        InvalidInput: ``not-canonical``, for a value that has no canonical form here: a number that is not finite, too
            large or too small, a key that is not ASCII text, or any other type.
    """
    try:
        return _ENCODER.encode(_settled(value)).encode()
    except _NotCanonicalError as refusal:
        raise InvalidInput.at(_place(value, "$"), "not-canonical", str(refusal)) from refusal
    except UnicodeEncodeError as error:
        raise InvalidInput.at("$", "not-canonical", "a text holds half of a surrogate pair") from error


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


class _NotCanonicalError(ValueError):
    """A value without a canonical form; where it stands is looked up only then."""


def _settled(value: Any) -> Any:
    """Give the value with whole floats as integers, or refuse it."""
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return value
    if kind is dict:
        return {_settled_key(key): _settled(member) for key, member in value.items()}
    if kind is float:
        return _settled_float(value)
    if kind is list or kind is tuple:
        return [_settled(member) for member in value]
    if kind is not int:
        raise _NotCanonicalError(f"a {kind.__name__} has no canonical form")
    if not -_EXACT < value < _EXACT:
        raise _NotCanonicalError("an integer of 2^53 or more does not survive every JSON reader")
    return value


def _settled_float(value: float) -> float:
    if not (-_EXACT < value < _EXACT) or (value and -_SMALLEST < value < _SMALLEST):
        raise _NotCanonicalError("a number must be finite and need no exponent")
    return int(value) if value.is_integer() else value


def _settled_key(key: Any) -> str:
    if type(key) is not str or not key.isascii():
        raise _NotCanonicalError("a key must be ASCII text")
    return key


def _place(value: Any, path: str) -> str:
    """Find the first value that is refused."""
    members: Iterable[tuple[str, Any]] = ()
    if type(value) is dict:
        members = ((f"{path}.{key}", member) for key, member in value.items())
    elif type(value) in (list, tuple):
        members = ((f"{path}[{index}]", member) for index, member in enumerate(value))
    for inner, member in members:
        try:
            _settled(member)
        except _NotCanonicalError:
            return _place(member, inner)
    return path
