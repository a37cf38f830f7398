"""What keeps all workspaces running: claims on notices, and what is overdue. STO-25 to STO-29."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from registre_core.kernel.errors import AdapterFailure
from registre_core.ports.storage import Claim, Notice, Operations, Storage
from registre_core.testing.builders import IDS, a_notice, an_intervention
from registre_core.testing.contracts.elsewhere import LONG, at_once
from registre_core.testing.contracts.storage.furniture import Furnished, found
from registre_core.testing.contracts.storage.opening import OpenStorage, StorageUnderTest
from registre_core.testing.contracts.storage.tenants import twin
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.obligations import obligation

NOW = A_MONDAY_MORNING
LEASE = timedelta(minutes=5)
A_MOMENT = timedelta(microseconds=1)
TODAY = date(2026, 3, 2)
DELIVERERS = 4


class OperatorContract(StorageUnderTest):
    """The operator's door, but for the list of workspaces."""

    @obligation("STO-25")
    def test_what_is_due_is_claimed_the_longest_due_first(self, storage: Storage, there: Furnished) -> None:
        early, late, not_yet = (a_notice(queued_at=NOW + timedelta(hours=hours)) for hours in (-2, -1, 1))
        queue(storage, there, late, not_yet, early)
        with storage.operate() as door:
            claims = door.claim(at=NOW, lease=LEASE)
        assert [claim.notice for claim in claims] == [early, late, there.notice]
        for claim in claims:
            assert (claim.workspace, claim.attempt, claim.until) == (there.workspace.id, 1, NOW + LEASE)

    @obligation("STO-25")
    def test_no_more_is_claimed_than_was_asked_for(self, storage: Storage, there: Furnished) -> None:
        queue(storage, there, *(a_notice() for _ in range(4)))
        with storage.operate() as door:
            assert [len(door.claim(at=NOW, lease=LEASE, limit=2)) for _ in range(4)] == [2, 2, 1, 0]

    @obligation("STO-25")
    def test_notices_of_every_workspace_are_claimed_and_settled_where_they_belong(
        self, storage: Storage, there: Furnished
    ) -> None:
        away = found(storage, twin(there))
        with storage.operate() as door:
            claims = {claim.workspace: claim for claim in door.claim(at=NOW, lease=LEASE)}
            assert claims[there.workspace.id].notice == there.notice
            assert claims[away.workspace.id].notice == away.notice
            assert door.delivered(claims[away.workspace.id])
        assert (waiting(storage, there), waiting(storage, away)) == ((there.notice,), ())

    @obligation("STO-25", "STO-27")
    def test_what_is_claimed_is_nobody_else_s_until_its_lease_ends(self, storage: Storage, there: Furnished) -> None:
        with storage.operate() as door:
            [first] = door.claim(at=NOW, lease=LEASE)
            assert claimed(door, at=NOW + LEASE - A_MOMENT) == []
            [second] = door.claim(at=NOW + LEASE, lease=LEASE)
            assert (first.attempt, second.attempt) == (1, 2)
            assert not door.delivered(first), "somebody else holds it now"
            assert waiting(storage, there) == (there.notice,)
            assert door.delivered(second)
        assert waiting(storage, there) == ()

    @obligation("STO-25")
    def test_many_who_claim_at_once_are_never_given_the_same(self, open_storage: OpenStorage) -> None:
        def claim_all(_: int) -> list[str]:
            keys: list[str] = []
            with storage.operate() as door:
                for _ in range(30):  # a storage that forgets leases would give for ever
                    keys.extend(claim.notice.key for claim in door.claim(at=NOW, lease=LEASE, limit=3))
            return keys

        with closing(open_storage(patience=LONG)) as storage:
            there = found(storage, Furnished.new())
            queue(storage, there, *(a_notice() for _ in range(20)))
            keys = [key for one in at_once(DELIVERERS, claim_all) for key in one.result()]
            keys += claim_all(0)  # what a deliverer skipped because another was just looking at it
        assert sorted(set(keys)) == sorted(keys)
        assert len(keys) == 21

    @obligation("STO-25", "STO-14")
    def test_what_was_not_committed_cannot_be_claimed(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            tx.outbox.queue(a_notice())
        with storage.operate() as door:
            assert claimed(door) == [there.notice]

    @obligation("STO-26")
    def test_what_one_recipient_is_told_about_one_subject_keeps_its_order(
        self, storage: Storage, there: Furnished
    ) -> None:
        second, third = (another(there.notice, key=key) for key in ("deuxième", "troisième"))
        queue(storage, there, second, third)
        with storage.operate() as door:
            for expected in (there.notice, second, third):
                [claim] = door.claim(at=NOW, lease=LEASE)
                assert claim.notice == expected
                assert claimed(door) == [], "the first one is on its way"
                assert door.delivered(claim)

    @obligation("STO-26", "STO-27")
    def test_what_is_postponed_holds_up_what_comes_after_it(self, storage: Storage, there: Furnished) -> None:
        queue(storage, there, another(there.notice, key="deuxième"))
        tomorrow = NOW + timedelta(days=1)
        with storage.operate() as door:
            [claim] = door.claim(at=NOW, lease=LEASE)
            assert door.postpone(claim, until=tomorrow)
            assert claimed(door, at=tomorrow - A_MOMENT) == []
            assert claimed(door, at=tomorrow) == [there.notice]

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
            assert claimed(door) == [there.notice, other]

    @obligation("STO-26", "STO-28")
    def test_what_is_given_up_frees_the_next(self, storage: Storage, there: Furnished) -> None:
        second = another(there.notice, key="deuxième")
        queue(storage, there, second)
        with storage.operate() as door:
            [claim] = door.claim(at=NOW, lease=LEASE)
            assert door.give_up(claim)
            assert claimed(door) == [second]
        assert waiting(storage, there) == (second,)

    @obligation("STO-27")
    def test_what_was_postponed_is_claimed_again_with_one_attempt_more(
        self, storage: Storage, there: Furnished
    ) -> None:
        with storage.operate() as door:
            [claim] = door.claim(at=NOW, lease=LEASE)
            assert door.postpone(claim, until=NOW + A_MOMENT)
            [again] = door.claim(at=NOW + A_MOMENT, lease=LEASE)
        assert (again.notice, again.attempt) == (there.notice, 2)
        assert waiting(storage, there) == (there.notice,)

    @obligation("STO-27")
    @pytest.mark.parametrize("way", range(3), ids=["delivered", "postponed", "given up"])
    def test_a_claim_is_settled_once(self, storage: Storage, there: Furnished, way: int) -> None:
        with storage.operate() as door:
            [claim] = door.claim(at=NOW, lease=LEASE)
            assert ways_to_settle(door)[way](claim)
            assert claim.workspace == there.workspace.id
            assert [settle(claim) for settle in ways_to_settle(door)] == [False] * 3

    @obligation("STO-2", "STO-27", needs="durable")
    def test_a_settled_claim_is_kept_at_once(self, reopen: OpenStorage) -> None:
        with closing(reopen()) as storage:
            there = found(storage, Furnished.new())
            with storage.operate() as door:
                [claim] = door.claim(at=NOW, lease=LEASE)
                assert door.delivered(claim)
                assert waiting(storage, there) == (), "before the door is shut"
        with closing(reopen()) as again, again.operate() as door:
            assert claimed(door, at=NOW + timedelta(days=1)) == []

    @obligation("STO-14", "STO-28")
    @pytest.mark.parametrize("way", [0, 2], ids=["delivered", "given up"])
    def test_the_key_of_what_is_settled_is_not_queued_again(self, storage: Storage, there: Furnished, way: int) -> None:
        with storage.operate() as door:
            [claim] = door.claim(at=NOW, lease=LEASE)
            ways_to_settle(door)[way](claim)
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.outbox.is_queued(there.notice.key)
        queue(storage, there, another(there.notice))
        assert waiting(storage, there) == ()
        with storage.operate() as door:
            assert claimed(door, at=NOW + timedelta(days=1)) == []

    @obligation("STO-24")
    @pytest.mark.parametrize("way", range(3), ids=["delivered", "postponed", "given up"])
    def test_a_recipient_is_forgotten_whatever_became_of_his_notices(
        self, storage: Storage, there: Furnished, way: int
    ) -> None:
        with storage.operate() as door:
            [claim] = door.claim(at=NOW, lease=LEASE)
            assert ways_to_settle(door)[way](claim)
        with storage.begin(there.workspace.id) as tx:
            assert tx.outbox.drop(there.notice.recipient) == 1
            assert tx.outbox.queue(there.notice), "nothing is left of it, its key included"

    @obligation("STO-24", "STO-27")
    def test_what_was_dropped_on_its_way_is_settled_for_nothing(self, storage: Storage, there: Furnished) -> None:
        with storage.operate() as door:
            [claim] = door.claim(at=NOW, lease=LEASE)
            with storage.begin(there.workspace.id) as tx:
                tx.outbox.drop(there.notice.recipient)
                tx.commit()
            assert not door.delivered(claim)

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
            [claim] = door.claim(at=NOW, lease=LEASE)
        assert waiting(storage, there) == (claim.notice,)
        late: tuple[Callable[[], object], ...] = (
            lambda: door.claim(at=NOW, lease=LEASE),
            lambda: door.delivered(claim),
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


def another(notice: Notice, **given: Any) -> Notice:  # noqa: ANN401  # fields of a notice
    """Make a notice that differs in its identifier, and in what is given."""
    return evolve(notice, id=a_notice().id, **given)


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


def claimed(door: Operations, *, at: datetime = NOW) -> list[Notice]:
    """Claim whatever can be claimed at that moment."""
    return [claim.notice for claim in door.claim(at=at, lease=LEASE)]


def ways_to_settle(door: Operations) -> tuple[Callable[[Claim], bool], ...]:
    """Give the three ends that a claim can have."""
    return door.delivered, lambda claim: door.postpone(claim, until=NOW), door.give_up


def has_planned(storage: Storage, day: date, **became: Any) -> Furnished:  # noqa: ANN401  # fields of an intervention
    """Found a workspace that has planned something for that day, beside what is planned for later."""
    one = found(storage, Furnished.new())
    with storage.begin(one.workspace.id) as tx:
        tx.interventions.add(an_intervention(one.site, planned_on=day, **became))
        tx.commit()
    return one
