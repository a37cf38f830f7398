"""What is loaded of a workspace before it is there: STO-80 to STO-84."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing

import pytest
from attrs import evolve

from registre_core.kernel.errors import Conflict, NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import StagedPart, Storage
from registre_core.testing.builders import a_workspace
from registre_core.testing.contracts.storage.furniture import KINDS, UNLISTED, Furnished
from registre_core.testing.contracts.storage.opening import OpenStorage, StorageUnderTest
from registre_core.testing.obligations import obligation

PARTS = (
    StagedPart(1, "manifest.json", b'{"name":"\xc3\x89cole"}\n', ""),
    StagedPart(2, "sites/000001", bytes(range(256)), "1 é"),
    StagedPart(3, "documents/empty", b"", "2"),
)
"""Three parts: whatever a byte can be, and nothing at all."""


def load(storage: Storage, workspace: WorkspaceId, parts: Iterable[StagedPart] = PARTS) -> None:
    """Keep these parts, in one transaction."""
    with storage.stage(workspace) as tx:
        for part in parts:
            tx.staged.add(part)
        tx.commit()


def loaded(storage: Storage, workspace: WorkspaceId) -> tuple[StagedPart, ...]:
    """Give what is loaded of a workspace that is not there."""
    with storage.stage(workspace) as tx:
        return tuple(tx.staged.parts())


class StagingContract(StorageUnderTest):
    """Workspaces that are on their way."""

    @obligation("STO-80")
    def test_parts_come_back_in_their_order_and_to_the_byte(self, storage: Storage) -> None:
        coming = a_workspace().id
        load(storage, coming, PARTS[:1])
        load(storage, coming, PARTS[1:])
        assert loaded(storage, coming) == PARTS

    @obligation("STO-80")
    def test_the_last_part_says_where_loading_goes_on(self, storage: Storage) -> None:
        coming = a_workspace().id
        with storage.stage(coming) as tx:
            assert tx.staged.last() is None
            for part in PARTS:
                tx.staged.add(part)
                assert tx.staged.last() == part

    @obligation("STO-80")
    def test_many_parts_are_streamed_to_the_last(self, storage: Storage) -> None:
        coming = a_workspace().id
        many = tuple(StagedPart(number, "sites", b"%d" % number, "") for number in range(1, 24))
        load(storage, coming, many)
        assert loaded(storage, coming) == many

    @obligation("STO-80", needs="durable")
    def test_what_was_loaded_is_there_after_opening_anew(self, reopen: OpenStorage) -> None:
        coming = a_workspace().id
        with closing(reopen()) as storage:
            load(storage, coming)
        with closing(reopen()) as storage:
            assert loaded(storage, coming) == PARTS

    @obligation("STO-80", "STO-1")
    def test_a_batch_that_was_not_committed_is_not_there(self, storage: Storage) -> None:
        coming = a_workspace().id
        load(storage, coming, PARTS[:1])
        with storage.stage(coming) as tx:
            tx.staged.add(PARTS[1])
        assert loaded(storage, coming) == PARTS[:1]

    @obligation("STO-80")
    @pytest.mark.parametrize("number", [1, 3, 4])
    def test_a_part_that_is_not_the_next_one_is_refused(self, storage: Storage, number: int) -> None:
        coming = a_workspace().id
        load(storage, coming, PARTS[:1])
        with storage.stage(coming) as tx, pytest.raises(Conflict, match="not-the-next-part"):
            tx.staged.add(evolve(PARTS[0], number=number))
        assert loaded(storage, coming) == PARTS[:1]

    @obligation("STO-80")
    def test_what_was_loaded_can_be_dropped_and_loaded_again(self, storage: Storage) -> None:
        coming = a_workspace().id
        load(storage, coming)
        with storage.stage(coming) as tx:
            assert tx.staged.clear() == len(PARTS)
            assert tx.staged.last() is None
            tx.commit()
        load(storage, coming, PARTS[:2])
        assert loaded(storage, coming) == PARTS[:2]

    @obligation("STO-81", "STO-15")
    def test_what_is_loaded_is_no_workspace(self, storage: Storage) -> None:
        coming = a_workspace().id
        load(storage, coming)
        for opened in (storage.begin, storage.read):
            with pytest.raises(NotFound, match="workspace-not-found"), opened(coming):
                pass

    @obligation("STO-81", "STO-18")
    def test_the_operator_sees_what_is_loaded_neither_as_whole_nor_as_broken(
        self, storage: Storage, bare: WorkspaceId
    ) -> None:
        coming = sorted(a_workspace().id for _ in range(3))
        for workspace in reversed(coming):
            load(storage, workspace)
        with storage.operate() as door:
            assert [workspace.id for workspace, _ in door.workspaces()] == [bare]
            assert list(door.staged()) == coming

    @obligation("STO-81", "STO-10")
    def test_what_is_loaded_of_one_workspace_is_not_seen_from_another(self, storage: Storage, there: Furnished) -> None:
        coming, other = a_workspace().id, a_workspace().id
        load(storage, coming)
        assert loaded(storage, other) == ()
        with storage.begin(there.workspace.id) as tx:
            assert list(tx.staged.parts()) == []
            tx.staged.clear()
            tx.commit()
        assert loaded(storage, coming) == PARTS

    @obligation("STO-82")
    def test_nothing_is_loaded_of_a_workspace_that_is_there(self, storage: Storage, bare: WorkspaceId) -> None:
        with pytest.raises(Conflict, match="workspace-exists"), storage.stage(bare):
            pass

    @obligation("STO-83")
    def test_founding_reads_what_was_loaded_and_drops_it_with_its_commit(self, storage: Storage) -> None:
        coming = a_workspace()
        load(storage, coming.id)
        with storage.found(coming.id) as tx:
            assert tuple(tx.staged.parts()) == PARTS
            tx.workspace.add(coming)
            tx.staged.clear()
            tx.commit()
        with storage.begin(coming.id) as tx:
            assert tx.staged.last() is None
        with storage.operate() as door:
            assert list(door.staged()) == []

    @obligation("STO-83", "STO-1")
    def test_founding_that_is_given_up_leaves_what_was_loaded(self, storage: Storage) -> None:
        coming = a_workspace()
        load(storage, coming.id)
        with storage.found(coming.id) as tx:
            tx.workspace.add(coming)
            tx.staged.clear()
        assert loaded(storage, coming.id) == PARTS

    @obligation("STO-84")
    def test_what_is_added_keeps_the_version_it_came_with(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            for kind in (*KINDS, *UNLISTED):
                older = evolve(kind.build(there), version=7)
                kind.store(tx).add(older)
                assert kind.store(tx).get(older.id) == older

    @obligation("STO-84")
    def test_a_workspace_keeps_the_version_it_came_with(self, storage: Storage) -> None:
        coming = evolve(a_workspace(), version=7)
        with storage.found(coming.id) as tx:
            tx.workspace.add(coming)
            tx.commit()
        with storage.read(coming.id) as snapshot:
            assert snapshot.workspace.get() == coming
