"""The contract of `JobEngine`: JOB-1 to JOB-7. Its tests wait for seconds to pass, and never measure them.

Example:
    An engine is proven by a class that says how to open it where nothing was prepared yet; each call opens another one,
    at the same place::

        class TestMyEngine(JobsContract):
            @pytest.fixture
            def open_engine(self, empty_database):
                return lambda: MyEngine(empty_database)
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event, Lock

import pytest
from attrs import define, field

from registre_core.kernel.errors import ConfigurationError, InvalidInput
from registre_core.ports import JobEngine, Outcome, Periodic, WorkStatus
from registre_core.testing.contracts.elsewhere import LONG, start
from registre_core.testing.obligations import obligation

OpenEngine = Callable[[], JobEngine]
"""Opens another engine at the place under test."""

EACH_SECOND = "* * * * * *"
A_WHILE = 1.2
"""Seconds in which what is due each second comes due again."""
PROVEN_ELSEWHERE = {
    "JOB-3": "a worker dies with its process: test_killed_workers.py of the adapter kills one, and starts another",
}


@define
class Notebook:
    """What a work writes down about its own runs."""

    begun: int = 0
    ended: int = 0
    at_once: int = 0
    """How many were under way."""
    most_at_once: int = 0
    turn: Lock = field(factory=Lock)
    ended_once: Event = field(factory=Event)

    def run(self, seconds: float = 0.0) -> Outcome:
        """Work for so long."""
        with self.turn:
            self.begun += 1
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        time.sleep(seconds)
        with self.turn:
            self.at_once -= 1
            self.ended += 1
        self.ended_once.set()
        return Outcome({"runs": 1})


class JobsContract:
    """JOB-1 to JOB-7. Override `open_engine`."""

    @pytest.fixture
    def open_engine(self) -> OpenEngine:
        """Say how to open one where nothing was prepared."""
        raise NotImplementedError("override the fixture `open_engine`")

    @obligation("JOB-1")
    def test_what_comes_due_is_run_by_one_of_many(self, open_engine: OpenEngine) -> None:
        notes = Notebook()
        work = Periodic("once", in_two_seconds(), notes.run)
        with prepared(open_engine, 2, work) as workers:
            workers.wait_for(notes.ended_once.is_set)
            time.sleep(A_WHILE)
        assert (notes.begun, notes.ended) == (1, 1)

    @obligation("JOB-2")
    def test_the_same_work_is_in_one_hand_at_a_time(self, open_engine: OpenEngine) -> None:
        notes = Notebook()
        work = Periodic("slow", EACH_SECOND, lambda: notes.run(A_WHILE))
        with prepared(open_engine, 2, work) as workers:
            workers.wait_for(lambda: notes.ended >= 2)
        assert notes.most_at_once == 1

    @obligation("JOB-4")
    def test_what_fails_is_told_and_hinders_nothing(self, open_engine: OpenEngine) -> None:
        notes = {name: Notebook() for name in ("well", "raises", "fails")}

        def raises() -> Outcome:
            notes["raises"].run()
            raise RuntimeError("out of paper")

        def fails() -> Outcome:
            notes["fails"].run()
            return Outcome(failures=("storage-busy",))

        each = {"well": notes["well"].run, "raises": raises, "fails": fails}
        works = [Periodic(name, EACH_SECOND, run) for name, run in each.items()]
        with prepared(open_engine, 1, *works) as workers:
            workers.wait_for(lambda: all(one.ended >= 2 for one in notes.values()))
        told = {one.name: one for one in open_engine().status()}
        assert [(name, told[name].failed > 0) for name in sorted(told)] == [
            ("fails", True),
            ("raises", True),
            ("well", False),
        ]
        assert (told["raises"].last_done_at, told["fails"].last_done_at) == (None, None)
        assert told["well"].last_done_at is not None

    @obligation("JOB-5")
    def test_what_is_in_hand_is_done_before_work_ends(self, open_engine: OpenEngine) -> None:
        notes = Notebook()
        work = Periodic("slow", EACH_SECOND, lambda: notes.run(A_WHILE))
        with prepared(open_engine, 1, work) as workers:
            workers.wait_for(lambda: notes.begun >= 1)
        assert notes.begun == notes.ended
        (told,) = open_engine().status()
        assert (told.running, told.failed) == (0, 0)

    @obligation("JOB-6")
    def test_nothing_works_before_it_was_prepared(self, open_engine: OpenEngine) -> None:
        engine = open_engine()
        asked: tuple[Callable[[], object], ...] = (engine.status, lambda: engine.work([], until=lambda: True))
        for ask in asked:
            with pytest.raises(ConfigurationError) as refusal:
                ask()
            assert refusal.value.code == "jobs-not-prepared"

    @obligation("JOB-6")
    def test_preparing_again_changes_nothing(self, open_engine: OpenEngine) -> None:
        notes = Notebook()
        first = open_engine().prepare()
        with prepared(open_engine, 1, Periodic("well", EACH_SECOND, notes.run)) as workers:
            workers.wait_for(notes.ended_once.is_set)
            assert open_engine().prepare() == first
        (told,) = open_engine().status()
        assert isinstance(told, WorkStatus)
        assert (told.name, told.failed) == ("well", 0)

    @obligation("JOB-7")
    def test_what_names_no_times_is_refused_at_once(self, open_engine: OpenEngine) -> None:
        notes = Notebook()
        engine = open_engine()
        engine.prepare()
        works = [Periodic("well", EACH_SECOND, notes.run)]
        works += [Periodic(name, cron, notes.run) for name, cron in (("often", "now and then"), ("late", "61 * *"))]
        with pytest.raises(InvalidInput) as refusal:
            engine.work(works, until=lambda: notes.begun > 0)
        found = {(one.path, one.code) for one in refusal.value.problems}
        assert found == {("works.often", "malformed-cron"), ("works.late", "malformed-cron")}
        assert notes.begun == 0


@define
class Workers:
    """Engines that work, each in a thread."""

    futures: list[Future[None]]
    is_over: Event = field(factory=Event)

    def wait_for(self, reached: Callable[[], bool]) -> None:
        """Let them work until something is so; a worker that ends before says why."""
        given_up = time.monotonic() + LONG
        while not reached():
            for future in self.futures:
                if future.done():
                    future.result()
                    pytest.fail("a worker ended before it was told to")
            assert time.monotonic() < given_up, "what should be done by now is not"
            time.sleep(0.02)


@contextmanager
def prepared(open_engine: OpenEngine, count: int, *works: Periodic) -> Iterator[Workers]:
    """Let so many engines work, and end behind."""
    open_engine().prepare()
    workers = Workers([])
    for engine in [open_engine() for _ in range(count)]:
        workers.futures.append(start(partial(engine.work, works, until=workers.is_over.is_set)))
    try:
        yield workers
    finally:
        workers.is_over.set()
    for future in workers.futures:
        future.result(LONG)


def in_two_seconds() -> str:
    """Name a second that comes but once this year."""
    due = datetime.now(UTC) + timedelta(seconds=2)
    return f"{due.minute} {due.hour} {due.day} {due.month} * {due.second}"
