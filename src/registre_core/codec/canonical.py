"""Canonical JSON: the same value gives the same bytes, on every machine and in every year.

A subset of RFC 8785 (JSON Canonicalization Scheme): keys are ASCII and sorted, nothing is written that need not be,
text is UTF-8 as it is. Numbers that would need an exponent, and keys beyond ASCII, are refused rather than interpreted.
"""

from __future__ import annotations

import json
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
    settled = _settled(value, "$")
    try:
        return _ENCODER.encode(settled).encode()
    except UnicodeEncodeError as error:
        raise InvalidInput.at("$", "not-canonical", "a text holds half of a surrogate pair") from error


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def _settled(value: Any, path: str) -> Any:
    """Give the value with whole floats as integers, or refuse it."""
    match value:
        case None | bool() | str():
            return value
        case int():
            if abs(value) >= _EXACT:
                raise _refused(path, "an integer of 2^53 or more does not survive every JSON reader")
            return value
        case float():
            return _settled_float(value, path)
        case dict():
            return {_settled_key(key, path): _settled(member, f"{path}.{key}") for key, member in value.items()}
        case list() | tuple():
            return [_settled(member, f"{path}[{index}]") for index, member in enumerate(value)]
    raise _refused(path, f"a {type(value).__name__} has no canonical form")


def _settled_float(value: float, path: str) -> float:
    if value != value or abs(value) >= _EXACT or (value and abs(value) < _SMALLEST):  # noqa: PLR0124  # NaN
        raise _refused(path, "a number must be finite and need no exponent")
    return int(value) if value.is_integer() else value


def _settled_key(key: Any, path: str) -> str:
    if type(key) is not str or not key.isascii():
        raise _refused(path, "a key must be ASCII text")
    return key


def _refused(path: str, said: str) -> InvalidInput:
    return InvalidInput.at(path, "not-canonical", said)
