"""Registers to break, and what is found broken in them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from registre_core.kernel.identifiers import WorkspaceId
from registre_core.register import Breach, Damage, Entry, Head, Row, genesis, verify
from registre_core.testing.builders import entries, head_after

WORKSPACE = WorkspaceId(UUID("019cad8f-ac00-7000-8000-000000000001"))


def a_register(count: int) -> list[Entry]:
    return list(entries(WORKSPACE, count))


def rows_of(register: Sequence[Entry]) -> list[Row]:
    return [(entry.heading.number, entry.content, entry.link) for entry in register]


def head_of(register: Sequence[Entry]) -> Head:
    return head_after(register[-1]) if register else genesis(WORKSPACE)


def found(rows: Sequence[Row], head: Head | None) -> list[Breach]:
    return list(verify(iter(rows), workspace=WORKSPACE, head=head).breaches)


def changed(number: int) -> Breach:
    return Breach(number, Damage.CHANGED)


def missing(number: int, last: int | None = None) -> Breach:
    return Breach(number, Damage.MISSING, last=last)


def reordered(number: int, stands_there: int | None = None) -> Breach:
    return Breach(number, Damage.REORDERED, found=None if stands_there is None else str(stands_there))


def flipped(data: bytes, place: int = -1, mask: int = 1) -> bytes:
    """Change one byte."""
    altered = bytearray(data)
    altered[place] ^= mask
    return bytes(altered)
