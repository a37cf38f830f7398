"""Numbers out of an answer: such that arithmetic with them cannot fail."""

from __future__ import annotations

from typing import Any

from registre_signature_pad.problems import Problems

FARTHEST = 1_000_000
"""CSS pixels: whatever a device measures, it is not beyond."""
LAST_MOMENT = 8_640_000_000_000_000
"""Milliseconds since 1970: the last moment that JavaScript knows (ECMA-262, 21.4.1.1)."""


def number(given: dict[str, Any], name: str, path: str, problems: Problems, *, least: float, most: float) -> float:
    """Read a number between two bounds, both included; whatever else stands there is a problem."""
    value = given.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        problems.tell(f"{path}.{name}", f"must be a number, not {_told(value)}")
    elif not least <= value <= most:  # before any arithmetic: an integer may have thousands of digits
        problems.tell(f"{path}.{name}", f"must be from {least:g} to {most:g}")
    else:
        return float(value)
    return least


def moment(given: dict[str, Any], name: str, path: str, problems: Problems) -> int:
    """Read a whole number of milliseconds."""
    before = len(problems.found)
    value = number(given, name, path, problems, least=0, most=LAST_MOMENT)
    if len(problems.found) == before and not value.is_integer():
        problems.tell(f"{path}.{name}", "must be a whole number of milliseconds")
    return int(value)


def _told(value: object) -> str:
    return {dict: "an object", list: "a list", str: "a text", bool: "true or false"}.get(type(value), "nothing")
