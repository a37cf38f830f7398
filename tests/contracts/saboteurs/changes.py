# ruff: noqa: ANN401, SLF001  # saboteurs reach into the fake, whatever they find there
"""Storages that fail in how changes begin, end and are seen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import current_thread, main_thread
from typing import Any

from tests.contracts.saboteurs.spoiling import STORES, Saboteur, instead, rows_of

from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Operations, Transaction
from registre_core.register import Head
from registre_core.testing.memory import Medium
from registre_core.testing.memory.rows import Desk, Rows

LONG_ENOUGH_TO_MEET = 0.1
"""Seconds for which a change stays open, so that others surely meet it."""


class KeepsWithoutCommit(Saboteur):
    """Commits whatever is left without an exception."""

    breaks = "STO-1"

    @contextmanager
    def begin(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        with super().begin(workspace) as tx:
            yield tx
            with suppress(AdapterFailure):
                tx.commit()


class KeepsAfterAnException(Saboteur):
    """Commits even what an exception left."""

    breaks = "STO-1"

    @contextmanager
    def begin(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        with super().begin(workspace) as tx:
            try:
                yield tx
            except Exception:
                with suppress(AdapterFailure):
                    tx.commit()
                raise


class SwallowsExceptions(Saboteur):
    """Rolls back, and lets nobody know why."""

    breaks = "STO-1"

    @contextmanager
    def begin(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        with super().begin(workspace) as tx, suppress(BaseException):
            yield tx


class StaysLocked(Saboteur):
    """Does not let the next one begin after a change was given up."""

    breaks = "STO-1"

    def __init__(self, medium: Medium, *, patience: float = 5.0) -> None:
        super().__init__(medium, patience=min(patience, 0.05))

    def spoil_transaction(self, tx: Any) -> None:
        desk, release = tx._desk, tx._desk._release

        def commit(honest: Callable[[], None]) -> None:
            desk._release = release
            honest()

        desk._release = lambda: None
        instead(tx, "commit", commit)


class ForgetsWhenClosed(Saboteur):
    """Keeps everything in itself."""

    breaks = "STO-2"

    def __init__(self, medium: Medium, *, patience: float = 5.0) -> None:
        super().__init__(Medium(), patience=patience)


class ForgetsNotices(Saboteur):
    """Never writes the outbox down."""

    breaks = "STO-2 STO-14"

    def spoil_snapshot(self, snapshot: Any) -> None:
        instead(snapshot.outbox, "pending", lambda honest, **_: ())


class ShowsUncommitted(Saboteur):
    """Writes where everybody reads, and takes it back when it is given up."""

    breaks = "STO-3"

    def spoil_transaction(self, tx: Any) -> None:
        desk, release = tx._desk, tx._desk._release
        before = self._medium.kept().get(desk.workspace)

        def take_back() -> None:
            if before:
                self._medium.keep(desk.workspace, before)
            release()

        def commit(honest: Callable[[], None]) -> None:
            desk._release = release
            honest()

        if before:
            self._medium.keep(desk.workspace, rows_of(tx))
            desk._release = take_back
            instead(tx, "commit", commit)


class HidesItsOwnWrites(Saboteur):
    """Asks the database about what is still in its buffer."""

    breaks = "STO-3"

    def spoil_transaction(self, tx: Any) -> None:
        stale = rows_of(tx).copy()
        for name in STORES:
            store = getattr(tx, name)
            instead(store, "page", partial(self._ask_stale, Desk(tx.sites._desk.workspace, stale), type(store), "page"))

    @staticmethod
    def _ask_stale(desk: Desk, store: Any, question: str, honest: Callable[..., Any], *args: Any, **named: Any) -> Any:
        honest(*args, **named)
        return getattr(store(desk), question)(*args, **named)


class TakesNoTurns(Saboteur):
    """Lets two changes of one workspace run side by side."""

    breaks = "STO-4 STO-12"

    def __init__(self, medium: Medium, *, patience: float = 5.0) -> None:
        super().__init__(medium, patience=patience)
        medium.lock = lambda workspace, patience: lambda: None  # type: ignore[method-assign]

    def spoil_transaction(self, tx: Any) -> None:
        def commit(honest: Callable[[], None]) -> None:
            if current_thread() is not main_thread():
                time.sleep(LONG_ENOUGH_TO_MEET)
            honest()

        instead(tx, "commit", commit)


class TakesTurnsAlone(Saboteur):
    """Keeps its locks to itself: two programs on one database do not wait for each other."""

    breaks = "STO-4"

    def __init__(self, medium: Medium, *, patience: float = 5.0) -> None:
        own = Medium()
        own._kept, own._guard = medium._kept, medium._guard
        super().__init__(own, patience=patience)


class IsBusyForGood(Saboteur):
    """Gives up without saying that trying again helps."""

    breaks = "STO-4"

    @contextmanager
    def begin(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        try:
            with super().begin(workspace) as tx:
                yield tx
        except AdapterFailure as error:
            raise AdapterFailure(error.code, error.message) from error


class ReadsWhatIsThereNow(Saboteur):
    """Asks anew for each question of a snapshot."""

    breaks = "STO-11"

    def spoil_snapshot(self, snapshot: Any) -> None:
        self.look(snapshot, lambda taken: None)

    def look(self, snapshot: Any, remember: Callable[[Rows], Rows | None]) -> None:
        """Let a snapshot look at what is there now, unless it remembers something."""
        honest, medium = snapshot.sites._desk, self._medium

        class Late(Desk):
            taken: Rows | None = None

            @property
            def rows(self) -> Rows:
                honest.require_open()
                now = self.taken or medium.kept()[self.workspace]
                self.taken = remember(now)
                return now

            def require_open(self) -> None:
                honest.require_open()

        late = Late(honest.workspace, honest.rows)
        for name in (*STORES, "standing", "workspace", "register", "outbox"):
            getattr(snapshot, name)._desk = late


class OpensAtTheFirstQuestion(ReadsWhatIsThereNow):
    """Takes the snapshot when somebody first asks something."""

    breaks = "STO-11"

    def spoil_snapshot(self, snapshot: Any) -> None:
        self.look(snapshot, lambda taken: taken)


class FoundsAgain(Saboteur):
    """Lets a workspace be founded over."""

    breaks = "STO-15"

    @contextmanager
    def found(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        with self.begin(workspace) if workspace in self._medium.kept() else super().found(workspace) as tx:
            yield tx


class BeginsAnywhere(Saboteur):
    """Takes an unknown workspace for an empty one."""

    breaks = "STO-15"

    @contextmanager
    def begin(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        with super().begin(workspace) if workspace in self._medium.kept() else self.found(workspace) as tx:
            yield tx


class AnswersAfterTheEnd(Saboteur):
    """Goes on answering when it is over."""

    breaks = "STO-17"

    def spoil(self, tx: Any) -> None:
        tx.sites._desk.require_open = lambda: None


class ListsNoHeads(Saboteur):
    """Tells the operator that every register is empty."""

    breaks = "STO-18"

    @contextmanager
    def operate(self) -> Iterator[Operations]:
        with super().operate() as operations:
            instead(
                operations,
                "workspaces",
                lambda honest: ((workspace, Head(0, head.link)) for workspace, head in honest()),
            )
            yield operations
