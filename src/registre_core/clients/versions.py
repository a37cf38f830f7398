"""Versions that compare as versions, not as text: 1.10 is later than 1.9.1.

Source: Semantic Versioning 2.0.0, clauses 9 to 11, for what stands behind the numbers; where telephones and people
write otherwise, they are understood too. A text that leaves room for a guess has no version.
"""

from __future__ import annotations

import re
from typing import Self

from attrs import field, frozen

LONGEST_VERSION = 64
"""Characters. What is longer is no version, and is not looked at: the text comes from outside."""

Stage = tuple[tuple[int, int, str], ...]
"""How far a version had come: numbers and words as (0, number, "") and (1, 0, word), or `RELEASED`."""

RELEASED: Stage = ((2, 0, ""),)
"""Behind whatever a pre-release is called."""

_FORM = re.compile(
    r"""
    v?
    (?P<numbers> \d+ (?:\.\d+)* )
    (?P<stage>
        - [a-z0-9]+ (?:[.-][a-z0-9]+)*                       # 1.47-rc.1: behind a hyphen, whatever it is called
        | \.? (?:alpha|beta|rc|a|b) (?:[.-]?\d+)?            # 1.47rc1, 1.47.beta2, 1.47b: without, a known word only
    )?
    (?: \+ [a-z0-9-]+ (?:\.[a-z0-9-]+)* | [ ]* \( \d+ (?:\.\d+)* \) )?      # a build: 1.47+5f3c, 1.47 (4567)
    """,
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
_PART = re.compile(r"[a-z]+|\d+")


def _without_zeros_behind(numbers: tuple[int, ...]) -> tuple[int, ...]:
    last = len(numbers)
    while last and numbers[last - 1] == 0:
        last -= 1
    return numbers[:last]


def _part(text: str) -> tuple[int, int, str]:
    return (0, int(text), "") if text.isdigit() else (1, 0, text)


@frozen(order=True)
class Version:
    """A version as it compares with others: one that reads as later is greater, and of any two it is known which."""

    numbers: tuple[int, ...] = field(converter=_without_zeros_behind)
    """From the one that weighs most; zeros at the end say nothing, so 1.47 and 1.47.0 are the same."""
    stage: Stage = RELEASED
    """How far it had come: every pre-release is before its release, rc.2 before rc.10."""

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read a version as programs declare it, spaces around it aside.

        Words of pre-releases compare by their letters, as in the standard, whatever their case; a build says where a
        version was made, not which it is, and counts for nothing.

        Returns:
            Nothing when it cannot be read, or is longer than `LONGEST_VERSION`: no text whatever raises an error.

        Example:
            >>> Version.parse("1.10") > Version.parse("1.9.1")
            True
            >>> Version.parse("1.47-rc.1") < Version.parse("1.47 (4567)") == Version.parse("v1.47.0")
            True
            >>> Version.parse("la dernière") is None
            True
        """
        if len(text) > LONGEST_VERSION:
            return None
        found = _FORM.fullmatch(text.strip())
        if found is None:
            return None
        numbers = tuple(int(number) for number in found["numbers"].split("."))
        if found["stage"] is None:
            return cls(numbers)
        return cls(numbers, tuple(_part(part) for part in _PART.findall(found["stage"].lower())))
