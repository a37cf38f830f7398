"""Records that arrived while access was cut: STO-44."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from attrs import evolve

from registre_core.access import Arrival, ArrivalState
from registre_core.kernel.identifiers import EntryId, UserId
from registre_core.ports.storage import Storage
from registre_core.testing.builders import IDS, a_user, an_arrival
from registre_core.testing.contracts.storage.furniture import Furnished, every, found
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.obligations import obligation

STATES: dict[ArrivalState, dict[str, Any]] = {
    ArrivalState.WAITING: {},
    ArrivalState.ADMITTED: {"state": ArrivalState.ADMITTED, "settled_at": A_MONDAY_MORNING},
    ArrivalState.REFUSED: {
        "state": ArrivalState.REFUSED,
        "settled_at": A_MONDAY_MORNING,
        "refusal": "intervention-already-closed",
    },
}
"""What an arrival says of itself in each state."""


class ArrivalContract(StorageUnderTest):
    """Records that arrived while access was cut."""

    @obligation("STO-44", "STO-9")
    def test_arrivals_are_listed_by_user_and_by_state(self, storage: Storage, there: Furnished) -> None:
        other = a_user()
        arrivals = [
            there.arrival,
            *(an_arrival(user, **told) for user, told in product((there.user, other), [*STATES.values()] * 2)),
        ]
        with storage.begin(there.workspace.id) as tx:
            tx.users.add(other)
            for arrival in reversed(arrivals[1:]):
                tx.arrivals.add(arrival)
            for user, state in product((None, there.user.id, other.id, UserId(IDS.new())), (None, *ArrivalState)):
                expected = [one for one in arrivals if user in {None, one.user_id} and state in {None, one.state}]
                assert every(tx.arrivals.page, user=user, state=state, limit=2) == expected

    @obligation("STO-44")
    def test_what_arrived_is_found_and_what_did_not_is_not(self, storage: Storage, there: Furnished) -> None:
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.arrivals.find(there.arrival.id) == there.arrival
            assert snapshot.arrivals.find(EntryId(IDS.new())) is None

    @obligation("STO-44", "STO-8")
    def test_what_was_asked_comes_back_with_its_types(self, storage: Storage, there: Furnished) -> None:
        arguments = {"oui": True, "un": 1, "texte": "1", "rien": None, "vide": "", "non": False, "zéro": 0}
        with storage.begin(there.workspace.id) as tx:
            kept = tx.arrivals.add(an_arrival(there.user, arguments=arguments))
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            back = snapshot.arrivals.get(kept.id).arguments
        assert [*map(repr, back.items())] == [*map(repr, arguments.items())]

    @obligation("STO-44")
    def test_workspaces_in_which_something_waits_are_listed_once_by_identifier(self, storage: Storage) -> None:
        waiting = sorted(found(storage, Furnished.new()).workspace.id for _ in range(3))
        with storage.begin(waiting[0]) as tx:
            for _ in range(3):
                tx.arrivals.add(an_arrival(tx.users.page().items[0]))
            tx.commit()
        for state in (ArrivalState.ADMITTED, ArrivalState.REFUSED):
            settled = found(storage, Furnished.new())
            settle(storage, settled, settled.arrival, state)
        with storage.operate() as door:
            assert list(door.waiting()) == waiting

    @obligation("STO-44")
    @pytest.mark.parametrize("state", [ArrivalState.ADMITTED, ArrivalState.REFUSED])
    def test_a_workspace_is_listed_until_its_last_arrival_is_settled(
        self, storage: Storage, there: Furnished, state: ArrivalState
    ) -> None:
        second = an_arrival(there.user)
        with storage.begin(there.workspace.id) as tx:
            tx.arrivals.add(second)
            tx.commit()
        for arrival, listed in ((there.arrival, [there.workspace.id]), (second, [])):
            settle(storage, there, arrival, state)
            with storage.operate() as door:
                assert list(door.waiting()) == listed

    @obligation("STO-44", "STO-1")
    def test_what_was_not_committed_waits_for_nobody(self, storage: Storage) -> None:
        new = Furnished.new()
        with storage.found(new.workspace.id) as tx:
            tx.workspace.add(new.workspace)
            new.add_to(tx)
        with storage.operate() as door:
            assert list(door.waiting()) == []


def settle(storage: Storage, there: Furnished, arrival: Arrival, state: ArrivalState) -> None:
    """Say what became of it."""
    with storage.begin(there.workspace.id) as tx:
        tx.arrivals.save(evolve(arrival, **STATES[state]))
        tx.commit()
