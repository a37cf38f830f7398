"""Registers to break, and what is found broken in them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from registre_core.kernel.identifiers import WorkspaceId
from registre_core.register import Anchor, Breach, Damage, Entry, Head, Row, genesis, sealed, verify
from registre_core.testing.builders import entries, head_after
from registre_core.testing.memory.world import A_MONDAY_MORNING

WORKSPACE = WorkspaceId(UUID("019cad8f-ac00-7000-8000-000000000001"))


def a_register(count: int) -> list[Entry]:
    return list(entries(WORKSPACE, count))


def rows_of(register: Sequence[Entry]) -> list[Row]:
    return [(entry.heading.number, entry.content, entry.link) for entry in register]


def head_of(register: Sequence[Entry]) -> Head:
    return head_after(register[-1]) if register else genesis(WORKSPACE)


def anchored(register: Sequence[Entry]) -> Anchor:
    """Anchor a register as it stands."""
    return Anchor(A_MONDAY_MORNING, {WORKSPACE: head_of(register)})


def rewritten(register: Sequence[Entry], number: int) -> list[Entry]:
    """Forge an entry and compute every link anew, as somebody can who holds the whole database."""
    forged = list(register[: number - 1])
    for entry in register[number - 1 :]:
        body = flipped(entry.body) if entry.heading.number == number else entry.body
        forged.append(sealed(head_of(forged), entry.heading, body))
    return forged


def found(rows: Sequence[Row], head: Head | None, anchors: Sequence[Anchor] = ()) -> list[Breach]:
    return list(verify(iter(rows), workspace=WORKSPACE, head=head, anchors=anchors).breaches)


def changed(number: int) -> Breach:
    return Breach(number, Damage.CHANGED)


def missing(number: int, last: int | None = None) -> Breach:
    return Breach(number, Damage.MISSING, last=last)


def another(number: int, last: int | None = None) -> Breach:
    return Breach(number, Damage.REWRITTEN, last=last)


def set_back(number: int, last: int | None = None) -> Breach:
    return Breach(number, Damage.SET_BACK, last=last)


def reordered(number: int, stands_there: int | None = None) -> Breach:
    return Breach(number, Damage.REORDERED, found=None if stands_there is None else str(stands_there))


def flipped(data: bytes, place: int = -1, mask: int = 1) -> bytes:
    """Change one byte."""
    altered = bytearray(data)
    altered[place] ^= mask
    return bytes(altered)
