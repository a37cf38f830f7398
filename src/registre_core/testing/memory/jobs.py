"""An engine for tests: the threads that ask it for work share one board, and it knows the simplest crons only."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Lock, Thread

from attrs import define, evolve, field, frozen

from registre_core.kernel.errors import ConfigurationError, InvalidInput, Problem
from registre_core.ports import Periodic, WorkStatus
from registre_core.ports.jobs import Lost, unheard

PARTS = ("minute", "hour", "day", "month", "isoweekday", "second")
"""What the fields of a cron are about, in their order; without the sixth, work is due as a minute begins."""
PAUSE = 0.02
"""Seconds between two looks."""


@define
class Board:
    """What the engines of one place know of each other."""

    is_prepared: bool = False
    seen: dict[str, datetime] = field(factory=dict)
    """Up to which second somebody has looked whether work is due."""
    waiting: set[str] = field(factory=set)
    """Work that came due and is in nobody's hands."""
    busy: set[str] = field(factory=set)
    """Work that is."""
    standing: dict[str, WorkStatus] = field(factory=dict)
    turn: Lock = field(factory=Lock)


@frozen
class PlainJobs:
    """The `JobEngine` port in memory. Workers are threads, and none of them ever dies."""

    board: Board = field(factory=Board)

    def prepare(self) -> str:
        self.board.is_prepared = True
        return "memory"

    def work(self, works: Iterable[Periodic], *, until: Callable[[], bool], lost: Lost = unheard) -> None:  # noqa: ARG002
        known = {one.name: one for one in works}
        self.require_crons(known.values())
        self.require_prepared()
        hands: list[Thread] = []
        began = _now()
        while not until():
            for one in self.come_due(known, began):
                hands.append(Thread(target=self.run, args=[one]))
                hands[-1].start()
            time.sleep(PAUSE)
        self.finish(hands)

    def status(self) -> tuple[WorkStatus, ...]:
        self.require_prepared()
        with self.board.turn:
            return tuple(self.board.standing[name] for name in sorted(self.board.standing))

    def finish(self, hands: Iterable[Thread]) -> None:
        """Wait for what is in hand."""
        for hand in hands:
            hand.join()

    def come_due(self, known: Mapping[str, Periodic], began: datetime) -> Iterator[Periodic]:
        """Take what came due since somebody looked, and what waits behind a run that ended."""
        with self.board.turn:
            for name, work in known.items():
                if is_due(work.cron, self.board.seen.get(name, began), _now()):
                    self.board.waiting.add(name)
                self.board.seen[name] = _now()
            ready = self.ready(known)
            self.board.waiting.difference_update(ready)
            self.board.busy.update(ready)
        return (known[name] for name in ready)

    def ready(self, known: Mapping[str, Periodic]) -> list[str]:
        """Name what waits and is in nobody's hands."""
        return [name for name in known if name in self.board.waiting - self.board.busy]

    def run(self, work: Periodic) -> None:
        """Do it, and note how it went."""
        with self._in_hand(work.name):
            if work.run().failures:
                raise _Failed

    @contextmanager
    def _in_hand(self, name: str) -> Iterator[None]:
        is_done = False
        try:
            yield
            is_done = True
        except Exception:  # noqa: BLE001, S110  # whatever it was: it failed, and the next run is another
            pass
        with self.board.turn:
            before = self.board.standing.get(name, WorkStatus(name))
            self.board.standing[name] = self.noted(before, is_done=is_done)
            self.board.busy.discard(name)

    def noted(self, before: WorkStatus, *, is_done: bool) -> WorkStatus:
        """Add a run to what is known."""
        if is_done:
            return evolve(before, last_done_at=_now())
        return evolve(before, failed=before.failed + 1)

    def require_prepared(self) -> None:
        """Refuse to go on where nothing was prepared."""
        if not self.board.is_prepared:
            raise ConfigurationError("jobs-not-prepared", "nothing was prepared")

    def require_crons(self, works: Iterable[Periodic]) -> None:
        """Refuse what names no times."""
        problems = [
            Problem(f"works.{one.name}", "malformed-cron", f"{one.cron!r} is none")
            for one in works
            if not _is_cron(one.cron)
        ]
        if problems:
            raise InvalidInput.of(problems)


class _Failed(Exception):
    """It was not done everywhere."""


def is_due(cron: str, after: datetime, until: datetime) -> bool:
    """Tell whether a time that a cron names lies after one moment and not after another.

    Example:
        >>> from datetime import datetime, UTC
        >>> is_due("*/5 * * * *", datetime(2026, 4, 20, 8, 4, tzinfo=UTC), datetime(2026, 4, 20, 8, 5, tzinfo=UTC))
        True
    """
    fields = dict(zip(PARTS, [*cron.split(), "0"], strict=False))
    seconds = int((until - after).total_seconds())
    return any(_names(fields, after + timedelta(seconds=one)) for one in range(1, seconds + 1))


def _names(fields: Mapping[str, str], moment: datetime) -> bool:
    return all(_fits(fields[part], _part(moment, part)) for part in PARTS)


def _part(moment: datetime, part: str) -> int:
    return moment.isoweekday() % 7 if part == "isoweekday" else int(getattr(moment, part))


def _fits(asked: str, value: int) -> bool:
    if asked.startswith("*"):
        return value % int(asked.removeprefix("*").removeprefix("/") or 1) == 0
    return int(asked) == value


def _is_cron(cron: str) -> bool:
    fields = cron.split()
    return len(fields) in {5, 6} and all(one.removeprefix("*/").isdecimal() or one == "*" for one in fields)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
