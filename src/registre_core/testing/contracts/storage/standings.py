"""Where accounts were last said to stand, and whose account turns: STO-42, STO-43."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given

from registre_core.billing import StandingRecord
from registre_core.kernel.errors import InvalidInput, NotFound
from registre_core.kernel.identifiers import InvoiceId, WorkspaceId
from registre_core.ports.storage import Storage
from registre_core.testing.builders import (
    IDS,
    a_standing,
)
from registre_core.testing.contracts.storage.furniture import Furnished, everything, found, founded
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.contracts.storage.samples import standings
from registre_core.testing.contracts.storage.values import round_trips
from registre_core.testing.obligations import obligation

TODAY = date(2026, 3, 17)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


class StandingContract(StorageUnderTest):
    """Where accounts were last said to stand."""

    @obligation("STO-42")
    @round_trips
    @given(record=standings)
    def test_what_was_told_last_is_given_back_whole(
        self, storage: Storage, there: Furnished, record: StandingRecord
    ) -> None:
        with storage.begin(there.workspace.id) as tx:
            tx.standing.save(record)
            assert tx.standing.get() == record
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.standing.get() == record

    @obligation("STO-42")
    def test_nothing_was_told_where_nothing_ever_was(self, storage: Storage, bare: WorkspaceId) -> None:
        with storage.read(bare) as snapshot:
            assert snapshot.standing.get() is None

    @obligation("STO-42", "STO-1", "STO-11")
    def test_what_is_told_now_is_seen_once_it_is_committed(self, storage: Storage, there: Furnished) -> None:
        later = a_standing(there.invoice, since=date(2026, 4, 1))
        with storage.read(there.workspace.id) as snapshot:
            for commit in (False, True):
                with storage.begin(there.workspace.id) as tx:
                    tx.standing.save(later)
                    if commit:
                        tx.commit()
                with storage.read(there.workspace.id) as now:
                    assert now.standing.get() == (later if commit else there.standing)
            assert snapshot.standing.get() == there.standing

    @obligation("STO-42", "STO-7")
    def test_the_invoice_behind_it_must_be_there(self, storage: Storage, there: Furnished) -> None:
        before, elsewhere = everything(storage, there), found(storage, Furnished.new())
        for cause in (InvoiceId(IDS.new()), elsewhere.invoice.id):
            with pytest.raises(NotFound) as missing, storage.begin(there.workspace.id) as tx:
                tx.standing.save(a_standing(cause=cause))
                tx.commit()
            assert missing.value.code == "invoice-not-found"
        assert everything(storage, there) == before

    @obligation("STO-42", "STO-21")
    def test_a_standing_that_cannot_be_kept_is_refused(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            with pytest.raises(InvalidInput) as refused:
                tx.standing.save(a_standing(there.invoice, policy="a\0b"))
            assert refused.value.code == "value-not-storable"
            assert tx.standing.get() == there.standing

    @obligation("STO-43")
    def test_workspaces_whose_standing_no_longer_holds_are_listed_by_identifier(self, storage: Storage) -> None:
        past, others = (YESTERDAY, date(2020, 1, 1), YESTERDAY), (YESTERDAY, TOMORROW, None)
        turning = [
            *(told(storage, until=until, policy="p") for until in past),
            *(told(storage, until=until, policy=policy) for until, policy in product(others, ("o", "q"))),
        ]
        for until in (TODAY, TOMORROW, None):
            told(storage, until=until, policy="p")
        founded(storage)
        with storage.operate() as door:
            assert list(door.turning(TODAY, "p")) == sorted(turning)

    @obligation("STO-43")
    def test_a_standing_holds_on_its_last_day_and_turns_on_the_next(self, storage: Storage) -> None:
        workspace = told(storage, until=TODAY, policy="p")
        with storage.operate() as door:
            assert [list(door.turning(day, "p")) for day in (YESTERDAY, TODAY, TOMORROW)] == [[], [], [workspace]]

    @obligation("STO-43")
    def test_a_standing_that_was_told_anew_turns_by_what_was_told_last(self, storage: Storage) -> None:
        workspace = told(storage, until=YESTERDAY, policy="o")
        for until, policy, expected in ((TODAY, "p", []), (None, "p", []), (None, "o", [workspace])):
            with storage.begin(workspace) as tx:
                tx.standing.save(a_standing(until=until, policy=policy))
                tx.commit()
            with storage.operate() as door:
                assert list(door.turning(TODAY, "p")) == expected

    @obligation("STO-43", "STO-1")
    def test_what_was_not_committed_turns_nobody(self, storage: Storage) -> None:
        workspace = told(storage, until=TODAY, policy="p")
        with storage.begin(workspace) as tx:
            tx.standing.save(a_standing(until=YESTERDAY, policy="p"))
        with storage.operate() as door:
            assert list(door.turning(TODAY, "p")) == []


def told(storage: Storage, *, until: date | None, policy: str) -> WorkspaceId:
    """Found a workspace of whose account something was told."""
    workspace = founded(storage)
    with storage.begin(workspace) as tx:
        tx.standing.save(a_standing(until=until, policy=policy))
        tx.commit()
    return workspace
