"""What keeps all workspaces running: what is overdue, STO-29, and nothing through a door that was shut, STO-17."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from registre_core.kernel.errors import AdapterFailure
from registre_core.ports.storage import Storage
from registre_core.testing.builders import an_intervention
from registre_core.testing.contracts.storage.deliverers import NOW, claim, deliver, waiting
from registre_core.testing.contracts.storage.furniture import Furnished, found
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.obligations import obligation

TODAY = date(2026, 3, 2)


class OperatorContract(StorageUnderTest):
    """The operator's door, but for the list of workspaces."""

    @obligation("STO-29")
    def test_workspaces_with_something_overdue_are_listed_by_identifier(
        self, storage: Storage, there: Furnished
    ) -> None:
        yesterday, long_ago = TODAY - timedelta(days=1), date(2020, 1, 1)
        late = {has_planned(storage, day).workspace.id for day in (yesterday, long_ago, yesterday)}
        has_planned(storage, TODAY)
        ends: tuple[dict[str, Any], ...] = (
            {"closed_at": NOW},
            {"asked_at": NOW},
            {"cancelled_at": NOW, "cancellation": "Démoli"},
        )
        for became in ends:
            has_planned(storage, yesterday, **became)
        with storage.operate() as door:
            assert there.workspace.id not in late, "what it has planned is still to come"
            assert list(door.overdue(TODAY)) == sorted(late)
            assert list(door.overdue(long_ago)) == []

    @obligation("STO-17")
    def test_a_door_that_was_shut_gives_nothing(self, storage: Storage, there: Furnished) -> None:
        with storage.operate() as door:
            [one] = claim(door)
        assert (waiting(storage, there),) == (one.notices,)
        late: tuple[Callable[[], object], ...] = (
            lambda: claim(door),
            lambda: deliver(door, one, there.notice),
            lambda: door.hold(one, there.notice, until=NOW),
            lambda: door.postpone(one, there.notice, until=NOW),
            lambda: door.backlog(NOW),
            lambda: list(door.dead_letters()),
            lambda: list(door.overdue(TODAY)),
            lambda: list(door.turning(TODAY, there.standing.policy)),
            lambda: list(door.waiting()),
            lambda: door.ticket_of(there.ticket.secret_digest),
            lambda: list(door.watching(NOW)),
            lambda: list(door.unsealed()),
        )
        for ask in late:
            with pytest.raises(AdapterFailure) as refused:
                ask()
            assert refused.value.code == "transaction-closed"


def has_planned(storage: Storage, day: date, **became: Any) -> Furnished:  # noqa: ANN401  # fields of an intervention
    """Found a workspace that has planned something for that day, beside what is planned for later."""
    one = found(storage, Furnished.new())
    with storage.begin(one.workspace.id) as tx:
        tx.interventions.add(an_intervention(one.site, planned_on=day, **became))
        tx.commit()
    return one
