"""Changes of one workspace come one after the other: STO-4, with threads that really meet."""

from __future__ import annotations

from contextlib import closing
from threading import Event

import pytest
from attrs import evolve

from registre_core.kernel.errors import AdapterFailure, Conflict
from registre_core.ports.storage import Storage
from registre_core.register import verify
from registre_core.testing.builders import a_site, a_user, an_entry
from registre_core.testing.contracts.elsewhere import LONG, at_once, elsewhere, start
from registre_core.testing.contracts.storage.furniture import Furnished, everything, found
from registre_core.testing.contracts.storage.opening import OpenStorage, StorageUnderTest
from registre_core.testing.obligations import obligation

WRITERS = 6
TURNS = 5


class TurnContract(StorageUnderTest):
    """Changes of one workspace come one after the other."""

    @obligation("STO-4")
    def test_a_second_change_waits_until_the_first_has_ended(self, open_storage: OpenStorage) -> None:
        entered = Event()

        def second() -> int:
            with storage.begin(there.workspace.id) as tx:
                entered.set()
                return len(tx.sites.page().items)

        with closing(open_storage(patience=LONG)) as storage:
            there = found(storage, Furnished.new())
            with storage.begin(there.workspace.id) as tx:
                waiting = start(second)
                assert not entered.wait(0.15), "the second change began before the first had ended"
                tx.sites.add(a_site())
                tx.commit()
            assert waiting.result(LONG) == 2, "the second change does not see what the first committed"

    @obligation("STO-4")
    def test_a_change_that_waits_too_long_gives_up_and_may_be_tried_again(self, open_storage: OpenStorage) -> None:
        with closing(open_storage(patience=0.15)) as storage:
            there = found(storage, Furnished.new())
            with storage.begin(there.workspace.id) as tx:
                with pytest.raises(AdapterFailure) as refused:
                    elsewhere(lambda: _add_a_site(storage, there))
                tx.sites.add(a_site())
                tx.commit()
            assert (refused.value.code, refused.value.retryable) == ("storage-busy", True)
            elsewhere(lambda: _add_a_site(storage, there))
            assert len(everything(storage, there).items["sites"]) == 3

    @obligation("STO-4", needs="durable")
    def test_two_open_storages_take_turns_too(self, reopen: OpenStorage) -> None:
        with closing(reopen()) as one, closing(reopen(patience=0.15)) as other:
            there = found(one, Furnished.new())
            with one.begin(there.workspace.id) as tx:
                with pytest.raises(AdapterFailure) as refused:
                    elsewhere(lambda: _add_a_site(other, there))
                tx.sites.add(a_site())
                tx.commit()
            elsewhere(lambda: _add_a_site(other, there))
            assert len(everything(one, there).items["sites"]) == 3
        assert refused.value.code == "storage-busy"

    @obligation("STO-4", "STO-12")
    def test_of_many_writers_none_loses_a_change_and_none_extends_the_same_head(
        self, open_storage: OpenStorage
    ) -> None:
        with closing(open_storage(patience=LONG)) as storage:
            there = found(storage, Furnished.new())
            for writer in at_once(WRITERS, lambda _: _take_turns(storage, there)):
                writer.result()
            with storage.read(there.workspace.id) as snapshot:
                head, chain = snapshot.register.head(), tuple(snapshot.register.chain())
                assert snapshot.users.get(there.user.id).version == 1 + WRITERS * TURNS
        assert [number for number, _, _ in chain] == list(range(1, 2 + WRITERS * TURNS))
        assert verify(chain, workspace=there.workspace.id, head=head).is_intact

    @obligation("STO-4", "STO-15")
    def test_of_many_who_found_the_same_workspace_one_does(self, open_storage: OpenStorage) -> None:
        new = Furnished.new()
        with closing(open_storage(patience=LONG)) as storage:
            outcomes = [future.exception() for future in at_once(WRITERS, lambda _: found(storage, new))]
        refused = [error for error in outcomes if error is not None]
        assert len(refused) == WRITERS - 1
        assert all(isinstance(error, Conflict) and error.code == "workspace-exists" for error in refused), refused

    @obligation("STO-5")
    def test_of_many_who_edit_the_same_version_one_wins(self, open_storage: OpenStorage) -> None:
        def edit(number: int) -> None:
            with storage.begin(there.workspace.id) as tx:
                tx.profiles.save(evolve(there.profile, description=f"Writer {number}"))
                tx.commit()

        with closing(open_storage(patience=LONG)) as storage:
            there = found(storage, Furnished.new())
            outcomes = [future.exception() for future in at_once(WRITERS, edit)]
            [profile] = everything(storage, there).items["profiles"]
        refused = [error for error in outcomes if error is not None]
        assert len(refused) == WRITERS - 1
        assert all(isinstance(error, Conflict) and error.code == "stale-version" for error in refused), refused
        assert profile == evolve(there.profile, description=f"Writer {outcomes.index(None)}", version=2)

    @obligation("STO-4")
    def test_a_guard_holds_for_two_who_decide_at_once(self, open_storage: OpenStorage) -> None:
        def leave_one_active(number: int) -> None:
            with storage.begin(there.workspace.id) as tx:
                active = [user for user in tx.users.page().items if user.active]
                if len(active) > 1:
                    tx.users.save(evolve(active[number % len(active)], active=False))
                    tx.commit()

        with closing(open_storage(patience=LONG)) as storage:
            there = found(storage, Furnished.new())
            with storage.begin(there.workspace.id) as tx:
                tx.users.add(a_user())
                tx.commit()
            for decided in at_once(2, leave_one_active):
                decided.result()
            users = everything(storage, there).items["users"]
        assert [user.active for user in users].count(True) == 1  # type: ignore[attr-defined]


def _add_a_site(storage: Storage, there: Furnished) -> None:
    with storage.begin(there.workspace.id) as tx:
        tx.sites.add(a_site())
        tx.commit()


def _take_turns(storage: Storage, there: Furnished) -> None:
    for _ in range(TURNS):
        with storage.begin(there.workspace.id) as tx:
            user = tx.users.get(there.user.id)
            tx.users.save(evolve(user, name=f"{user.name}."))
            tx.register.append(an_entry(there.workspace.id, tx.register.head()))
            tx.commit()
