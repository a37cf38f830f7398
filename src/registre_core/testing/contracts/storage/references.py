"""Which documents the register refers to, and which a sweep takes away: STO-95 to STO-99."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from attrs import evolve

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Removal, Storage, Transaction
from registre_core.register import Entry
from registre_core.testing.builders import IDS, a_workspace, an_entry
from registre_core.testing.contracts.storage.furniture import Furnished
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.memory.world import A_MONDAY_MORNING as AT
from registre_core.testing.obligations import obligation

A, B, C, D = (Digest(letter * 64) for letter in "abcd")
LATER = AT + timedelta(hours=1)

Refer = Callable[[Transaction, Furnished, Digest], object]


def naming(tx: Transaction, there: Furnished, *digests: Digest) -> Entry:
    """Make the next entry of a register, which names these documents as photos of rounds."""
    rounds = ",".join(f'{{"photo":{{"digest":"{one}","size":1}}}}' for one in digests)
    body = f'{{"fact":{{"rounds":[{rounds}]}},"schema":1}}'
    return an_entry(there.workspace.id, tx.register.head(), body=body.encode())


REFERRING: dict[str, Refer] = {
    "by itself": lambda tx, _, digest: tx.documents.refer([digest]),
    "in an entry": lambda tx, there, digest: tx.register.append(naming(tx, there, digest)),
    "in one of several entries": lambda tx, there, digest: tx.register.append_all([naming(tx, there, digest)]),
}


class ReferenceContract(StorageUnderTest):
    """What refers to documents, and what is taken away."""

    @obligation("STO-95")
    @pytest.mark.parametrize("how", REFERRING)
    def test_what_is_named_is_referred_to(self, storage: Storage, there: Furnished, how: str) -> None:
        with storage.begin(there.workspace.id) as tx:
            assert tx.documents.unreferenced([A, B]) == (A, B)
            REFERRING[how](tx, there, A)
            assert tx.documents.unreferenced([A, B]) == (B,)
            tx.commit()
        with storage.begin(there.workspace.id) as tx:
            REFERRING[how](tx, there, A)
            tx.commit()
        assert unreferenced(storage, there, B, A, C) == (B, C)

    @obligation("STO-95")
    def test_an_entry_refers_to_everything_it_names(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            tx.register.append(naming(tx, there, A, B, A, D))
            tx.commit()
        assert unreferenced(storage, there, A, B, C, D) == (C,)

    @obligation("STO-95")
    def test_what_was_not_committed_refers_to_nothing(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            tx.documents.refer([A])
        assert unreferenced(storage, there, A) == (A,)

    @obligation("STO-95")
    def test_what_is_referred_to_elsewhere_is_not_here(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            tx.documents.refer([A])
            tx.commit()
        other = another_workspace(storage)
        with storage.read(other) as seen:
            assert seen.documents.unreferenced([A]) == (A,)

    @obligation("STO-96")
    @pytest.mark.parametrize("how", REFERRING)
    @pytest.mark.parametrize("is_done", [False, True], ids=["begun", "done"])
    def test_nothing_refers_to_what_is_taken_away(
        self, storage: Storage, there: Furnished, how: str, *, is_done: bool
    ) -> None:
        marked(storage, there, A, is_done=is_done)
        with storage.begin(there.workspace.id) as tx:
            head = tx.register.head()
            with pytest.raises(NotFound) as refused:
                REFERRING[how](tx, there, A)
            assert refused.value.code == "document-not-found"
            assert tx.register.head() == head
            tx.commit()
        assert unreferenced(storage, there, A) == (A,)

    @obligation("STO-96")
    def test_an_entry_that_names_one_of_them_refers_to_none(self, storage: Storage, there: Furnished) -> None:
        marked(storage, there, B)
        with storage.begin(there.workspace.id) as tx:
            with pytest.raises(NotFound):
                tx.register.append(naming(tx, there, A, B))
            with pytest.raises(NotFound):
                tx.documents.refer([A, B])
            tx.commit()
        assert unreferenced(storage, there, A, B) == (A, B)

    @obligation("STO-97")
    def test_what_nothing_refers_to_is_marked(self, storage: Storage, there: Furnished) -> None:
        (first, second), names = marked(storage, there, A, B), [IDS.new(), IDS.new()]
        with storage.begin(there.workspace.id) as tx:
            tx.documents.refer([C])
            (third,) = tx.documents.begin_removals([A, B, C, D, D], by=names, at=LATER)
            tx.commit()
        assert (first.digest, second.digest, third) == (A, B, Removal(names[0], D, LATER))
        assert first.id != second.id

    @obligation("STO-97")
    def test_what_was_taken_away_may_be_marked_again(self, storage: Storage, there: Furnished) -> None:
        (first,) = marked(storage, there, A, is_done=True)
        (second,) = marked(storage, there, A)
        assert first.id != second.id
        assert removal(storage, there, A) == second

    @obligation("STO-98")
    def test_a_removal_is_finished_once(self, storage: Storage, there: Furnished) -> None:
        (begun,) = marked(storage, there, A)
        with storage.begin(there.workspace.id) as tx:
            assert tx.documents.finish_removal(begun, at=LATER)
            done = evolve(begun, done_at=LATER)
            assert not tx.documents.finish_removal(begun, at=LATER)
            assert not tx.documents.finish_removal(done, at=LATER)
            tx.commit()
        assert removal(storage, there, A) == done

    @obligation("STO-98")
    @pytest.mark.parametrize("is_done", [False, True], ids=["begun", "done"])
    def test_what_was_withdrawn_can_be_referred_to(self, storage: Storage, there: Furnished, *, is_done: bool) -> None:
        (mark,) = marked(storage, there, A, is_done=is_done)
        with storage.begin(there.workspace.id) as tx:
            assert tx.documents.withdraw_removal(mark)
            assert not tx.documents.withdraw_removal(mark)
            tx.register.append(naming(tx, there, A))
            tx.commit()
        assert removal(storage, there, A) is None
        assert unreferenced(storage, there, A) == ()

    @obligation("STO-98")
    def test_a_removal_that_went_on_is_not_withdrawn(self, storage: Storage, there: Furnished) -> None:
        (begun,) = marked(storage, there, A)
        with storage.begin(there.workspace.id) as tx:
            tx.documents.finish_removal(begun, at=LATER)
            done = evolve(begun, done_at=LATER)
            for other in (begun, evolve(done, done_at=LATER + timedelta(seconds=1)), evolve(done, id=IDS.new())):
                assert not tx.documents.withdraw_removal(other)
            tx.commit()
        assert removal(storage, there, A) == done

    @obligation("STO-98")
    def test_a_later_removal_is_not_touched_by_an_earlier_one(self, storage: Storage, there: Furnished) -> None:
        (first,) = marked(storage, there, A, is_done=True)
        (second,) = marked(storage, there, A)
        with storage.begin(there.workspace.id) as tx:
            assert not tx.documents.withdraw_removal(first)
            assert not tx.documents.withdraw_removal(evolve(first, done_at=None))
            assert not tx.documents.finish_removal(evolve(first, done_at=None), at=LATER)
            tx.commit()
        assert removal(storage, there, A) == second

    @obligation("STO-99")
    def test_unfinished_removals_are_listed_the_longest_first(self, storage: Storage, there: Furnished) -> None:
        (late,) = marked(storage, there, A, at=LATER)
        (early,) = marked(storage, there, C)
        marked(storage, there, B, is_done=True)
        with storage.begin(there.workspace.id) as tx:
            tx.documents.refer([D])
            tx.commit()
        with storage.read(there.workspace.id) as seen:
            assert seen.documents.unfinished() == (early, late)
            assert [seen.documents.removal(one) for one in (A, C, D)] == [late, early, None]

    @obligation("STO-99")
    def test_removals_of_another_workspace_are_not_listed(self, storage: Storage, there: Furnished) -> None:
        marked(storage, there, A)
        with storage.read(another_workspace(storage)) as seen:
            assert (seen.documents.unfinished(), seen.documents.removal(A)) == ((), None)


def marked(
    storage: Storage, there: Furnished, *digests: Digest, is_done: bool = False, at: object = AT
) -> tuple[Removal, ...]:
    """Begin to take documents away, or have done so."""
    with storage.begin(there.workspace.id) as tx:
        begun = tx.documents.begin_removals(digests, by=iter(IDS.new, None), at=at)  # type: ignore[arg-type]
        if is_done:
            assert all(tx.documents.finish_removal(one, at=LATER) for one in begun)
            begun = tuple(evolve(one, done_at=LATER) for one in begun)
        tx.commit()
    return begun


def unreferenced(storage: Storage, there: Furnished, *digests: Digest) -> tuple[Digest, ...]:
    """Ask as anybody can."""
    with storage.read(there.workspace.id) as seen:
        return seen.documents.unreferenced(digests)


def removal(storage: Storage, there: Furnished, digest: Digest) -> Removal | None:
    """Ask likewise."""
    with storage.read(there.workspace.id) as seen:
        return seen.documents.removal(digest)


def another_workspace(storage: Storage) -> WorkspaceId:
    """Found a workspace with nothing in it."""
    other = a_workspace()
    with storage.found(other.id) as tx:
        tx.workspace.add(other)
        tx.commit()
    return other.id
