"""The tables: made, brought up to what is installed, lent to the register's operator, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from croniter import croniter
from procrastinate.schema import SchemaManager
from tests.postgres_server import Server, connected

from registre_core import AdapterFailure, ConfigurationError
from registre_core.ports import JobEngine, Outcome, Periodic
from registre_core.services.errands import ERRANDS
from registre_core.testing.contracts.elsewhere import at_once
from registre_jobs_procrastinate.engine import ProcrastinateJobs

NEWEST = max(Path(SchemaManager.get_migrations_path()).glob("*.sql")).name[: len("03.04.00_50")]


def refused(ask: Callable[[], object]) -> str:
    with pytest.raises((ConfigurationError, AdapterFailure)) as refusal:
        ask()
    return refusal.value.code


def test_the_version_is_that_of_the_newest_migration(bare_postgres_url: str) -> None:
    assert NEWEST == ProcrastinateJobs.at(bare_postgres_url).prepare()


def test_everything_lies_in_a_schema_of_its_own(bare_postgres_url: str) -> None:
    ProcrastinateJobs.at(bare_postgres_url).prepare()
    with closing(connected(bare_postgres_url)) as connection:
        schemas = connection.execute(
            "SELECT DISTINCT relnamespace::regnamespace::text FROM pg_class WHERE relname LIKE '%procrastinate%'"
        ).fetchall()
    assert [("registre_jobs",)] == schemas


def test_many_who_prepare_at_once_make_it_once(bare_postgres_url: str) -> None:
    made = at_once(4, lambda _: ProcrastinateJobs.at(bare_postgres_url).prepare())
    assert [NEWEST] * 4 == [one.result() for one in made]


def test_older_tables_are_refused_until_they_are_brought_up(bare_postgres_url: str) -> None:
    """The last migration can be taken back and made again: it drops a function that a release before it called."""
    engine = ProcrastinateJobs.at(bare_postgres_url)
    engine.prepare()
    before = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))[-2].name[: len(NEWEST)]
    with closing(connected(bare_postgres_url)) as connection:
        connection.execute("UPDATE registre_jobs.prepared SET version = %s", [before])

    assert "jobs-not-prepared" == refused(engine.status)
    assert NEWEST == engine.prepare()
    assert () == engine.status()


def test_tables_of_a_later_release_will_do(bare_postgres_url: str) -> None:
    engine = ProcrastinateJobs.at(bare_postgres_url)
    engine.prepare()
    with closing(connected(bare_postgres_url)) as connection:
        connection.execute("INSERT INTO registre_jobs.prepared (version) VALUES ('99.00.00_01')")

    assert "99.00.00_01" == engine.prepare()
    assert () == engine.status()


def test_whoever_is_the_operator_works_and_nobody_else(postgres: Server, postgres_url: str) -> None:
    ProcrastinateJobs.at(postgres_url).prepare()
    name = postgres_url.rpartition("/")[2].partition("?")[0]
    with postgres.login("registre_application", "registre_operator") as login:
        engine = ProcrastinateJobs.at(postgres.address(name, login))
        done = Event()

        def run() -> Outcome:
            done.set()
            return Outcome()

        engine.work([Periodic("well", "* * * * * *", run)], until=done.is_set)
        assert ["well"] == [one.name for one in engine.status()]
        assert NEWEST == engine.prepare()
    with postgres.login("registre_application") as login:
        assert "jobs-not-allowed" == refused(ProcrastinateJobs.at(postgres.address(name, login)).status)


def test_who_may_not_create_a_schema_is_told_so(postgres: Server, postgres_url: str) -> None:
    name = postgres_url.rpartition("/")[2].partition("?")[0]
    with postgres.login("registre_operator") as login:
        assert "jobs-not-allowed" == refused(ProcrastinateJobs.at(postgres.address(name, login)).prepare)


def test_a_server_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    engine: JobEngine = ProcrastinateJobs.at(f"procrastinate:postgresql://login@/registre?host={tmp_path}")
    for ask in (engine.prepare, engine.status, lambda: engine.work([], until=lambda: False)):
        assert "jobs-unreachable" == refused(ask)


def test_the_hours_of_the_house_can_be_read() -> None:
    assert [] == [one.name for one in ERRANDS if not croniter.is_valid(one.cron)]
