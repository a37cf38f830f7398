"""Every pooled connection has what the promises rest on, or is none."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Connection

from registre_core.kernel.errors import AdapterFailure, ConfigurationError
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.testing.builders import a_site, a_workspace
from registre_storage_sqlalchemy import SqlStorage
from registre_storage_sqlalchemy.sqlite import PRAGMAS, SqliteDatabase, connected

PATIENCE = 7.0
A_WORKSPACE = a_workspace().id

on_both = pytest.mark.parametrize("database", ["sqlite", "postgres"])


@pytest.fixture
def opened(url: str, file: Path) -> Iterator[SqliteDatabase]:
    assert url
    with closing(SqliteDatabase(file, PATIENCE)) as opened:
        yield opened


def pragma(connection: Connection, name: str) -> object:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


@pytest.mark.parametrize("kind", ["change", "snapshot"])
def test_every_connection_has_the_pragmas(opened: SqliteDatabase, kind: str) -> None:
    for _ in range(3):
        with getattr(opened, kind)(A_WORKSPACE) as connection:
            assert {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 7000} == {
                name: pragma(connection, name) for name in ("busy_timeout", *PRAGMAS)
            }
            assert (kind == "snapshot") is (1 == pragma(connection, "query_only"))


@pytest.mark.parametrize("name, wanted", [("synchronous", 9), ("no_such_pragma", 1), ("foreign_keys", "perhaps")])
def test_a_connection_that_does_not_keep_a_pragma_is_an_error(
    name: str, wanted: str | int, url: str, file: Path
) -> None:
    assert url
    with pytest.raises(ConfigurationError) as refused:
        connected(file, PATIENCE, {name: wanted})
    assert ("pragma-refused", name) == (refused.value.code, refused.value.facts["pragma"])


def test_a_pool_gives_no_connection_without_its_pragmas(storage: SqlStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("registre_storage_sqlalchemy.sqlite.PRAGMAS", {"no_such_pragma": 1})
        with pytest.raises(ConfigurationError), storage.operate():
            pass
    with storage.operate() as operations:
        assert [] == list(operations.workspaces())


def test_a_change_holds_the_lock_before_its_first_question(opened: SqliteDatabase, file: Path) -> None:
    with (
        closing(sqlite3.connect(file, timeout=0)) as other,
        opened.change(A_WORKSPACE),
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")


@on_both
def test_nothing_is_written_through_a_snapshot(storage: SqlStorage, workspace: WorkspaceId) -> None:
    with storage.database.snapshot(workspace) as connection, pytest.raises(Exception, match=r"read-?only"):
        connection.exec_driver_sql("DELETE FROM workspaces")
    with storage.read(workspace) as snapshot:
        assert workspace == snapshot.workspace.get().id


@on_both
def test_a_snapshot_begins_when_it_opens_and_not_at_its_first_question(
    storage: SqlStorage, workspace: WorkspaceId
) -> None:
    with storage.operate() as operations, storage.read(workspace) as snapshot:
        with storage.begin(workspace) as tx:
            tx.sites.add(a_site())
            tx.commit()
        assert () == snapshot.sites.page().items
        assert [workspace] == [found.id for found, _ in operations.workspaces()]


def test_connections_are_lent_again(
    storage: SqlStorage, workspace: WorkspaceId, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        with storage.read(workspace):
            pass
    monkeypatch.setattr("registre_storage_sqlalchemy.sqlite.connected", None)
    with storage.read(workspace) as snapshot:
        assert workspace == snapshot.workspace.get().id


@on_both
def test_a_stream_left_half_way_holds_no_snapshot_back(storage: SqlStorage, workspace: WorkspaceId) -> None:
    with storage.read(workspace) as snapshot:
        stream = snapshot.register.chain()
        assert next(stream, None) is None
    for _ in range(2):
        with storage.begin(workspace) as tx:
            next(tx.register.entries(), None)
            tx.sites.add(a_site())
            tx.commit()
    with storage.read(workspace) as snapshot:
        assert 2 == len(snapshot.sites.page().items)


@on_both
def test_a_closed_storage_says_so(storage: SqlStorage, workspace: WorkspaceId) -> None:
    storage.close()
    storage.close()
    with pytest.raises(AdapterFailure) as refused, storage.begin(workspace):
        pass
    assert "storage-closed" == refused.value.code


def test_a_connection_in_use_while_the_storage_closes_is_closed_when_it_comes_back(
    url: str, storage: SqlStorage, workspace: WorkspaceId, file: Path
) -> None:
    assert url
    with storage.begin(workspace) as tx:
        tx.sites.add(a_site())
        storage.close()
        tx.commit()
    assert [file] == [path for path in file.parent.iterdir() if path.name.startswith(file.name)], (
        "the last one tidies up"
    )


@contextmanager
def running(thread: Thread) -> Iterator[None]:
    thread.start()
    yield
    thread.join()


@on_both
def test_readers_read_on_while_somebody_writes(storage: SqlStorage, workspace: WorkspaceId) -> None:
    seen: list[int] = []

    def read() -> None:
        for _ in range(50):
            with storage.read(workspace) as snapshot:
                seen.append(len(snapshot.sites.page(limit=200).items))

    with running(Thread(target=read)):
        for _ in range(50):
            with storage.begin(workspace) as tx:
                tx.sites.add(a_site())
                tx.commit()
    assert sorted(seen) == seen
    assert 50 == len(seen)
