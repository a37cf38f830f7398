"""Connections to a PostgreSQL server: lent again as they were found, and replaced when the server let go of them."""

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, event, make_url
from tests.postgres_server import Cluster, Server, connected

from registre_core.kernel.errors import AdapterFailure, ConfigurationError
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.testing.builders import a_finding, a_site, a_workspace, an_intervention
from registre_storage_sqlalchemy import SqlStorage
from registre_storage_sqlalchemy.roles import APPLICATION, OPERATOR

SETTINGS = "role search_path lock_timeout TimeZone DateStyle registre.workspace transaction_isolation".split()


@pytest.fixture
def database() -> str:
    return "postgres"


def dismiss(url: str, among: str = "application_name = 'registre'") -> None:
    """End the sessions that a register has on its server, as a restart would."""
    with closing(connected(url)) as administrator:
        administrator.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"  # noqa: S608  # our own
            f" WHERE datname = current_database() AND pid <> pg_backend_pid() AND {among}"
        )


def add_a_site(storage: SqlStorage, workspace: WorkspaceId) -> None:
    with storage.begin(workspace) as tx:
        tx.sites.add(a_site())
        tx.commit()


def sites(storage: SqlStorage, workspace: WorkspaceId) -> int:
    with storage.read(workspace) as snapshot:
        return len(snapshot.sites.page().items)


def test_a_transaction_begins_with_one_message_and_locks_with_the_next(
    storage: SqlStorage, workspace: WorkspaceId
) -> None:
    def note(connection: Connection, cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    asked: list[str] = []
    event.listen(storage.database.changing, "before_cursor_execute", note)
    with storage.begin(workspace):
        [beginning, lock] = asked
    assert beginning.startswith("BEGIN ISOLATION LEVEL READ COMMITTED; ")
    assert "; SET LOCAL ROLE registre_application; " in beginning
    assert lock.endswith("FOR UPDATE")


@pytest.mark.parametrize("patience", [0, 0.0001, 1e9, float("inf")])
def test_any_patience_will_do(patience: float, url: str, workspace: WorkspaceId) -> None:
    with SqlStorage.open(url, patience=patience) as storage:
        add_a_site(storage, workspace)
        with storage.database.change(workspace) as connection:
            assert "0" != connection.exec_driver_sql("SHOW lock_timeout").scalar_one()


def test_a_connection_comes_back_as_it_was_found(storage: SqlStorage, workspace: WorkspaceId) -> None:
    def settings() -> dict[str, str | None]:
        with storage.database.reading.connect() as connection:
            connection.exec_driver_sql("SELECT 1")  # outside of every transaction of ours
            return {
                name: connection.exec_driver_sql(f"SELECT current_setting('{name}', true)").scalar_one()
                for name in SETTINGS
            }

    with storage.read(workspace):
        pass
    before = settings()
    add_a_site(storage, workspace)
    with storage.begin(workspace):
        pass
    with storage.operate() as operations:
        list(operations.workspaces())
    assert before == settings()
    assert ("none", "") == (before["role"], before["registre.workspace"])


def test_connections_are_lent_again(storage: SqlStorage, workspace: WorkspaceId) -> None:
    def session() -> object:
        with storage.database.snapshot(workspace) as connection:
            return connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()

    assert 1 == len({session() for _ in range(5)})


def test_a_connection_that_died_in_the_pool_is_replaced_without_a_word(
    url: str, storage: SqlStorage, workspace: WorkspaceId
) -> None:
    with storage.read(workspace), storage.read(workspace), storage.operate():
        pass  # three connections in the pool
    for _ in range(2):
        dismiss(url)
        add_a_site(storage, workspace)
        dismiss(url)
        assert sites(storage, workspace)
        dismiss(url)
        with storage.operate() as operations:
            assert [workspace] == [found.id for found, _ in operations.workspaces()]


def test_a_connection_that_dies_in_a_change_ends_it_and_the_next_call_works(
    url: str, storage: SqlStorage, workspace: WorkspaceId
) -> None:
    with storage.begin(workspace) as tx:
        tx.sites.add(a_site())
        dismiss(url)
        with pytest.raises(AdapterFailure) as failed:
            tx.sites.add(a_site())
        assert ("storage-unreachable", True) == (failed.value.code, failed.value.retryable)
        with pytest.raises(AdapterFailure) as closed:
            tx.commit()
        assert "transaction-closed" == closed.value.code
    assert 0 == sites(storage, workspace)


def test_a_connection_that_dies_unnoticed_does_not_spoil_what_was_read(
    url: str, storage: SqlStorage, workspace: WorkspaceId
) -> None:
    with storage.read(workspace) as snapshot:
        found = snapshot.workspace.get()
        dismiss(url)
    assert workspace == found.id
    with pytest.raises(LookupError, match="his own"), storage.begin(workspace):
        dismiss(url)
        raise LookupError("his own")
    assert 0 == sites(storage, workspace)


def test_of_a_commit_that_nobody_answers_nothing_is_claimed(
    url: str, storage: SqlStorage, workspace: WorkspaceId
) -> None:
    with storage.begin(workspace) as tx:
        tx.sites.add(a_site())
        dismiss(url)
        with pytest.raises(AdapterFailure) as failed:
            tx.commit()
        assert ("commit-unknown", True) == (failed.value.code, failed.value.retryable)
        with pytest.raises(AdapterFailure) as closed:
            tx.commit()
        assert "transaction-closed" == closed.value.code
    assert 0 == sites(storage, workspace)


def test_a_session_that_ends_while_it_commits_leaves_it_unknown(
    url: str, storage: SqlStorage, workspace: WorkspaceId
) -> None:
    with closing(connected(url)) as owner:
        owner.execute(
            "CREATE FUNCTION public.farewell() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
            " AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$"
        )
        owner.execute("SET ROLE registre_owner")
        owner.execute(
            "CREATE CONSTRAINT TRIGGER farewell AFTER INSERT ON registre.sites DEFERRABLE INITIALLY DEFERRED"
            " FOR EACH ROW EXECUTE FUNCTION public.farewell()"
        )
    with pytest.raises(AdapterFailure) as failed:
        add_a_site(storage, workspace)
    assert "commit-unknown" == failed.value.code
    assert 0 == sites(storage, workspace)


def test_a_connection_in_use_while_the_storage_closes_is_closed_when_it_comes_back(
    url: str, storage: SqlStorage, workspace: WorkspaceId
) -> None:
    with storage.begin(workspace) as tx, storage.read(workspace):
        tx.sites.add(a_site())
        storage.close()
        tx.commit()
    with closing(connected(url)) as administrator:
        ours = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        for _ in range(500):  # the server notices a moment later
            left = administrator.execute(ours).fetchall()
            if left == [(0,)]:
                break
            time.sleep(0.01)
    assert [(0,)] == left


def test_a_server_that_is_not_there_is_told_and_may_be_tried_again(url: str) -> None:
    nowhere = make_url(url).update_query_dict({"host": "/nowhere"}).render_as_string(hide_password=False)
    with pytest.raises(AdapterFailure) as failed:
        SqlStorage.open(nowhere)
    assert ("storage-unreachable", True) == (failed.value.code, failed.value.retryable)


def test_statements_stay_prepared_from_one_snapshot_to_the_next_where_the_address_asks_for_it(
    url: str, workspace: WorkspaceId
) -> None:
    def prepared(address: str) -> int:
        with SqlStorage.open(address) as storage:
            for _ in range(4):
                sites(storage, workspace)
            with storage.database.snapshot(workspace) as connection:
                return int(connection.exec_driver_sql("SELECT count(*) FROM pg_prepared_statements").scalar_one())

    assert 0 == prepared(url)
    assert 0 < prepared(f"{url}&prepare_threshold=1")


# ---- what a server may be set to ------------------------------------------------------------------------------------


@pytest.fixture
def set_otherwise(url: str) -> None:
    """Let the server have its own ideas of dates, paths and isolation, for whoever does not say."""
    [name] = [make_url(url).database]
    with closing(connected(url)) as administrator:
        for setting in (
            "TimeZone = 'Pacific/Auckland'",
            "DateStyle = 'German, DMY'",
            "IntervalStyle = 'iso_8601'",
            "search_path = 'public'",
            "default_transaction_isolation = 'serializable'",
            "bytea_output = 'escape'",
            "extra_float_digits = 0",
            "standard_conforming_strings = off",
            "escape_string_warning = off",
            "client_encoding = 'latin1'",
        ):
            administrator.execute(f"ALTER DATABASE {name} SET {setting}")


@pytest.fixture
def storage(url: str, request: pytest.FixtureRequest) -> Iterator[SqlStorage]:
    if "set_otherwise" in request.fixturenames:
        request.getfixturevalue("set_otherwise")
    with SqlStorage.open(url, patience=10) as storage:
        yield storage


@pytest.mark.usefixtures("set_otherwise")
@pytest.mark.parametrize("instant", [datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)])
def test_what_comes_back_does_not_depend_on_how_the_server_is_set(storage: SqlStorage, instant: datetime) -> None:
    new = a_workspace(founded_at=instant, name="Zoé \\ ’ œ")
    with storage.found(new.id) as tx:
        tx.workspace.add(new)
        site = tx.sites.add(a_site())
        finding = tx.findings.add(a_finding(tx.interventions.add(an_intervention(site)), created_at=instant))
        tx.commit()
    with storage.read(new.id) as snapshot:
        assert new == snapshot.workspace.get()
        assert finding == snapshot.findings.get(finding.id)


@pytest.mark.usefixtures("set_otherwise")
def test_a_change_reads_what_is_committed_however_the_server_is_set(
    storage: SqlStorage, workspace: WorkspaceId
) -> None:
    with storage.database.change(workspace) as connection:
        assert "read committed" == connection.exec_driver_sql("SHOW transaction_isolation").scalar_one()


def test_what_was_committed_is_on_the_disk_of_a_server_as_it_is_installed(durable_postgres: Cluster) -> None:
    server = durable_postgres.server
    kept = {name: server.ask(f"SHOW {name}") for name in ("fsync", "synchronous_commit", "full_page_writes")}
    assert {"fsync": [("on",)], "synchronous_commit": [("on",)], "full_page_writes": [("on",)]} == kept


# ---- logins ---------------------------------------------------------------------------------------------------------


def test_a_login_without_the_operator_s_role_can_do_everything_else(
    url: str, workspace: WorkspaceId, postgres: Server
) -> None:
    database = str(make_url(url).database)
    with (
        postgres.login(APPLICATION) as login,
        SqlStorage.open(postgres.address(database, login)) as storage,
    ):
        add_a_site(storage, workspace)
        with pytest.raises(ConfigurationError) as refused, storage.operate():
            pass
        assert ("role-not-granted", f'GRANT {OPERATOR} TO "{login}";') == (
            refused.value.code,
            refused.value.facts["sql"],
        )
        assert 1 == sites(storage, workspace)


def test_a_role_that_is_taken_away_is_missed_when_the_next_transaction_begins(
    url: str, workspace: WorkspaceId, postgres: Server
) -> None:
    database = str(make_url(url).database)
    with (
        postgres.login(APPLICATION) as login,
        SqlStorage.open(postgres.address(database, login)) as storage,
    ):
        add_a_site(storage, workspace)
        postgres.ask(f"REVOKE {APPLICATION} FROM {login}")
        with pytest.raises(ConfigurationError) as refused:
            add_a_site(storage, workspace)
        assert ("role-not-granted", APPLICATION) == (refused.value.code, refused.value.facts["role"])
