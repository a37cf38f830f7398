"""A server is restarted, killed, full or gone: nothing is lost, and the next call works once it is back."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from threading import Semaphore

import pytest
from sqlalchemy import make_url
from tests.end_to_end.faults.auditing import audit
from tests.end_to_end.faults.grounds import LONG, Ground, Town, found, register_on
from tests.end_to_end.faults.tallies import Tally
from tests.end_to_end.faults.writing import Change, story
from tests.postgres_server import Cluster

from registre_core import AdapterFailure, Registre
from registre_core.app import NO_RETRIES
from registre_core.testing.builders import a_site
from registre_core.testing.contracts.elsewhere import start
from registre_storage_sqlalchemy import SqlStorage

WRITERS = 8
CHAPTERS = 3
"""How often each of them tells its story."""


@pytest.fixture
def storage(postgres_ground: Ground) -> Iterator[SqlStorage]:
    with closing(SqlStorage.open(postgres_ground.storage, patience=LONG)) as storage:
        yield storage


@pytest.fixture
def registre(storage: SqlStorage, documents: str) -> Registre:
    return register_on(storage, documents)


@pytest.fixture
def town(registre: Registre) -> Town:
    return found(registre)


def restarted(cluster: Cluster) -> None:
    """As an administrator does."""
    cluster.stop()
    cluster.start()


def killed(cluster: Cluster) -> None:
    """As the kernel does."""
    cluster.kill()
    cluster.start()


def one_session_killed(cluster: Cluster) -> None:
    """The server ends all sessions by itself then, and recovers: their common memory may be spoilt."""
    [(victim,)] = cluster.server.ask("SELECT pid FROM pg_stat_activity WHERE application_name = 'registre' LIMIT 1")
    os.kill(victim, signal.SIGKILL)


@pytest.mark.slow
@pytest.mark.parametrize("happen", [restarted, killed, one_session_killed])
def test_eight_writers_finish_their_stories_though_the_server_goes_down(
    happen: Callable[[Cluster], None],
    registre: Registre,
    town: Town,
    postgres_ground: Ground,
    durable_postgres: Cluster,
    tally: Tally,
) -> None:
    acknowledged = Semaphore(0)

    def write(writer: int) -> list[Change]:
        told = []
        for chapter in range(CHAPTERS):
            for change in story(registre, town.mayor, f"{writer}.{chapter}"):
                told.append(change)
                acknowledged.release()
        return told

    writers = [start(lambda writer=number: write(writer)) for number in range(WRITERS)]  # type: ignore[misc]
    for _ in range(WRITERS * 2):
        assert acknowledged.acquire(timeout=LONG)
    happen(durable_postgres)
    told = {change for writer in writers for change in writer.result(LONG)}

    assert WRITERS * CHAPTERS * 10 == len(told)
    found = audit(postgres_ground, town, told)
    tally.rounds, tally.told = 1, len(told)
    tally.count(found)
    assert [] == found.troubles
    assert not found.unheard, "all were told"


def test_a_server_that_is_gone_is_told_of_and_the_same_storage_works_once_it_is_back(
    storage: SqlStorage, documents: str, town: Town, durable_postgres: Cluster
) -> None:
    durable_postgres.stop()
    try:
        for _ in range(2):
            with pytest.raises(AdapterFailure) as failed:
                list(story(register_on(storage, documents, NO_RETRIES), town.mayor, "1"))
            assert ("storage-unreachable", True) == (failed.value.code, failed.value.retryable)
    finally:
        durable_postgres.start()
    assert 10 == len(list(story(register_on(storage, documents, NO_RETRIES), town.mayor, "2")))


def test_a_transaction_whose_server_went_down_takes_nothing_more(
    storage: SqlStorage, town: Town, durable_postgres: Cluster
) -> None:
    with storage.begin(town.workspace) as tx:
        tx.sites.add(a_site())
        durable_postgres.stop()
        durable_postgres.start()
        codes = []
        for late in (lambda: tx.sites.add(a_site()), tx.commit):
            with pytest.raises(AdapterFailure) as failed:
                late()
            codes.append(failed.value.code)
    assert ["storage-unreachable", "transaction-closed"] == codes
    with storage.read(town.workspace) as snapshot:
        assert () == snapshot.sites.page().items


def test_who_asks_nothing_more_of_a_server_that_went_down_leaves_unharmed(
    storage: SqlStorage, town: Town, durable_postgres: Cluster
) -> None:
    with storage.read(town.workspace) as snapshot, storage.begin(town.workspace) as tx:
        assert () == snapshot.sites.page().items
        tx.sites.add(a_site())
        durable_postgres.kill()
    durable_postgres.start()
    with storage.begin(town.workspace) as tx:
        assert () == tx.sites.page().items


def test_a_server_that_takes_no_more_connections_is_told_of_and_one_given_back_is_enough(
    storage: SqlStorage, town: Town, durable_postgres: Cluster, postgres_ground: Ground
) -> None:
    with storage.read(town.workspace):
        durable_postgres.server.ask(f"ALTER DATABASE {database_of(postgres_ground)} CONNECTION LIMIT 1")
        with pytest.raises(AdapterFailure) as failed, storage.begin(town.workspace):
            pass
    assert ("storage-unreachable", True) == (failed.value.code, failed.value.retryable)
    assert "too many connections" in failed.value.message
    with storage.begin(town.workspace) as tx:
        tx.sites.add(a_site())
        tx.commit()


def test_what_is_promised_of_a_crash_of_the_machine_rests_on_these_settings(storage: SqlStorage, town: Town) -> None:
    with storage.database.change(town.workspace) as connection:
        kept = {
            name: connection.exec_driver_sql(f"SHOW {name}").scalar_one()
            for name in ("fsync", "full_page_writes", "synchronous_commit")
        }
    assert {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"} == kept


@pytest.mark.parametrize("told, kept", [("off", "on"), ("local", "local"), ("remote_apply", "remote_apply")])
def test_a_database_told_to_acknowledge_what_is_not_on_its_disk_is_overruled(
    told: str, kept: str, postgres_ground: Ground, town: Town, durable_postgres: Cluster
) -> None:
    durable_postgres.server.ask(f"ALTER DATABASE {database_of(postgres_ground)} SET synchronous_commit = {told}")
    with (
        closing(SqlStorage.open(postgres_ground.storage)) as storage,
        storage.database.change(town.workspace) as connection,
    ):
        assert kept == connection.exec_driver_sql("SHOW synchronous_commit").scalar_one()


def database_of(ground: Ground) -> str:
    return str(make_url(ground.storage).database)
