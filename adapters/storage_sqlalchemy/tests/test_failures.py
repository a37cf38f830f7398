"""What the world does wrong is told in the words of the port, and the next call works."""

import os
import pickle
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from registre_core.kernel.errors import (
    AdapterFailure,
    Conflict,
    IntegrityBreach,
    InvalidInput,
    NotFound,
    RegistreError,
)
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Transaction
from registre_core.testing.builders import a_site, a_workspace
from registre_core.workspace import Site
from registre_storage_sqlalchemy import SqlStorage
from registre_storage_sqlalchemy.errors import told_in_our_words, translated
from registre_storage_sqlalchemy.schema import sites

on_both = pytest.mark.parametrize("database", ["sqlite", "postgres"])


def add_sites(storage: SqlStorage, workspace: WorkspaceId, count: int = 1, name: str = "École") -> None:
    with storage.begin(workspace) as tx:
        for _ in range(count):
            tx.sites.add(a_site(name=name))
        tx.commit()


def failure_with(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("as SQLite says")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    "error, family, code, retryable",
    [
        (failure_with(sqlite3.SQLITE_BUSY), AdapterFailure, "storage-busy", True),
        (failure_with(sqlite3.SQLITE_BUSY_SNAPSHOT), AdapterFailure, "storage-busy", True),
        (failure_with(sqlite3.SQLITE_LOCKED), AdapterFailure, "storage-busy", True),
        (failure_with(sqlite3.SQLITE_FULL), AdapterFailure, "storage-full", False),
        (failure_with(sqlite3.SQLITE_READONLY_DBMOVED), AdapterFailure, "storage-read-only", False),
        (failure_with(sqlite3.SQLITE_CORRUPT), IntegrityBreach, "storage-damaged", None),
        (failure_with(sqlite3.SQLITE_NOTADB), IntegrityBreach, "storage-damaged", None),
        (failure_with(sqlite3.SQLITE_IOERR_FSYNC), AdapterFailure, "storage-failed", False),
        (failure_with(sqlite3.SQLITE_CONSTRAINT_UNIQUE), Conflict, "already-exists", None),
        (failure_with(sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY), Conflict, "already-exists", None),
        (failure_with(sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY), NotFound, "reference-not-found", None),
        (failure_with(sqlite3.SQLITE_CONSTRAINT_NOTNULL), AdapterFailure, "storage-failed", False),
        (sqlite3.ProgrammingError("misused"), AdapterFailure, "storage-failed", False),
        (SQLAlchemyError("anything else"), AdapterFailure, "storage-failed", False),
        (ValueError("badly formed hexadecimal UUID string"), IntegrityBreach, "storage-damaged", None),
        (OverflowError("int too big"), InvalidInput, "value-not-storable", None),
    ],
    ids=lambda value: getattr(value, "sqlite_errorcode", None) and str(value.sqlite_errorcode),
)
def test_each_failure_has_its_family_and_code(
    error: Exception,
    family: type[RegistreError],
    code: str,
    retryable: bool | None,  # noqa: FBT001  # a column
) -> None:
    told = translated(error)
    assert (family, code) == (type(told), told.code)
    assert retryable == getattr(told, "retryable", None)
    assert told.code == pickle.loads(pickle.dumps(told)).code  # noqa: S301  # our own


@pytest.mark.parametrize("site", [a_site(name="Zoé \ud800"), a_site(version=2**70)], ids=["half a pair", "number"])
def test_a_value_that_no_database_can_hold_is_bad_input(
    site: Site, storage: SqlStorage, workspace: WorkspaceId
) -> None:
    with storage.begin(workspace) as tx:
        with pytest.raises(InvalidInput) as refused:
            tx.sites.add(site)
        tx.sites.add(a_site())
        tx.commit()
    assert "value-not-storable" == refused.value.code


def test_the_driver_s_error_stays_chained_without_the_values_it_was_about(
    storage: SqlStorage, workspace: WorkspaceId
) -> None:
    row = {"id": a_site().id, "name": "Zoé Müller", "erp_type": "R", "category": 5, "address": "", "version": 1}
    with storage.database.change(workspace) as connection, pytest.raises(NotFound) as refused, told_in_our_words():
        connection.execute(sites.insert(), {**row, "workspace_id": a_workspace().id})
    cause = refused.value.__cause__
    assert isinstance(cause, IntegrityError)
    assert "reference-not-found" == refused.value.code
    assert "Zoé" not in f"{refused.value} {cause} {cause.orig}"


@on_both
def test_what_the_caller_raises_is_his_own(storage: SqlStorage, workspace: WorkspaceId) -> None:
    for error in (ValueError("his"), TypeError("his"), sqlite3.OperationalError("his"), KeyboardInterrupt("his")):
        with pytest.raises(type(error), match="his"), storage.begin(workspace) as tx:
            tx.sites.add(a_site())
            raise error
        with pytest.raises(type(error), match="his"), storage.read(workspace):
            raise error
    with storage.read(workspace) as snapshot:
        assert () == snapshot.sites.page().items


def allow_pages(storage: SqlStorage, more: int) -> None:
    """Let the file grow by so many pages and no further, as a full disk would; the pool lends this connection next."""
    with storage.database.change(a_workspace().id) as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + more}")


def fill_up(tx: Transaction) -> None:
    for _ in range(100):
        tx.sites.add(a_site(address="x" * 2000))


def test_a_full_disk_is_told_and_leaves_nothing_half_written(storage: SqlStorage, workspace: WorkspaceId) -> None:
    add_sites(storage, workspace)
    allow_pages(storage, 2)
    with pytest.raises(AdapterFailure) as failed, storage.begin(workspace) as tx:
        fill_up(tx)
        tx.commit()
    assert ("storage-full", False) == (failed.value.code, failed.value.retryable)
    allow_pages(storage, 1000)
    add_sites(storage, workspace)
    with storage.read(workspace) as snapshot:
        assert ["École", "École"] == [site.name for site in snapshot.sites.page().items]


def test_after_a_failure_the_transaction_takes_nothing_more(storage: SqlStorage, workspace: WorkspaceId) -> None:
    allow_pages(storage, 2)
    with storage.begin(workspace) as tx:
        with pytest.raises(AdapterFailure):
            fill_up(tx)
        too_late: tuple[Callable[[], object], ...] = (lambda: tx.sites.add(a_site()), tx.commit, tx.register.head)
        for late in too_late:
            with pytest.raises(AdapterFailure) as refused:
                late()
            assert "transaction-closed" == refused.value.code
    with storage.read(workspace) as snapshot:
        assert () == snapshot.sites.page().items


def test_a_file_that_may_not_be_written_is_told_and_can_be_read(
    url: str, workspace: WorkspaceId, file: Path, answer: Callable[..., str], bound_by_rights: tuple[str, ...]
) -> None:
    file.chmod(0o444)
    assert "opened" == answer("look", url, behind=bound_by_rights)
    assert "storage-read-only" == answer("add", url, workspace, behind=bound_by_rights)
    file.chmod(0o644)
    assert "added" == answer("add", url, workspace, behind=bound_by_rights)


def test_of_a_commit_that_the_disk_did_not_confirm_nothing_is_claimed(
    url: str, workspace: WorkspaceId, answer: Callable[..., str], strace: str
) -> None:
    failing = (
        strace,
        "-f",
        "--seccomp-bpf",
        "-o",
        os.devnull,
        "-e",
        "trace=fsync,fdatasync",
        "-e",
        "inject=fsync,fdatasync:error=EIO:when=1",
    )
    assert "commit-unknown" == answer("add", url, workspace, behind=failing)
    assert "added" == answer("add", url, workspace)


def test_a_damaged_file_is_an_integrity_breach(url: str, workspace: WorkspaceId, file: Path) -> None:
    with SqlStorage.open(url) as storage:
        add_sites(storage, workspace, 200, "x" * 500)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [root] = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'sites'").fetchone()
    with file.open("r+b") as bytes_of_file:
        bytes_of_file.seek((root - 1) * 4096)
        bytes_of_file.write(b"\xff" * 4096)
    with SqlStorage.open(url) as storage, storage.read(workspace) as snapshot, pytest.raises(IntegrityBreach) as found:
        snapshot.sites.page(limit=200)
    assert "storage-damaged" == found.value.code


@pytest.mark.parametrize(
    "change", ["erp_type = 'Ж'", "name = ''", "category = 'first'", "version = 0", "id = 'x'", "id = x'00'"]
)
def test_a_row_that_cannot_be_what_was_kept_is_an_integrity_breach(
    change: str, storage: SqlStorage, workspace: WorkspaceId, file: Path
) -> None:
    add_sites(storage, workspace)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(f"UPDATE sites SET {change}")  # noqa: S608  # the table above
    with storage.read(workspace) as snapshot, pytest.raises(IntegrityBreach) as found:
        snapshot.sites.page()
    assert "storage-damaged" == found.value.code


@on_both
def test_a_workspace_nobody_adds_cannot_be_founded(storage: SqlStorage) -> None:
    new = a_workspace()
    with pytest.raises(NotFound) as refused, storage.found(new.id) as tx:
        tx.commit()
    assert "workspace-not-found" == refused.value.code
    with storage.found(new.id) as tx:
        tx.workspace.add(new)
        tx.commit()
