"""JOB-3: what a worker had in hand when it was killed is run again, by another; and the server may come and go."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from tests.postgres_server import Cluster, connected

from registre_core import AdapterFailure
from registre_core.ports import Outcome, Periodic
from registre_core.testing.contracts.elsewhere import LONG, start
from registre_core.testing.contracts.jobs import EACH_SECOND, in_two_seconds
from registre_jobs_procrastinate.addresses import conninfo_of
from registre_jobs_procrastinate.engine import ProcrastinateJobs

pytestmark = pytest.mark.slow

SILENT = 1.0
"""Seconds, so that nobody waits for half a minute."""
WORKER = Path(__file__).with_name("worker.py")


@pytest.fixture
def engine(bare_postgres_url: str) -> ProcrastinateJobs:
    engine = ProcrastinateJobs(conninfo_of(bare_postgres_url), SILENT)
    engine.prepare()
    return engine


def until(reached: Callable[[], bool]) -> None:
    given_up = time.monotonic() + LONG
    while not reached():
        assert time.monotonic() < given_up, "what should be so by now is not"
        time.sleep(0.02)


@pytest.fixture(params=["once", "each-second"])
def killed(engine: ProcrastinateJobs, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Have a worker killed with a run in hand, behind which the next one waits, or does not; give its hours."""
    cron = in_two_seconds() if request.param == "once" else EACH_SECOND
    words = [sys.executable, str(WORKER), engine.conninfo, str(SILENT), cron, str(tmp_path / "note")]
    with subprocess.Popen(words) as worker:
        try:
            until((tmp_path / "note").exists)
            until(lambda: request.param == "once" or engine.status()[0].waiting == 1)
        finally:
            worker.kill()
    return cron


def test_what_a_killed_worker_had_in_hand_is_run_by_another(engine: ProcrastinateJobs, killed: str) -> None:
    (left,) = engine.status()
    assert left.running == 1

    done = Event()

    def run() -> Outcome:
        done.set()
        return Outcome({"runs": 1})

    engine.work([Periodic("slow", killed, run)], until=done.is_set)
    (told,) = engine.status()
    assert (0, 0, 0) == (told.running, told.stalled, told.failed)
    assert told.last_done_at is not None


def test_what_is_in_dead_hands_is_told_as_such(engine: ProcrastinateJobs, killed: str) -> None:
    until(lambda: engine.status()[0].stalled == 1)


def test_a_worker_comes_back_with_its_server(durable_postgres: Cluster) -> None:
    with durable_postgres.server.database() as name:
        engine = ProcrastinateJobs(conninfo_of(durable_postgres.server.address(name)), SILENT)
        engine.prepare()
        runs, lost, is_over = list[int](), list[AdapterFailure](), Event()

        def run() -> Outcome:
            runs.append(len(runs))
            return Outcome()

        quick = [Periodic("quick", EACH_SECOND, run)]
        working = start(lambda: engine.work(quick, until=is_over.is_set, lost=lost.append))
        until(lambda: bool(runs) or working.done())
        durable_postgres.kill()
        before = len(runs)
        until(lambda: bool(lost) or working.done())
        durable_postgres.start()
        until(lambda: len(runs) > before + 1 or working.done())
        is_over.set()
        working.result(LONG)
    assert ["jobs-unreachable"] == [one.code for one in lost]


def test_runs_are_forgotten_after_some_days(engine: ProcrastinateJobs, bare_postgres_url: str) -> None:
    done = Event()

    def run() -> Outcome:
        done.set()
        return Outcome()

    engine.work([Periodic("old", EACH_SECOND, run)], until=done.is_set)
    with closing(connected(bare_postgres_url)) as connection:
        connection.execute("UPDATE registre_jobs.procrastinate_events SET at = at - interval '73 hours'")
    done.clear()
    engine.work([Periodic("new", EACH_SECOND, run)], until=done.is_set)
    assert ["new"] == [one.name for one in engine.status()]
