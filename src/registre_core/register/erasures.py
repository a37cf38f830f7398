"""Absent personal parts: erased, as a later entry says, or taken away.

The chained bytes commit to every part. One that is not there is in order once an entry behind it tells that its person
was erased: an entry whose kind ends in ``-erased``, with the person as its subject. Both stand in fixed places of the
bytes, so nothing is parsed here; what is remembered is one number a person that was erased.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from registre_core.register.entities import PersonalPart

_COMMITMENTS = b'"personal":{'
"""What leads the commitments in the canonical body; behind them comes only the number of the schema."""

_UUID = rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_COMMITMENT = re.compile(rb'"(' + _UUID + rb')":"[0-9a-f]{64}"')
_MARK = b"-erased\n"
_SPAN = 320
"""Bytes in which the kind has ended, of up to 160 letters: to look through whole entries costs as much as hashing."""

_ERASED = re.compile(rb"registre-entry/1\n(?:[^\n]+\n){5}[a-z-]+-erased\n[a-z-]+ (" + _UUID + rb")\n")


def commitments(content: bytes) -> int:
    """Count the parts that these chained bytes commit to: each is the only text that follows a key there."""
    start = content.rfind(_COMMITMENTS)
    return 0 if start < 0 else content.count(b'":"', start)


def absent_persons(content: bytes, parts: Iterable[PersonalPart]) -> tuple[str, ...]:
    """Name those to whose parts these chained bytes commit, and whose part is not there."""
    start = content.rfind(_COMMITMENTS)
    if start < 0:
        return ()
    committed = [found.decode() for found in _COMMITMENT.findall(content, start)]
    present = {str(part.person) for part in parts}
    return tuple(person for person in committed if person not in present)


def erased_person(content: bytes) -> str | None:
    """Tell whom an entry with these chained bytes says to be erased, if it says so of anybody."""
    found = _ERASED.match(content) if content.find(_MARK, 0, _SPAN) >= 0 else None
    return found[1].decode() if found else None


class Erasures:
    """Who was erased, and by which entry last."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def note(self, number: int, content: bytes) -> None:
        """Look whether this entry tells of one."""
        if (person := erased_person(content)) is not None:
            self._last[person] = number

    def explain(self, number: int, person: str) -> bool:
        """Tell whether a part that is absent from this entry was erased with its person, later on."""
        return self._last.get(person, 0) > number

    def noted(self, rows: Iterable[tuple[int, bytes, bytes]]) -> Iterator[tuple[int, bytes, bytes]]:
        """Pass the rows of a chain on, and note what they tell."""
        for row in rows:
            if row[1].find(_MARK, 0, _SPAN) >= 0:
                self.note(row[0], row[1])
            yield row
