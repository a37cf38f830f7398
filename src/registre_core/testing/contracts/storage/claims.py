"""What waits is claimed, and settled by whoever has it in hand: STO-25 to STO-28."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from registre_core.ports.storage import MOST_AT_ONCE, Fate, Storage
from registre_core.testing.builders import IDS, a_notice
from registre_core.testing.contracts.elsewhere import LONG, at_once
from registre_core.testing.contracts.storage.deliverers import (
    A_MOMENT,
    FOR_GOOD,
    LEASE,
    NOW,
    TOMORROW,
    WAYS,
    another,
    claim,
    claimed,
    deliver,
    others,
    queue,
    waiting,
)
from registre_core.testing.contracts.storage.furniture import Furnished, found
from registre_core.testing.contracts.storage.opening import OpenStorage, StorageUnderTest
from registre_core.testing.contracts.storage.tenants import twin
from registre_core.testing.obligations import obligation

DELIVERERS = 4


class ClaimContract(StorageUnderTest):
    """Claims, and the order of what they hold."""

    @obligation("STO-25")
    def test_what_is_due_is_claimed_the_longest_due_first(self, storage: Storage, there: Furnished) -> None:
        early, late, not_yet = (a_notice(queued_at=NOW + timedelta(hours=hours)) for hours in (-2, -1, 1))
        queue(storage, there, late, not_yet, early)
        by = IDS.new()
        with storage.operate() as door:
            claims = door.claim(by=by, at=NOW, lease=LEASE)
        assert [one.notices for one in claims] == [(early,), (late,), (there.notice,)]
        for one in claims:
            assert (one.workspace, one.by, one.attempt, one.until) == (there.workspace.id, by, 1, NOW + LEASE)

    @obligation("STO-25")
    def test_what_is_urgent_is_claimed_first_however_short_it_is_due(self, storage: Storage, there: Furnished) -> None:
        long_due, urgent = a_notice(queued_at=NOW - timedelta(days=1)), a_notice(is_urgent=True)
        tomorrow = a_notice(is_urgent=True, queued_at=TOMORROW)
        queue(storage, there, long_due, urgent, tomorrow)
        with storage.operate() as door:
            assert [one.notices for one in claim(door, limit=1)] == [(urgent,)]
            assert claimed(door) == [(long_due,), (there.notice,)]

    @obligation("STO-25")
    def test_no_more_is_claimed_than_was_asked_for(self, storage: Storage, there: Furnished) -> None:
        queue(storage, there, *(a_notice() for _ in range(4)))
        with storage.operate() as door:
            assert [len(claim(door, limit=2)) for _ in range(4)] == [2, 2, 1, 0]

    @obligation("STO-25")
    def test_notices_of_every_workspace_are_claimed_and_settled_where_they_belong(
        self, storage: Storage, there: Furnished
    ) -> None:
        away = found(storage, twin(there))
        with storage.operate() as door:
            claims = {one.workspace: one for one in claim(door)}
            assert claims[there.workspace.id].notices == (there.notice,)
            assert claims[away.workspace.id].notices == (away.notice,)
            assert deliver(door, claims[away.workspace.id], away.notice)
        assert (waiting(storage, there), waiting(storage, away)) == ((there.notice,), ())

    @obligation("STO-25", "STO-27")
    def test_what_is_claimed_is_nobody_else_s_until_its_lease_ends(self, storage: Storage, there: Furnished) -> None:
        with storage.operate() as door:
            [first] = claim(door)
            assert claimed(door, at=NOW + LEASE - A_MOMENT) == []
            [second] = claim(door, at=NOW + LEASE)
            assert (first.attempt, second.attempt) == (1, 2)
            assert not deliver(door, first, there.notice), "somebody else holds it now"
            assert waiting(storage, there) == (there.notice,)
            assert deliver(door, second, there.notice)
        assert waiting(storage, there) == ()

    @obligation("STO-25")
    def test_many_who_claim_at_once_are_never_given_the_same(self, open_storage: OpenStorage) -> None:
        def claim_all(_: int) -> list[str]:
            keys: list[str] = []
            with storage.operate() as door:
                for _ in range(15):  # a storage that forgets leases would give for ever
                    keys.extend(notice.key for one in claim(door, limit=3) for notice in one.notices)
            return keys

        with closing(open_storage(patience=LONG)) as storage:
            there = found(storage, Furnished.new())
            pairs = [(first, another(first, key=f"{first.key}, suite")) for first in (a_notice() for _ in range(20))]
            queue(storage, there, *(notice for pair in pairs for notice in pair))
            keys = [key for one in at_once(DELIVERERS, claim_all) for key in one.result()]
            keys += claim_all(0)  # what a deliverer skipped because another was just looking at it
        assert sorted(set(keys)) == sorted(keys)
        assert len(keys) == 41

    @obligation("STO-25", "STO-14")
    def test_what_was_not_committed_cannot_be_claimed(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            tx.outbox.queue(a_notice())
        with storage.operate() as door:
            assert claimed(door) == [(there.notice,)]

    @obligation("STO-26")
    def test_a_claim_holds_what_one_recipient_is_told_about_one_subject_in_its_order(
        self, storage: Storage, there: Furnished
    ) -> None:
        told = (there.notice, *others(there.notice, "b", "a", queued_at=NOW - timedelta(hours=1)))
        queue(storage, there, *told[1:])
        with storage.operate() as door:
            [one] = claim(door)
            assert one.notices == told
            for notice in told:
                assert claimed(door) == [], "the rest is on its way"
                assert deliver(door, one, notice)
        assert waiting(storage, there) == ()

    @obligation("STO-26")
    def test_nothing_of_a_claim_goes_to_anybody_else_nor_what_is_queued_behind_it_meanwhile(
        self, storage: Storage, there: Furnished
    ) -> None:
        second, later = others(there.notice, "deuxième", "plus tard")
        queue(storage, there, second)
        with storage.operate() as door:
            [one] = claim(door)
            queue(storage, there, later)
            assert claimed(door) == []
            assert deliver(door, one, there.notice)
            assert claimed(door) == []
            assert deliver(door, one, second)
            assert claimed(door) == [(later,)]

    @obligation("STO-26")
    def test_what_is_not_due_yet_holds_up_what_is_behind_it(self, storage: Storage, there: Furnished) -> None:
        tomorrow, behind = (*others(there.notice, "demain", queued_at=TOMORROW), *others(there.notice, "derrière"))
        queue(storage, there, tomorrow, behind)
        with storage.operate() as door:
            [one] = claim(door)
            assert one.notices == (there.notice,)
            assert deliver(door, one, there.notice)
            assert claimed(door, at=TOMORROW - A_MOMENT) == []
            assert claimed(door, at=TOMORROW) == [(tomorrow, behind)]

    @obligation("STO-26")
    def test_a_claim_holds_no_more_than_one_deliverer_carries(self, storage: Storage, there: Furnished) -> None:
        told = (there.notice, *others(there.notice, *map(str, range(MOST_AT_ONCE))))
        queue(storage, there, *told[1:])
        with storage.operate() as door:
            [one] = claim(door)
            assert one.notices == told[:-1]
            assert all(deliver(door, one, notice) for notice in one.notices)
            assert claimed(door) == [told[-1:]]

    @obligation("STO-26")
    @pytest.mark.parametrize(
        "differing",
        [{"recipient": "autre@exemple.fr"}, {"subject_kind": "site"}, {"subject_id": IDS.new()}],
        ids=["recipient", "kind of subject", "subject"],
    )
    def test_what_goes_to_somebody_else_or_is_about_something_else_does_not_wait(
        self, storage: Storage, there: Furnished, differing: dict[str, Any]
    ) -> None:
        other = another(there.notice, key="autre", **differing)
        queue(storage, there, other)
        with storage.operate() as door:
            assert claimed(door) == [(there.notice,), (other,)]

    @obligation("STO-26", "STO-28")
    @pytest.mark.parametrize("way", FOR_GOOD)
    def test_what_is_settled_frees_the_next(self, storage: Storage, there: Furnished, way: str) -> None:
        with storage.operate() as door:
            [one] = claim(door)
            [second] = others(there.notice, "deuxième")
            queue(storage, there, second)
            assert WAYS[way](door, one, there.notice)
            assert claimed(door) == [(second,)]
        assert waiting(storage, there) == (second,)

    @obligation("STO-27")
    @pytest.mark.parametrize("way", WAYS)
    def test_a_claim_is_settled_once(self, storage: Storage, there: Furnished, way: str) -> None:
        with storage.operate() as door:
            [one] = claim(door)
            assert WAYS[way](door, one, there.notice)
            assert [settle(door, one, there.notice) for settle in WAYS.values()] == [False] * len(WAYS)
            assert door.hold(one, there.notice, until=TOMORROW) is None

    @obligation("STO-27")
    @pytest.mark.parametrize("way", WAYS)
    def test_only_the_first_of_a_claim_that_is_left_can_be_settled(
        self, storage: Storage, there: Furnished, way: str
    ) -> None:
        [second] = others(there.notice, "deuxième")
        queue(storage, there, second)
        with storage.operate() as door:
            [one] = claim(door)
            assert not WAYS[way](door, one, second)
            assert door.hold(one, second, until=TOMORROW) is None
            assert deliver(door, one, there.notice)
            assert WAYS[way](door, one, second)

    @obligation("STO-27")
    @pytest.mark.parametrize("way", WAYS)
    def test_who_comes_too_late_settles_nothing_of_what_somebody_else_took_over(
        self, storage: Storage, there: Furnished, way: str
    ) -> None:
        [second] = others(there.notice, "deuxième")
        queue(storage, there, second)
        with storage.operate() as door:
            [late] = claim(door)
            assert deliver(door, late, there.notice)
            [present] = claim(door, at=NOW + LEASE)
            assert not WAYS[way](door, late, second)
            assert (present.notices, present.attempt) == ((second,), 1), "nobody had begun it"
            assert deliver(door, present, second)

    @obligation("STO-2", "STO-27", needs="durable")
    def test_a_settled_claim_is_kept_at_once(self, reopen: OpenStorage) -> None:
        with closing(reopen()) as storage:
            there = found(storage, Furnished.new())
            with storage.operate() as door:
                [one] = claim(door)
                assert deliver(door, one, there.notice)
                assert waiting(storage, there) == (), "before the door is shut"
        with closing(reopen()) as again, again.operate() as door:
            assert claimed(door, at=TOMORROW) == []

    @obligation("STO-14", "STO-28")
    @pytest.mark.parametrize("way", FOR_GOOD)
    def test_the_key_of_what_is_settled_is_not_queued_again(self, storage: Storage, there: Furnished, way: str) -> None:
        with storage.operate() as door:
            [one] = claim(door)
            WAYS[way](door, one, there.notice)
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.outbox.is_queued(there.notice.key)
        queue(storage, there, another(there.notice))
        assert waiting(storage, there) == ()
        with storage.operate() as door:
            assert claimed(door, at=TOMORROW) == []

    @obligation("STO-24")
    @pytest.mark.parametrize("way", WAYS)
    def test_a_recipient_is_forgotten_whatever_became_of_his_notices(
        self, storage: Storage, there: Furnished, way: str
    ) -> None:
        with storage.operate() as door:
            [one] = claim(door)
            assert WAYS[way](door, one, there.notice)
        with storage.begin(there.workspace.id) as tx:
            assert tx.outbox.drop(there.notice.recipient) == 1
            assert tx.outbox.queue(there.notice), "nothing is left of it, its key included"

    @obligation("STO-24", "STO-27")
    def test_what_was_dropped_on_its_way_is_settled_for_nothing(self, storage: Storage, there: Furnished) -> None:
        with storage.operate() as door:
            [one] = claim(door)
            with storage.begin(there.workspace.id) as tx:
                tx.outbox.drop(there.notice.recipient)
                tx.commit()
            assert not deliver(door, one, there.notice)
            assert door.hold(one, there.notice, until=TOMORROW) is None

    @obligation("STO-28")
    def test_what_became_moot_is_no_dead_letter(self, storage: Storage, there: Furnished) -> None:
        with storage.operate() as door:
            [one] = claim(door)
            assert door.settle(one, there.notice, Fate.MOOT, at=NOW)
        with storage.operate() as door:
            assert list(door.dead_letters()) == []
