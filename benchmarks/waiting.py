"""Outboxes in which very many notices wait, and what stands in the way of those who claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from benchmarks.bulk import Row, analyse, bulk
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_storage_sqlalchemy.schema import outbox

NOW = A_MONDAY_MORNING
LATER = NOW + timedelta(days=1)

Queue = Iterator[Mapping[str, Any]]
"""What differs from one notice that is due to the next."""


def due(number: int, who: str = "personne") -> Queue:
    """Let so many wait, each for another recipient."""
    return ({"recipient": f"{who}-{place}@exemple.fr"} for place in range(number))


def urgent(number: int) -> Queue:
    """Let as many urgent ones be postponed."""
    return ({**one, "is_urgent": True, "due_at": kept(LATER)} for one in due(number, "autre"))


def in_hand(number: int) -> Queue:
    """Let somebody have as many in hand."""
    return ({**one, "lease": UUID(int=7).hex, "is_begun": True, "due_at": kept(LATER)} for one in due(number, "autre"))


def held_up(number: int) -> Queue:
    """Let as many wait behind one that was postponed, ten in a row, as postponing it leaves them."""
    return ({"recipient": f"panne-{place // 10}@exemple.fr", "due_at": kept(LATER)} for place in range(number))


def settled(number: int) -> Queue:
    """Let as many have gone out."""
    return ({**one, "state": "delivered", "settled_at": kept(NOW)} for one in due(number))


CROWDS: Mapping[str, Callable[[int], Queue]] = {
    "urgent": urgent,
    "in hand": in_hand,
    "held up": held_up,
    "settled": settled,
}
"""What stands in the way."""


def fill(url: str, workspace: UUID, *queues: Queue) -> None:
    """Write these notices into an outbox that is empty, the first ones first."""
    with bulk(url, [outbox]) as tables:
        tables.write(outbox, _rows(workspace, (one for queue in queues for one in queue)))
    analyse(url, [outbox])


def _rows(workspace: UUID, queue: Queue) -> Iterator[Row]:
    for number, told in zip(count(1), queue, strict=False):
        identifier = UUID(int=number).hex
        yield {
            "workspace_id": workspace.hex,
            "id": identifier,
            "position": number,
            "key": identifier,
            "kind": "intervention-planned",
            "recipient": "",
            "subject_kind": "intervention",
            "subject_id": UUID(int=1).hex,
            "queued_at": kept(NOW),
            "facts": '{"type":"inspection"}',
            "is_urgent": False,
            "state": "waiting",
            "attempts": 0,
            "due_at": kept(NOW),
            "lease": None,
            "is_begun": False,
            "settled_at": None,
            "rides": None,
            **told,
        }


def kept(moment: datetime) -> str:
    """Write a moment as a row keeps it."""
    return moment.isoformat(timespec="microseconds")
