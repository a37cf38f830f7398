"""What deliverers do in the contract: queue, claim, settle."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from attrs import evolve

from registre_core.ports.storage import Claim, Fate, Notice, Operations, Queued, Storage
from registre_core.testing.builders import IDS, a_notice
from registre_core.testing.contracts.storage.furniture import Furnished
from registre_core.testing.memory.world import A_MONDAY_MORNING

NOW = A_MONDAY_MORNING
LEASE = timedelta(minutes=5)
A_MOMENT = timedelta(microseconds=1)
TOMORROW = NOW + timedelta(days=1)

Way = Callable[[Operations, Claim, Notice], bool]

WAYS: dict[str, Way] = {
    "delivered": lambda door, claim, notice: door.settle(claim, notice, Fate.DELIVERED, at=NOW),
    "postponed": lambda door, claim, notice: door.postpone(claim, notice, until=NOW, failure="server-busy"),
    "given up": lambda door, claim, notice: door.settle(claim, notice, Fate.GIVEN_UP, at=NOW, failure="refused"),
    "moot": lambda door, claim, notice: door.settle(claim, notice, Fate.MOOT, at=NOW),
}
"""What can become of a notice that is in hand."""

FOR_GOOD = ("delivered", "given up", "moot")
"""Those after which it waits no more."""


def another(notice: Notice, **given: Any) -> Notice:  # noqa: ANN401  # fields of a notice
    """Make a notice that differs in its identifier, and in what is given."""
    return evolve(notice, id=a_notice().id, **given)


def others(notice: Notice, *keys: str, **given: Any) -> tuple[Notice, ...]:  # noqa: ANN401
    """Make notices that tell the same recipient about the same subject."""
    return tuple(another(notice, key=key, **given) for key in keys)


def parts_of(notice: Notice, *keys: str, **given: Any) -> tuple[Notice, ...]:  # noqa: ANN401
    """Make notices that go out with one."""
    return tuple(a_notice(key=key, recipient=notice.recipient, rides=notice.id, **given) for key in keys)


def queue(storage: Storage, there: Furnished, *notices: Notice) -> None:
    """Queue notices in one change."""
    with storage.begin(there.workspace.id) as tx:
        for notice in notices:
            tx.outbox.queue(notice)
        tx.commit()


def waiting(storage: Storage, there: Furnished) -> tuple[Notice, ...]:
    """Give what waits now."""
    with storage.read(there.workspace.id) as snapshot:
        return snapshot.outbox.pending()


def stands(storage: Storage, there: Furnished, notice: Notice) -> Queued:
    """Tell where the delivery of a notice stands."""
    with storage.read(there.workspace.id) as snapshot:
        return snapshot.outbox.get(notice.id)


def claim(door: Operations, *, at: datetime = NOW, limit: int = 50) -> tuple[Claim, ...]:
    """Claim what can be claimed at that moment, as somebody who never claimed before."""
    return door.claim(by=IDS.new(), at=at, lease=LEASE, limit=limit)


def claimed(door: Operations, *, at: datetime = NOW) -> list[tuple[Notice, ...]]:
    """Claim whatever can be claimed at that moment, and tell only what it is."""
    return [one.notices for one in claim(door, at=at)]


def deliver(door: Operations, one: Claim, notice: Notice) -> bool:
    """Say that a notice went out."""
    return WAYS["delivered"](door, one, notice)
