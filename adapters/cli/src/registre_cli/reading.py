"""What people wrote behind options, read together: everything that is wrong with any of it is told at once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import StrEnum
from typing import Any, TypeVar

from registre_core import InvalidInput, Problem

Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)


def all_of(*reads: Callable[[], Any]) -> tuple[Any, ...]:
    """Read several values.

    Raises:
        InvalidInput: when any cannot be read, with the problems of all of them.
    """
    found: list[Problem] = []
    values = tuple(noted(read, found) for read in reads)
    if found:
        raise InvalidInput.of(found)
    return values


def noted(read: Callable[[], Value], found: list[Problem]) -> Value | None:
    """Read a value, or note what is wrong with it."""
    try:
        return read()
    except InvalidInput as error:
        found += error.problems
        return None


def chosen(among: type[Choice], written: str, option: str) -> Choice:
    """Read one of several words.

    Raises:
        InvalidInput: ``unknown-choice``.
    """
    return among(one_of([one.value for one in among], written, option))


def one_of(among: Collection[str], written: str, option: str) -> str:
    """Read one of several words that are data.

    Raises:
        InvalidInput: ``unknown-choice``.
    """
    if written in among:
        return written
    choices = ", ".join(among)
    said = f"{option} is one of {choices}, not {written!r}"
    raise InvalidInput.at(option, "unknown-choice", said, option=option, value=written, choices=choices)
