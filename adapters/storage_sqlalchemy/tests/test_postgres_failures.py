"""What a PostgreSQL server does wrong is told in the words of the port, without the values it was about."""

import pickle
import traceback
from contextlib import closing
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from tests.postgres_server import connected

from registre_core.kernel.errors import (
    AdapterFailure,
    ConfigurationError,
    Conflict,
    IntegrityBreach,
    InvalidInput,
    NotFound,
    RegistreError,
)
from registre_core.kernel.identifiers import SiteId, WorkspaceId
from registre_core.testing.builders import IDS, a_site
from registre_core.testing.contracts.elsewhere import at_once
from registre_storage_sqlalchemy import SqlStorage
from registre_storage_sqlalchemy.errors import told_in_our_words, translated
from registre_storage_sqlalchemy.schema import profiles, sites, users

SECRET = "Zoé Müller"  # noqa: S105  # a name


@pytest.fixture
def database() -> str:
    return "postgres"


def answered(sqlstate: str) -> SQLAlchemyError:
    return wrapped(psycopg.errors.lookup(sqlstate)("as PostgreSQL says"))


def wrapped(error: psycopg.Error) -> SQLAlchemyError:
    told = DBAPIError.instance("SELECT", None, error, psycopg.Error)
    assert isinstance(told, SQLAlchemyError)
    return told


@pytest.mark.parametrize(
    "sqlstate, family, code, retryable",
    [
        ("40001", AdapterFailure, "storage-collision", True),
        ("40P01", AdapterFailure, "storage-collision", True),
        ("55P03", AdapterFailure, "storage-busy", True),
        ("08000", AdapterFailure, "storage-unreachable", True),
        ("08006", AdapterFailure, "storage-unreachable", True),
        ("57P01", AdapterFailure, "storage-unreachable", True),
        ("57P02", AdapterFailure, "storage-unreachable", True),
        ("57P03", AdapterFailure, "storage-unreachable", True),
        ("57P04", AdapterFailure, "storage-unreachable", True),
        ("57P05", AdapterFailure, "storage-unreachable", True),
        ("25P03", AdapterFailure, "storage-unreachable", True),
        ("53300", AdapterFailure, "storage-unreachable", True),
        ("53100", AdapterFailure, "storage-full", False),
        ("53200", AdapterFailure, "storage-failed", True),
        ("25006", AdapterFailure, "storage-read-only", False),
        ("58030", AdapterFailure, "storage-failed", False),
        ("57014", AdapterFailure, "storage-failed", False),
        ("XX000", AdapterFailure, "storage-failed", False),
        ("42P01", AdapterFailure, "storage-failed", False),
        ("23502", AdapterFailure, "storage-failed", False),
        ("42501", ConfigurationError, "privilege-missing", None),
        ("XX001", IntegrityBreach, "storage-damaged", None),
        ("XX002", IntegrityBreach, "storage-damaged", None),
        ("23505", Conflict, "already-exists", None),
        ("23503", NotFound, "reference-not-found", None),
        ("22003", InvalidInput, "value-not-storable", None),
        ("22021", InvalidInput, "value-not-storable", None),
        ("22001", InvalidInput, "value-not-storable", None),
    ],
)
def test_each_answer_of_the_server_has_its_family_and_code(
    sqlstate: str,
    family: type[RegistreError],
    code: str,
    retryable: bool | None,  # noqa: FBT001  # a column
) -> None:
    told = translated(answered(sqlstate))
    assert (family, code) == (type(told), told.code)
    assert retryable == getattr(told, "retryable", None)
    assert told.code == pickle.loads(pickle.dumps(told)).code  # noqa: S301  # our own


@pytest.mark.parametrize(
    "error, family, code",
    [
        (psycopg.OperationalError("the connection is lost"), AdapterFailure, "storage-unreachable"),
        (psycopg.InterfaceError("the connection is closed"), AdapterFailure, "storage-unreachable"),
        (psycopg.DataError("text fields cannot contain NUL (0x00) bytes"), InvalidInput, "value-not-storable"),
        (psycopg.DataError("timestamp too large (after year 10K)"), IntegrityBreach, "storage-damaged"),
        (psycopg.ProgrammingError("the cursor is closed"), AdapterFailure, "storage-failed"),
    ],
)
def test_what_the_driver_finds_by_itself_has_its_family_and_code(
    error: psycopg.Error, family: type[RegistreError], code: str
) -> None:
    told = translated(wrapped(error))
    assert (family, code) == (type(told), told.code)


ROW = {"id": IDS.new(), "name": SECRET, "erp_type": "R", "category": 5, "address": SECRET, "version": 1}
USER: dict[str, Any] = {
    "name": SECRET,
    "email": None,
    "grants": [],
    "denials": [],
    "sites": None,
    "active": True,
    "kind": "person",
    "locked": False,
    "situation": b"one that nobody is in",
}
PROFILE = {"name": SECRET, "rights": [], "description": SECRET, "folded_name": SECRET, "version": 1}


@pytest.mark.parametrize(
    "table, row, code",
    [
        (users, {**USER, "id": IDS.new(), "version": 1, "profile_id": IDS.new()}, "reference-not-found"),
        (users, {**USER, "id": IDS.new(), "version": None}, "storage-failed"),
        (users, {**USER, "id": IDS.new(), "version": 2**40}, "value-not-storable"),
        (users, {**USER, "id": IDS.new(), "version": SECRET}, "value-not-storable"),
        (sites, {**ROW, "erp_type": SECRET}, "value-not-storable"),
        (sites, {**ROW, "name": f"{SECRET}\0"}, "value-not-storable"),
        (profiles, {**PROFILE, "id": IDS.new()}, "already-exists"),
    ],
    ids="names-nobody lacks-a-value too-large no-number too-long nul unique".split(),
)
def test_no_error_quotes_the_values_it_was_about(
    table: Table, row: dict[str, Any], code: str, storage: SqlStorage, workspace: WorkspaceId, url: str
) -> None:
    row = {**row, "workspace_id": workspace}
    with storage.database.change(workspace) as connection:
        connection.execute(profiles.insert(), {**PROFILE, "id": IDS.new(), "workspace_id": workspace})
        connection.exec_driver_sql("COMMIT")
    with closing(connected(url)) as owner:  # with row-level security the server keeps details to itself
        owner.execute(f"SET ROLE registre_owner; ALTER TABLE registre.{table.name} DISABLE ROW LEVEL SECURITY")
    with storage.database.change(workspace) as connection, pytest.raises(RegistreError) as refused, told_in_our_words():
        connection.execute(table.insert(), row)
    assert code == refused.value.code
    assert isinstance(refused.value.__cause__, SQLAlchemyError)
    told = "".join(traceback.format_exception(refused.value))
    assert SECRET not in told + repr(refused.value.facts)


def test_after_an_error_of_the_server_s_the_transaction_takes_nothing_more(
    storage: SqlStorage, workspace: WorkspaceId
) -> None:
    with storage.begin(workspace) as tx:
        tx.sites.add(a_site())
        with pytest.raises(InvalidInput) as refused:
            tx.sites.add(a_site(version=2**40))
        assert "value-not-storable" == refused.value.code
        for late in (lambda: tx.sites.add(a_site()), tx.commit, tx.register.head):
            with pytest.raises(AdapterFailure) as closed:
                late()
            assert "transaction-closed" == closed.value.code
    with storage.read(workspace) as snapshot:
        assert () == snapshot.sites.page().items


@pytest.mark.parametrize("text", ["nul \0", "half a pair \ud800"], ids=["nul", "half a pair"])
def test_a_text_that_is_never_sent_costs_the_transaction_nothing(
    text: str, storage: SqlStorage, workspace: WorkspaceId
) -> None:
    with storage.begin(workspace) as tx:
        with pytest.raises(InvalidInput) as refused:
            tx.sites.add(a_site(name=text))
        tx.sites.add(a_site())
        tx.commit()
    assert "value-not-storable" == refused.value.code


def test_a_right_that_was_taken_away_is_told_as_such(storage: SqlStorage, workspace: WorkspaceId, url: str) -> None:
    with closing(connected(url)) as owner:
        owner.execute("SET ROLE registre_owner; REVOKE INSERT ON registre.sites FROM registre_application")
    with pytest.raises(ConfigurationError) as refused, storage.begin(workspace) as tx:
        tx.sites.add(a_site())
    assert "privilege-missing" == refused.value.code
    assert "sites" in refused.value.message


def test_a_server_that_takes_no_writes_is_told_and_can_be_read(
    storage: SqlStorage, workspace: WorkspaceId, url: str
) -> None:
    with closing(connected(url)) as administrator:
        administrator.execute(f"ALTER DATABASE {administrator.info.dbname} SET default_transaction_read_only = on")
    with SqlStorage.open(url) as held:
        with pytest.raises(AdapterFailure) as refused, held.begin(workspace) as tx:
            tx.sites.add(a_site())
            tx.commit()
        assert ("storage-read-only", False) == (refused.value.code, refused.value.retryable)
        with held.read(workspace) as snapshot:
            assert workspace == snapshot.workspace.get().id


@pytest.mark.parametrize("change", ["erp_type = 'Ж'", "name = ''", "version = 0"])
def test_a_row_that_cannot_be_what_was_kept_is_an_integrity_breach(
    change: str, storage: SqlStorage, workspace: WorkspaceId
) -> None:
    with storage.database.change(workspace) as connection:
        connection.execute(sites.insert(), {**ROW, "workspace_id": workspace})
        connection.exec_driver_sql(f"UPDATE sites SET {change}")  # noqa: S608  # the table above
        connection.exec_driver_sql("COMMIT")
    with storage.read(workspace) as snapshot, pytest.raises(IntegrityBreach) as found:
        snapshot.sites.page()
    assert "storage-damaged" == found.value.code


def test_an_instant_that_is_none_is_an_integrity_breach(storage: SqlStorage, workspace: WorkspaceId) -> None:
    with storage.database.change(workspace) as connection:
        connection.exec_driver_sql("UPDATE workspaces SET founded_at = 'infinity'")
        connection.exec_driver_sql("COMMIT")
    with storage.read(workspace) as snapshot, pytest.raises(IntegrityBreach) as found:
        snapshot.workspace.get()
    assert "storage-damaged" == found.value.code


def test_of_two_who_wait_for_each_other_one_is_given_up_and_may_try_again(
    storage: SqlStorage, workspace: WorkspaceId
) -> None:
    """Our own changes lock one head each; a host that opens changes of two workspaces at once may meet this."""

    def lock(connection: Connection, number: int) -> None:
        with told_in_our_words():
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({number})")

    with storage.database.change(workspace) as one, storage.database.change(workspace) as two:
        lock(one, 1)
        lock(two, 2)
        [failed] = filter(None, [future.exception() for future in at_once(2, lambda n: lock((one, two)[n], 2 - n))])
    assert isinstance(failed, AdapterFailure)
    assert ("storage-collision", True) == (failed.code, failed.retryable)


def test_a_site_that_is_there_twice_at_once_is_a_conflict(storage: SqlStorage, workspace: WorkspaceId) -> None:
    """The second line: stores ask before they write."""
    row = {**ROW, "id": SiteId(IDS.new()), "workspace_id": workspace}
    with storage.database.change(workspace) as connection, pytest.raises(Conflict) as refused, told_in_our_words():
        connection.execute(sites.insert(), row)
        connection.execute(sites.insert(), row)
    assert "already-exists" == refused.value.code
