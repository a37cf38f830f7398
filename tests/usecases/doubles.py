"""Ports that remember, watch or fail, around the ones in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import BinaryIO, cast
from uuid import UUID

from attrs import frozen

from registre_core.kernel.attestations import Attestation
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.documents import StoredDocument
from registre_core.ports.storage import Operations, Snapshot, Staging, Storage, Transaction
from registre_core.testing.memory import MemoryDocuments, PlainAttestor, SequentialIds
from registre_core.testing.memory.documents import Kept, Times


class WatchedStorage:
    """Says when transactions begin, commit and end, and whether one is open now."""

    def __init__(self, inner: Storage, log: list[str]) -> None:
        self.inner = inner
        self.log = log
        self.open = 0

    def begin(self, workspace: WorkspaceId) -> AbstractContextManager[Transaction]:
        return self._changing("begin", self.inner.begin(workspace))

    def found(self, workspace: WorkspaceId) -> AbstractContextManager[Transaction]:
        return self._changing("found", self.inner.found(workspace))

    @contextmanager
    def read(self, workspace: WorkspaceId) -> Iterator[Snapshot]:
        with self._watched("read"), self.inner.read(workspace) as tx:
            yield tx

    @contextmanager
    def operate(self) -> Iterator[Operations]:
        with self._watched("operate"), self.inner.operate() as door:
            yield door

    def stage(self, workspace: WorkspaceId) -> AbstractContextManager[Staging]:
        return self.inner.stage(workspace)

    def close(self) -> None:
        self.log.append("close")
        self.inner.close()

    @contextmanager
    def _changing(self, name: str, transaction: AbstractContextManager[Transaction]) -> Iterator[Transaction]:
        with self._watched(name), transaction as tx:
            yield cast("Transaction", Watched(tx, self.log))

    @contextmanager
    def _watched(self, name: str) -> Iterator[None]:
        self.log.append(name)
        self.open += 1
        try:
            yield
        finally:
            self.open -= 1
            self.log.append("end")


@frozen
class Watched:
    """A transaction that says when it commits."""

    inner: Transaction
    log: list[str]

    def commit(self) -> None:
        self.log.append("commit")
        self.inner.commit()

    def __getattr__(self, name: str) -> object:
        return getattr(self.inner, name)


class FailingStorage(WatchedStorage):
    """A storage of which one store fails at every write, or the commit does."""

    def __init__(self, inner: Storage, failing: str) -> None:
        super().__init__(inner, [])
        self.failing = failing

    @contextmanager
    def _changing(self, name: str, transaction: AbstractContextManager[Transaction]) -> Iterator[Transaction]:
        with super()._changing(name, transaction) as tx:
            yield cast("Transaction", FailingTransaction(tx, self.failing))


@frozen
class FailingTransaction:
    inner: Transaction
    failing: str

    def commit(self) -> None:
        if self.failing == "commit":
            raise AdapterFailure("disk-full", "there is no space left")
        self.inner.commit()

    def __getattr__(self, name: str) -> object:
        store = getattr(self.inner, name)
        return FailingStore(store) if name == self.failing else store


@frozen
class FailingStore:
    inner: object

    def __getattr__(self, name: str) -> object:
        if name in {"append", "append_all", "queue"}:
            raise AdapterFailure("disk-full", "there is no space left")
        return getattr(self.inner, name)


class WatchedIds(SequentialIds):
    """Says when an identifier is made."""

    def __init__(self, log: list[str], start: int) -> None:
        super().__init__(start)
        self.log = log

    def new(self) -> UUID:
        self.log.append("identifier")
        return super().new()


class WatchedDocuments(MemoryDocuments):
    """Refuses to work while a transaction is open: a use case either persists or calls out."""

    def __init__(
        self,
        storage: WatchedStorage,
        kept: Kept,
        times: Times,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(kept, times, now=now)
        self.storage = storage
        self.kept = kept
        self.times = times

    def put(self, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:
        require_no_transaction(self.storage)
        return super().put(workspace, stream, cap=cap)

    @contextmanager
    def open(self, workspace: WorkspaceId, digest: Digest) -> Iterator[BinaryIO]:
        require_no_transaction(self.storage)
        with super().open(workspace, digest) as stream:
            yield stream
            require_no_transaction(self.storage)

    def remove(self, workspace: WorkspaceId, digest: Digest, *, before: datetime) -> bool:
        require_no_transaction(self.storage)
        return super().remove(workspace, digest, before=before)


class WatchedAttestor(PlainAttestor):
    """Signs nothing while a transaction is open: a key may be asked for far away."""

    def __init__(self, storage: WatchedStorage) -> None:
        super().__init__()
        self.storage = storage

    def attest(self, content: bytes) -> Attestation:
        require_no_transaction(self.storage)
        return super().attest(content)


def require_no_transaction(storage: WatchedStorage) -> None:
    assert 0 == storage.open, "a use case either persists or calls out, never both"
