"""A storage of which one knows, after a connection was cut in mid-commit, whether the change arrived.

The identifier of an entry is made before its transaction begins, so the register itself can be asked. The question is
put behind the lock of the workspace: who holds the lock knows that no server is still busy with the first attempt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from registre_core.app.retrying import Retries
from registre_core.kernel.errors import AdapterFailure, Conflict, RegistreError
from registre_core.kernel.identifiers import EntryId, WorkspaceId
from registre_core.ports import Clock
from registre_core.ports.storage import Operations, RegisterStore, Snapshot, Staging, Storage, Transaction
from registre_core.register import Entry

COMMIT_UNKNOWN = "commit-unknown"
"""The code of a failure after which a change may have been kept, or not."""


class CertainStorage:
    """The `Storage` port on another one, with every unknown outcome of a commit cleared up.

    A change that did arrive ends as if nothing had happened; one that did not is a failure that may be repeated.

    Args:
        inner: where things are kept.
        retries: how patiently it is asked: what cut the connection may take a moment to pass.
        clock: lets the waits pass.
    """

    def __init__(self, inner: Storage, retries: Retries, clock: Clock) -> None:
        self._inner, self._retries, self._clock = inner, retries, clock

    @contextmanager
    def begin(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        """Begin a change."""
        with self._certain(self._inner.begin(workspace), lambda noted: self._holds(workspace, noted)) as tx:
            yield tx

    @contextmanager
    def found(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        """Begin the transaction that founds a workspace."""
        with self._certain(self._inner.found(workspace), lambda _: self._is_founded(workspace)) as tx:
            yield tx

    def stage(self, workspace: WorkspaceId) -> AbstractContextManager[Staging]:
        """Begin a transaction of what is loaded: whoever does not know what arrived asks for the last part of it."""
        return self._inner.stage(workspace)

    def read(self, workspace: WorkspaceId) -> AbstractContextManager[Snapshot]:
        """Open a read-only snapshot."""
        return self._inner.read(workspace)

    def operate(self) -> AbstractContextManager[Operations]:
        """Open the operator's door."""
        return self._inner.operate()

    def close(self) -> None:
        """Give every connection back."""
        self._inner.close()

    @contextmanager
    def _certain(
        self, change: AbstractContextManager[Transaction], arrived: Callable[[list[EntryId]], bool]
    ) -> Iterator[Transaction]:
        """Ask only when the broken transaction has ended: it may still hold what the question needs."""
        noted: list[EntryId] = []
        try:
            with change as tx:
                yield _Noting(tx, noted)
        except AdapterFailure as failure:
            if failure.code != COMMIT_UNKNOWN or not self._asked(lambda: arrived(noted), noted, failure):
                raise

    def _asked(self, arrived: Callable[[], bool], noted: list[EntryId], failure: AdapterFailure) -> bool:
        """Ask; where even that fails the outcome stays unknown, and nothing may be repeated by itself.

        Raises:
            AdapterFailure: ``commit-unknown``, not retryable, with the first entry to look for.
        """
        try:
            return self._retries.patiently(arrived, self._clock, COMMIT_UNKNOWN)
        except RegistreError as error:
            said = "the connection was cut in mid-commit and the register cannot be asked: look for the entry first"
            facts = {"entry": str(noted[0]) if noted else None}
            raise AdapterFailure("commit-unknown", said, facts) from ExceptionGroup(said, [failure, error])

    def _holds(self, workspace: WorkspaceId, noted: list[EntryId]) -> bool:
        """Tell whether all its entries are there; a change without any cannot be known again."""
        with self._inner.begin(workspace) as tx:
            return bool(noted) and all(map(tx.register.holds, noted))

    def _is_founded(self, workspace: WorkspaceId) -> bool:
        try:
            with self._inner.found(workspace):
                return False
        except Conflict:
            return True


class _Noting:
    """A transaction that remembers which entries it appended."""

    def __init__(self, tx: Transaction, noted: list[EntryId]) -> None:
        self._tx = tx
        self.register = _NotingRegister(tx.register, noted)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whichever store it is
        return getattr(self._tx, name)


class _NotingRegister:
    """The register of such a transaction."""

    def __init__(self, register: RegisterStore, noted: list[EntryId]) -> None:
        self._register, self._noted = register, noted

    def append(self, entry: Entry) -> None:
        """Put an entry at the end, and remember it."""
        self._register.append(entry)
        self._noted.append(entry.heading.id)

    def append_all(self, entries: Iterable[Entry]) -> None:
        """Put entries at the end, and remember them."""
        given = tuple(entries)
        self._register.append_all(given)
        self._noted.extend(entry.heading.id for entry in given)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever is asked of it
        return getattr(self._register, name)
