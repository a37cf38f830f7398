"""What is urgent, and the moves of a deliverer who carries what he claimed: STO-85 to STO-87."""

from __future__ import annotations

from datetime import timedelta

import pytest

from registre_core.ports.storage import Storage
from registre_core.testing.builders import IDS, a_notice
from registre_core.testing.contracts.storage.deliverers import (
    A_MOMENT,
    LEASE,
    NOW,
    TOMORROW,
    WAYS,
    claim,
    claimed,
    deliver,
    others,
    queue,
    stands,
)
from registre_core.testing.contracts.storage.furniture import Furnished
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.obligations import obligation

LATER = NOW + timedelta(hours=1)


class CarryingContract(StorageUnderTest):
    """Urgency, holding and postponing."""

    @obligation("STO-85")
    def test_what_is_urgent_overtakes_what_is_in_hand_and_what_waits_for_another_day(
        self, storage: Storage, there: Furnished
    ) -> None:
        second, urgent = (*others(there.notice, "deuxième"), *others(there.notice, "urgent", is_urgent=True))
        queue(storage, there, second)
        with storage.operate() as door:
            [one] = claim(door)
            queue(storage, there, urgent)
            assert claimed(door) == [(urgent,)]
            assert door.postpone(one, there.notice, until=TOMORROW)
            more = others(there.notice, "encore", is_urgent=True)
            queue(storage, there, *more)
            assert claimed(door) == [], "behind the urgent one that is on its way"
            assert claimed(door, at=NOW + LEASE) == [(urgent, *more)]

    @obligation("STO-85", "STO-26")
    def test_what_is_not_urgent_waits_for_what_is_and_was_queued_before_it(
        self, storage: Storage, there: Furnished
    ) -> None:
        urgent = others(there.notice, "urgent", is_urgent=True)
        behind = others(there.notice, "derrière")
        queue(storage, there, *urgent, *behind)
        with storage.operate() as door:
            first, one = claim(door)
            assert (first.notices, one.notices) == (urgent, (there.notice,)), "not what is behind the urgent one"
            assert deliver(door, one, there.notice)
            assert claimed(door) == []
            assert WAYS["given up"](door, first, urgent[0])
            assert claimed(door) == [behind]

    @obligation("STO-85")
    def test_urgent_ones_keep_their_own_order(self, storage: Storage, there: Furnished) -> None:
        urgent = others(there.notice, "z", "a", is_urgent=True)
        queue(storage, there, *urgent)
        with storage.operate() as door:
            first, *_ = claim(door)
            assert first.notices == urgent
            assert door.postpone(first, urgent[0], until=TOMORROW, failure="server-busy")
            assert claimed(door) == []

    @obligation("STO-86")
    def test_what_is_held_stays_in_hand_for_as_long_as_was_said(self, storage: Storage, there: Furnished) -> None:
        [second] = others(there.notice, "deuxième")
        queue(storage, there, second)
        with storage.operate() as door:
            [one] = claim(door)
            assert door.hold(one, there.notice, until=LATER) == 1
            assert claimed(door, at=LATER - A_MOMENT) == []
            assert deliver(door, one, there.notice)
            assert claimed(door, at=LATER - A_MOMENT) == [], "what is left of the claim is held as long"
            assert claimed(door, at=LATER) == [(second,)]

    @obligation("STO-86")
    def test_a_notice_counts_as_tried_once_a_claim_however_often_it_is_held(
        self, storage: Storage, there: Furnished
    ) -> None:
        [second] = others(there.notice, "deuxième")
        queue(storage, there, second)
        with storage.operate() as door:
            [one] = claim(door)
            assert [door.hold(one, there.notice, until=LATER) for _ in range(2)] == [1, 1]
            assert deliver(door, one, there.notice)
            assert [door.hold(one, second, until=LATER) for _ in range(2)] == [1, 1]
            [again] = claim(door, at=LATER)
            assert (again.attempt, door.hold(again, second, until=TOMORROW)) == (2, 2)
        assert stands(storage, there, second).attempts == 2

    @obligation("STO-86", "STO-27")
    def test_who_lost_what_he_claimed_is_told_so_and_holds_nothing(self, storage: Storage, there: Furnished) -> None:
        with storage.operate() as door:
            [late] = claim(door)
            [present] = claim(door, at=NOW + LEASE)
            assert door.hold(late, there.notice, until=TOMORROW) is None
            assert claimed(door, at=NOW + 2 * LEASE) == [(there.notice,)], "the lease of the present one ended"
            assert not deliver(door, present, there.notice)

    @obligation("STO-86")
    def test_one_name_for_many_claims_holds_only_the_one_that_is_carried(
        self, storage: Storage, there: Furnished
    ) -> None:
        queue(storage, there, other := a_notice())
        with storage.operate() as door:
            mine, left = door.claim(by=IDS.new(), at=NOW, lease=LEASE)
            assert (mine.notices, left.notices) == ((there.notice,), (other,))
            assert door.hold(mine, there.notice, until=LATER) == 1
            assert claimed(door, at=NOW + LEASE) == [(other,)]

    @obligation("STO-87")
    def test_what_is_postponed_is_claimed_again_with_all_that_is_behind_it(
        self, storage: Storage, there: Furnished
    ) -> None:
        second, third, meanwhile = others(there.notice, "deuxième", "troisième", "entre-temps")
        queue(storage, there, second, third)
        with storage.operate() as door:
            [one] = claim(door)
            queue(storage, there, meanwhile)
            assert deliver(door, one, there.notice)
            assert door.hold(one, second, until=LATER)
            assert door.postpone(one, second, until=TOMORROW, failure="server-busy")
            assert claimed(door, at=TOMORROW - A_MOMENT) == []
            [again] = claim(door, at=TOMORROW)
            assert (again.notices, again.attempt) == ((second, third, meanwhile), 2)

    @obligation("STO-87")
    def test_what_is_given_back_at_once_can_be_claimed_at_once_and_so_can_the_rest(
        self, storage: Storage, there: Furnished
    ) -> None:
        [second] = others(there.notice, "deuxième")
        queue(storage, there, second)
        with storage.operate() as door:
            [one] = claim(door)
            assert door.postpone(one, there.notice, until=NOW)
            assert claimed(door) == [(there.notice, second)]

    @obligation("STO-87")
    def test_what_is_behind_is_due_no_sooner_than_it_was(self, storage: Storage, there: Furnished) -> None:
        [not_yet] = others(there.notice, "plus tard", queued_at=TOMORROW)
        queue(storage, there, not_yet)
        with storage.operate() as door:
            [one] = claim(door)
            assert door.postpone(one, there.notice, until=LATER, failure="server-busy")
            assert claimed(door, at=LATER) == [(there.notice,)]
        assert stands(storage, there, not_yet).due_at == TOMORROW

    @obligation("STO-87")
    def test_what_is_queued_behind_what_was_postponed_is_due_no_sooner_but_for_what_is_urgent(
        self, storage: Storage, there: Furnished
    ) -> None:
        behind, urgent = (*others(there.notice, "derrière"), *others(there.notice, "urgent", is_urgent=True))
        with storage.operate() as door:
            [one] = claim(door)
            assert door.postpone(one, there.notice, until=TOMORROW, failure="server-busy")
            queue(storage, there, behind, urgent)
            assert [stands(storage, there, one).due_at for one in (behind, urgent)] == [TOMORROW, NOW]
            assert claimed(door, at=TOMORROW) == [(urgent,), (there.notice, behind)]

    @obligation("STO-87")
    @pytest.mark.parametrize("failure, tried", [("server-busy", 2), (None, 1)])
    def test_a_time_at_which_nothing_was_tried_does_not_count(
        self, storage: Storage, there: Furnished, failure: str | None, tried: int
    ) -> None:
        with storage.operate() as door:
            [one] = claim(door)
            assert door.hold(one, there.notice, until=LATER)
            assert door.postpone(one, there.notice, until=NOW, failure=failure)
            [again] = claim(door)
        assert again.attempt == tried
        assert stands(storage, there, there.notice).failure == failure

    @obligation("STO-87")
    def test_what_was_never_begun_loses_no_attempt_when_it_is_given_back(
        self, storage: Storage, there: Furnished
    ) -> None:
        [second] = others(there.notice, "deuxième")
        queue(storage, there, second)
        with storage.operate() as door:
            [one] = claim(door)
            assert deliver(door, one, there.notice)
            assert door.postpone(one, second, until=NOW)
        assert stands(storage, there, second).attempts == 0
