"""Actors that take turns, one step of a port at a time, in whatever order a test decides.

Each acts in a thread of its own, and only while it is its turn: so a schedule, a list of numbers, tells one history and
always the same. A transaction is one step, since it holds the lock of its workspace; taking a document away is two, as
on a store that looks first and removes then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from threading import Semaphore, Thread
from typing import BinaryIO

from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.documents import StoredDocument
from registre_core.ports.storage import Operations, Snapshot, Staging, Transaction
from registre_core.testing.memory import FixedClock, MemoryDocuments, MemoryStorage

SECOND = timedelta(seconds=1)


class KilledError(BaseException):
    """What ends an actor between two steps, and is caught by nobody."""


class Actor:
    """Somebody who does something, step by step."""

    def __init__(self, deed: Callable[[Callable[[], None]], object]) -> None:
        self._mine, self._theirs = Semaphore(0), Semaphore(0)
        self._deed = deed
        self._is_killed = False
        self.is_done = False
        self.error: BaseException | None = None
        self._thread = Thread(target=self._act, daemon=True)
        self._thread.start()

    def go_on(self) -> None:
        """Let it do its next step, and wait for that."""
        self._mine.release()
        self._theirs.acquire()

    def kill(self) -> None:
        """End it before its next step."""
        self._is_killed = True
        self.go_on()

    def _wait(self) -> None:
        self._theirs.release()
        self._mine.acquire()
        if self._is_killed:
            raise KilledError

    def _act(self) -> None:
        self._mine.acquire()
        try:
            if not self._is_killed:
                self._deed(self._wait)
        except KilledError:
            pass
        except BaseException as error:  # noqa: BLE001  # the test looks at it
            self.error = error
        finally:
            self.is_done = True
            self._theirs.release()


class SteppingStorage:
    """A storage whose transactions are steps."""

    def __init__(self, inner: MemoryStorage, step: Callable[[], None]) -> None:
        self.inner, self.step = inner, step

    def begin(self, workspace: WorkspaceId) -> AbstractContextManager[Transaction]:
        self.step()
        return self.inner.begin(workspace)

    def read(self, workspace: WorkspaceId) -> AbstractContextManager[Snapshot]:
        self.step()
        return self.inner.read(workspace)

    def found(self, workspace: WorkspaceId) -> AbstractContextManager[Transaction]:
        return self.inner.found(workspace)

    def stage(self, workspace: WorkspaceId) -> AbstractContextManager[Staging]:
        return self.inner.stage(workspace)

    def operate(self) -> AbstractContextManager[Operations]:
        return self.inner.operate()

    def close(self) -> None:
        self.inner.close()


class SteppingDocuments(MemoryDocuments):
    """A store whose calls are steps; time goes by while it works."""

    def __init__(self, there: MemoryDocuments, clock: FixedClock, step: Callable[[], None]) -> None:
        super().__init__(there._kept, there._times, now=clock.now)  # noqa: SLF001  # the same medium
        self.clock, self.step = clock, step

    def put(self, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:
        self._pass_time()
        return super().put(workspace, stream, cap=cap)

    @contextmanager
    def open(self, workspace: WorkspaceId, digest: Digest) -> Iterator[BinaryIO]:
        self._pass_time()
        with super().open(workspace, digest) as stream:
            yield stream

    def remove(self, workspace: WorkspaceId, digest: Digest, *, before: datetime) -> bool:
        self._pass_time()
        if (workspace, digest) in self._kept and self._put_at(workspace, digest) >= before:
            return False
        self._pass_time()
        self._kept.pop((workspace, digest), None)
        self._times.pop((workspace, digest), None)
        return True

    def _pass_time(self) -> None:
        self.step()
        self.clock.advance(SECOND)


def in_every_order(play: Callable[[Callable[[int], int]], object]) -> int:
    """Play every history there is, and tell how many: at each step somebody is chosen of those who may go on.

    Args:
        play: plays one history from its beginning; it asks, of how many may go on, which one does.
    """
    schedule: list[list[int]] = []
    count = 0
    while True:
        places = iter(range(10_000))

        def choose(of: int, places: Iterator[int] = places) -> int:
            place = next(places)
            if place == len(schedule):
                schedule.append([0, of])
            return schedule[place][0]

        play(choose)
        count += 1
        while schedule and schedule[-1][0] + 1 == schedule[-1][1]:
            schedule.pop()
        if not schedule:
            return count
        schedule[-1][0] += 1


def in_this_order(choices: Sequence[int]) -> Callable[[int], int]:
    """Choose as these numbers say, and the first one when there are no more."""
    left = iter(choices)
    return lambda of: next(left, 0) % of
