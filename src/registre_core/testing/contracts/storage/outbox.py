"""Where deliveries stand: parts, lists, dead letters and what waits. STO-88 to STO-92."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from registre_core.kernel.errors import Conflict, NotFound
from registre_core.kernel.identifiers import NoticeId
from registre_core.kernel.pages import Total
from registre_core.ports.storage import Backlog, Fate, Notice, NoticeFilter, NoticeOrder, Queued, Storage
from registre_core.testing.builders import IDS, a_notice
from registre_core.testing.contracts.storage.deliverers import (
    A_MOMENT,
    FOR_GOOD,
    LEASE,
    NOW,
    TOMORROW,
    WAYS,
    claim,
    claimed,
    deliver,
    others,
    parts_of,
    queue,
    stands,
    waiting,
)
from registre_core.testing.contracts.storage.furniture import Furnished, every, found, founded
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.obligations import obligation


class DeliveryContract(StorageUnderTest):
    """Where deliveries stand."""

    @obligation("STO-88")
    def test_what_goes_out_with_another_is_given_with_it_and_never_by_itself(
        self, storage: Storage, there: Furnished
    ) -> None:
        parts = parts_of(there.notice, "b", "a", is_urgent=True, queued_at=NOW - timedelta(days=1))
        queue(storage, there, *parts)
        with storage.operate() as door:
            assert door.backlog(NOW) == Backlog(1, 1, 0, NOW)
            assert claimed(door) == [(there.notice,)]
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.outbox.pending() == (there.notice,)
            assert snapshot.outbox.parts(there.notice.id) == parts
            assert snapshot.outbox.parts(parts[0].id) == ()
            assert all(snapshot.outbox.is_queued(part.key) for part in parts)
            assert listed(snapshot.outbox) == [there.notice]
            assert snapshot.outbox.count() == Total(1)

    @obligation("STO-88")
    @pytest.mark.parametrize("way", WAYS)
    def test_a_part_shares_the_fate_of_what_it_goes_out_with(
        self, storage: Storage, there: Furnished, way: str
    ) -> None:
        [part] = parts_of(there.notice, "partie")
        queue(storage, there, part)
        with storage.operate() as door:
            [one] = claim(door)
            assert WAYS[way](door, one, there.notice)
        carried, alone = (stands(storage, there, notice) for notice in (part, there.notice))
        assert (carried.notice, carried.fate, carried.attempts) == (part, alone.fate, 1)
        assert (carried.due_at, carried.settled_at, carried.failure) == (alone.due_at, alone.settled_at, alone.failure)

    @obligation("STO-88", "STO-7")
    def test_nothing_goes_out_with_what_is_not_there_or_waits_no_more_or_is_a_part_or_goes_elsewhere(
        self, storage: Storage, there: Furnished
    ) -> None:
        [part] = parts_of(there.notice, "partie")
        gone, elsewhere = a_notice(), a_notice(rides=there.notice.id, recipient="autre@exemple.fr")
        queue(storage, there, part, gone)
        with storage.operate() as door:
            [one] = [some for some in claim(door) if some.notices == (gone,)]
            assert deliver(door, one, gone)
        with storage.begin(there.workspace.id) as tx:
            for wrong in (*(a_notice(rides=one.id) for one in (a_notice(), part, gone)), elsewhere):
                with pytest.raises(NotFound) as refused:
                    tx.outbox.queue(wrong)
                assert refused.value.code == "notice-not-found"

    @obligation("STO-88", "STO-24")
    def test_parts_are_dropped_with_what_they_go_out_with(self, storage: Storage, there: Furnished) -> None:
        parts = parts_of(there.notice, "a", "b")
        other = a_notice(recipient="autre@exemple.fr")
        queue(storage, there, *parts, other, *parts_of(other, "c"))
        with storage.begin(there.workspace.id) as tx:
            assert tx.outbox.drop(there.notice.recipient) == 3
            assert not any(tx.outbox.is_queued(one.key) for one in (there.notice, *parts))
            assert [one.key for one in tx.outbox.parts(other.id)] == ["c"]

    @obligation("STO-89")
    def test_of_a_notice_it_is_told_where_its_delivery_stands(self, storage: Storage, there: Furnished) -> None:
        assert stands(storage, there, there.notice) == Queued(there.notice, Fate.WAITING, 0, NOW)
        with storage.operate() as door:
            [one] = claim(door)
            in_hand = Queued(there.notice, Fate.WAITING, 1, NOW + LEASE, NOW + LEASE)
            assert stands(storage, there, there.notice) == in_hand
            assert door.postpone(one, there.notice, until=TOMORROW, failure="server-busy")
            postponed = Queued(there.notice, Fate.WAITING, 1, TOMORROW, failure="server-busy")
            assert stands(storage, there, there.notice) == postponed
            [one] = claim(door, at=TOMORROW)
            later = TOMORROW + timedelta(seconds=1)
            assert door.settle(one, there.notice, Fate.GIVEN_UP, at=later, failure="mailbox-unknown")
        dead = stands(storage, there, there.notice)
        assert (dead.fate, dead.attempts, dead.leased_until) == (Fate.GIVEN_UP, 2, None)
        assert (dead.settled_at, dead.failure) == (later, "mailbox-unknown")

    @obligation("STO-89")
    def test_what_went_out_at_last_failed_no_more(self, storage: Storage, there: Furnished) -> None:
        with storage.operate() as door:
            [one] = claim(door)
            assert WAYS["postponed"](door, one, there.notice)
            [one] = claim(door)
            assert deliver(door, one, there.notice)
        delivered = stands(storage, there, there.notice)
        assert (delivered.fate, delivered.attempts, delivered.failure) == (Fate.DELIVERED, 2, None)

    @obligation("STO-89", "STO-7")
    def test_of_a_notice_that_is_not_there_nothing_is_told(self, storage: Storage, there: Furnished) -> None:
        with storage.read(there.workspace.id) as snapshot:
            with pytest.raises(NotFound) as missing:
                snapshot.outbox.get(NoticeId(IDS.new()))
            assert snapshot.outbox.parts(NoticeId(IDS.new())) == ()
        assert missing.value.code == "notice-not-found"

    @obligation("STO-89", "STO-9", "STO-20")
    @pytest.mark.parametrize("order", NoticeOrder)
    def test_notices_are_listed_and_counted_under_every_condition(
        self, storage: Storage, there: Furnished, order: NoticeOrder
    ) -> None:
        kept = of_every_sort(storage, there)
        if order is NoticeOrder.NEWEST:
            kept.reverse()
        kinds, recipients = ("reminder", "?"), ("a@exemple.fr", "b@exemple.fr", "A@exemple.fr")
        with storage.read(there.workspace.id) as snapshot:
            for fate, kind, recipient in product((None, *Fate), (None, *kinds), (None, *recipients)):
                where = NoticeFilter(fate, kind, recipient)
                expected = [one for one in kept if is_asked_for(where, one)]
                assert every(snapshot.outbox.page, where=where, order=order, limit=7) == expected
                assert snapshot.outbox.count(where) == Total(len(expected))

    @obligation("STO-90")
    def test_workspaces_with_dead_letters_are_listed_by_identifier(self, storage: Storage) -> None:
        several = [found(storage, Furnished.new()) for _ in range(len(FOR_GOOD) + 2)]
        dead = [several[0], several[-1]]
        queue(storage, dead[0], a_notice(), a_notice())
        ways = {one.workspace.id: way for one, way in zip(several[1:], FOR_GOOD, strict=False)}
        with storage.operate() as door:
            for one in claim(door):
                WAYS[ways.get(one.workspace, "given up")](door, one, one.notices[0])
        given_up = {one.workspace.id for one in several if ways.get(one.workspace.id, "given up") == "given up"}
        with storage.operate() as door:
            assert list(door.dead_letters()) == sorted(given_up)

    @obligation("STO-91")
    def test_a_dead_letter_waits_again_as_if_it_had_never_been_tried(self, storage: Storage, there: Furnished) -> None:
        give_up(storage, there)
        with storage.begin(there.workspace.id) as tx:
            again = tx.outbox.requeue(there.notice.id, at=TOMORROW)
            assert again == Queued(there.notice, Fate.WAITING, 0, TOMORROW)
            tx.commit()
        with storage.operate() as door:
            assert list(door.dead_letters()) == []
            assert claimed(door) == []
            [one] = claim(door, at=TOMORROW)
            assert (one.notices, one.attempt) == ((there.notice,), 1)

    @obligation("STO-91", "STO-26")
    def test_a_dead_letter_waits_again_behind_what_waits_already(self, storage: Storage, there: Furnished) -> None:
        behind = others(there.notice, "deuxième")
        give_up(storage, there)
        queue(storage, there, *behind)
        with storage.operate() as door:
            [one] = claim(door)
            with storage.begin(there.workspace.id) as tx:
                tx.outbox.requeue(there.notice.id, at=NOW)
                tx.commit()
            assert claimed(door) == [], "somebody carries what was not given up"
            assert waiting(storage, there) == (*behind, there.notice)
            assert deliver(door, one, behind[0])
            assert claimed(door) == [(there.notice,)]

    @obligation("STO-91", "STO-14")
    def test_what_waits_again_is_queued_with_its_transaction(self, storage: Storage, there: Furnished) -> None:
        give_up(storage, there)
        with storage.begin(there.workspace.id) as tx:
            tx.outbox.requeue(there.notice.id, at=NOW)
            assert tx.outbox.pending() == (there.notice,)
        assert stands(storage, there, there.notice).fate is Fate.GIVEN_UP

    @obligation("STO-91")
    @pytest.mark.parametrize("way", [None, "delivered", "moot"])
    def test_only_a_dead_letter_can_wait_again(self, storage: Storage, there: Furnished, way: str | None) -> None:
        if way is not None:
            with storage.operate() as door:
                [one] = claim(door)
                WAYS[way](door, one, there.notice)
        before = stands(storage, there, there.notice)
        with storage.begin(there.workspace.id) as tx:
            with pytest.raises(Conflict) as refused:
                tx.outbox.requeue(there.notice.id, at=NOW)
            assert refused.value.code == "not-a-dead-letter"
            assert tx.outbox.get(there.notice.id) == before

    @obligation("STO-91", "STO-88")
    def test_a_part_waits_again_with_what_it_goes_out_with_and_not_by_itself(
        self, storage: Storage, there: Furnished
    ) -> None:
        [part] = parts_of(there.notice, "partie")
        queue(storage, there, part)
        give_up(storage, there)
        with storage.begin(there.workspace.id) as tx:
            with pytest.raises(Conflict) as refused:
                tx.outbox.requeue(part.id, at=NOW)
            assert refused.value.code == "not-a-dead-letter"
            tx.outbox.requeue(there.notice.id, at=NOW)
            assert tx.outbox.get(part.id) == Queued(part, Fate.WAITING, 0, NOW)

    @obligation("STO-92")
    def test_of_nothing_that_waits_there_is_nothing_to_tell(self, storage: Storage) -> None:
        founded(storage)
        with storage.operate() as door:
            assert door.backlog(NOW) == Backlog(0, 0, 0, None)

    @obligation("STO-92")
    def test_what_is_in_hand_waits_and_is_due_again_when_the_lease_ends(
        self, storage: Storage, there: Furnished
    ) -> None:
        with storage.operate() as door:
            assert claimed(door) == [(there.notice,)]
        with storage.operate() as door:
            assert door.backlog(NOW + LEASE - A_MOMENT) == Backlog(1, 0, 0, None)
            assert door.backlog(NOW + LEASE) == Backlog(1, 1, 0, NOW + LEASE)

    @obligation("STO-92")
    def test_what_waits_is_counted_over_all_workspaces_and_what_would_be_given_now(
        self, storage: Storage, there: Furnished
    ) -> None:
        long_due = NOW - timedelta(days=2)
        away = found(storage, Furnished.new())
        queue(storage, there, *others(there.notice, "b", "c"), *others(there.notice, "d", queued_at=TOMORROW))
        queue(storage, away, a_notice(queued_at=TOMORROW), *others(away.notice, "urgent", is_urgent=True))
        queue(storage, away, *others(away.notice, "derrière l’urgent"), a_notice(queued_at=long_due))
        with storage.operate() as door:
            assert door.backlog(NOW) == Backlog(9, 6, 0, long_due), "four, and those behind them until tomorrow"
            for one in claim(door):
                if one.notices[0].queued_at == long_due:
                    WAYS["given up"](door, one, one.notices[0])
                if one.notices[0] == there.notice:
                    door.postpone(one, there.notice, until=NOW)
        with storage.operate() as door:
            assert door.backlog(NOW) == Backlog(8, 3, 1, NOW), "the others are in somebody's hands"


def listed(outbox: object) -> list[Notice]:
    """List notices alone."""
    return [one.notice for one in every(outbox.page, order=NoticeOrder.CREATED)]  # type: ignore[attr-defined]


def give_up(storage: Storage, there: Furnished) -> None:
    """Let the notice of a workspace become a dead letter."""
    with storage.operate() as door:
        [one] = claim(door)
        assert WAYS["given up"](door, one, there.notice)


def of_every_sort(storage: Storage, there: Furnished) -> list[Queued]:
    """Let notices of two kinds to two recipients have every fate, and give them by identifier."""
    made = [
        a_notice(kind=kind, recipient=recipient)
        for kind, recipient, _ in product(("intervention-planned", "reminder"), ("a@exemple.fr", "b@exemple.fr"), Fate)
    ]
    queue(storage, there, *made, *parts_of(made[0], "partie"))
    with storage.operate() as door:
        for one, way in zip(claim(door), (None, *FOR_GOOD) * len(made), strict=False):
            if way is not None:
                WAYS[way](door, one, one.notices[0])
    return sorted((stands(storage, there, one) for one in (there.notice, *made)), key=lambda one: one.id)


def is_asked_for(where: NoticeFilter, one: Queued) -> bool:
    """Tell what the filter means."""
    return (
        (where.fate is None or where.fate is one.fate)
        and (where.kind is None or where.kind == one.notice.kind)
        and (where.recipient is None or where.recipient == one.notice.recipient)
    )
