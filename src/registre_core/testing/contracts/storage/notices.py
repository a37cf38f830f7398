"""What a workspace settled of its notices, mutings, and subscriptions: STO-93, STO-94."""

from __future__ import annotations

from datetime import time

import pytest
from attrs import evolve

from registre_core.kernel.errors import Conflict, InvalidInput
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.notices import Muting, NoticeSettings, StopReason
from registre_core.ports.storage import Storage
from registre_core.testing.contracts.storage.furniture import Furnished, everything
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.obligations import obligation
from registre_core.testing.telling import a_subscription, some_notice_settings

SETTLED = (
    NoticeSettings(),
    NoticeSettings(off=frozenset({"été"}), remind_again_after=1),
    NoticeSettings(quiet_from=time(19, 30, 1, 5), quiet_until=time(0)),
    NoticeSettings(reply_to="sécurité@exemple.fr"),
)
"""What comes back as it was."""


class NoticeContract(StorageUnderTest):
    """Settings, mutings and subscriptions."""

    @obligation("STO-93")
    def test_where_nothing_was_settled_holds_what_holds_by_itself(self, storage: Storage, bare: WorkspaceId) -> None:
        with storage.read(bare) as snapshot:
            assert snapshot.notice_settings.get() == NoticeSettings()

    @obligation("STO-93", "STO-5", "STO-8")
    def test_what_was_settled_last_holds_with_its_version_raised(self, storage: Storage, bare: WorkspaceId) -> None:
        for version, settings in enumerate(SETTLED, start=1):
            with storage.begin(bare) as tx:
                saved = tx.notice_settings.save(evolve(settings, version=version))
                assert saved == evolve(settings, version=version + 1)
                assert tx.notice_settings.get() == saved
                tx.commit()
            with storage.read(bare) as snapshot:
                assert snapshot.notice_settings.get() == saved

    @obligation("STO-93", "STO-5")
    @pytest.mark.parametrize("version", [1, 2, 4])
    def test_settings_that_somebody_changed_in_between_are_not_changed_again(
        self, storage: Storage, there: Furnished, version: int
    ) -> None:
        before = everything(storage, there)
        with storage.begin(there.workspace.id) as tx:
            with pytest.raises(Conflict) as stale:
                tx.notice_settings.save(some_notice_settings(version=version))
            tx.commit()
        assert stale.value.code == "stale-version"
        assert everything(storage, there) == before

    @obligation("STO-93")
    def test_the_first_to_settle_something_has_read_that_nothing_was_settled(
        self, storage: Storage, bare: WorkspaceId
    ) -> None:
        with storage.begin(bare) as tx, pytest.raises(Conflict) as stale:
            tx.notice_settings.save(some_notice_settings(version=2))
        assert stale.value.code == "stale-version"

    @obligation("STO-93", "STO-84", "STO-6")
    def test_settings_that_move_in_keep_their_version_and_replace_nothing(
        self, storage: Storage, bare: WorkspaceId
    ) -> None:
        settings = some_notice_settings(version=7)
        with storage.begin(bare) as tx:
            assert tx.notice_settings.add(settings) == settings
            with pytest.raises(Conflict) as twice:
                tx.notice_settings.add(some_notice_settings())
            assert twice.value.code == "already-exists"
            assert tx.notice_settings.get() == settings

    @obligation("STO-93")
    def test_an_address_has_what_was_said_of_it_last_and_no_other_has(self, storage: Storage, there: Furnished) -> None:
        mine, kinds = "zoe@exemple.fr", frozenset({"finding-overdue", "round-missed"})
        with storage.begin(there.workspace.id) as tx:
            tx.mutings.put(mine, ["request-sent", "request-sent"])
            assert tx.mutings.of(mine) == {"request-sent"}
            tx.mutings.put(mine, kinds)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.mutings.of(mine) == kinds
            for other in ("Zoe@exemple.fr", "zoé@exemple.fr", "zoe@exemple.fr ", "paul@exemple.fr"):
                assert snapshot.mutings.of(other) == frozenset()
            assert snapshot.mutings.every() == (Muting(mine, kinds), there.muting)

    @obligation("STO-93")
    def test_who_wants_everything_again_is_forgotten(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            tx.mutings.put(there.muting.recipient, ())
            tx.mutings.put("paul@exemple.fr", ())
            assert tx.mutings.of(there.muting.recipient) == frozenset()
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.mutings.every() == ()

    @obligation("STO-93", "STO-21")
    def test_what_cannot_be_kept_is_refused_and_changes_nothing(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            for refused in (
                lambda: tx.mutings.put(there.muting.recipient, ["a\0b"]),
                lambda: tx.notice_settings.save(evolve(there.notice_settings, off=frozenset({"a\0b"}))),
                lambda: tx.subscriptions.add(a_subscription(kinds=frozenset({"a\0b"}))),
            ):
                with pytest.raises(InvalidInput) as error:
                    refused()
                assert error.value.code == "value-not-storable"
            assert tx.mutings.of(there.muting.recipient) == there.muting.kinds

    @obligation("STO-94")
    def test_subscriptions_are_given_by_identifier_without_those_that_were_stopped(
        self, storage: Storage, there: Furnished
    ) -> None:
        stopped = a_subscription(kinds=frozenset(), stopped_at=A_MONDAY_MORNING, stopped_for=StopReason.BY_HAND)
        last = a_subscription(address="https://autre.exemple.fr/")
        with storage.begin(there.workspace.id) as tx:
            for one in (last, stopped):
                tx.subscriptions.add(one)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.subscriptions.every() == (there.subscription, last)
            assert snapshot.subscriptions.every(stopped=True) == (there.subscription, stopped, last)

    @obligation("STO-94")
    def test_a_subscription_that_goes_on_is_given_again(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            gone = evolve(there.subscription, stopped_at=A_MONDAY_MORNING, stopped_for=StopReason.GONE)
            saved = tx.subscriptions.save(gone)
            assert tx.subscriptions.every() == ()
            again = tx.subscriptions.save(evolve(saved, stopped_at=None, stopped_for=None))
            assert tx.subscriptions.every() == (again,)
