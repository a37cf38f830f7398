"""`migrate` brings any register to this release, all of it or nothing, once."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from adapters.storage_sqlalchemy.tests.elsewhere import Forked
from adapters.storage_sqlalchemy.tests.plans import OF_THE_OPERATOR
from adapters.storage_sqlalchemy.tests.released import WORKSPACE, fill
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Table, UniqueConstraint, create_engine
from tests.postgres_server import connected

import registre_storage_sqlalchemy.migrations as package
from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.pages import Total
from registre_core.ports.storage import FindingFilter, NamedOrder, Preparation
from registre_core.register import genesis
from registre_core.testing.builders import a_finding, a_site, a_workspace, an_intervention
from registre_core.workspace import closed
from registre_storage_sqlalchemy import SqlStorage, migrate
from registre_storage_sqlalchemy.migrations import keys
from registre_storage_sqlalchemy.migrations.tenancy import unprotected
from registre_storage_sqlalchemy.schema import APPLICATION_ID, REVISIONS, VERSION_TABLE, metadata

on_both = pytest.mark.parametrize("database", ["sqlite", "postgres"])

CLOSING = date(2026, 7, 4)
DONE, FOUND = Preparation(None, REVISIONS[-1]), Preparation(REVISIONS[-1], REVISIONS[-1])


def value_of(file: Path, question: str) -> Any:  # noqa: ANN401  # whatever is asked
    with closing(sqlite3.connect(file)) as connection:
        [(value,)] = connection.execute(question).fetchall()
    return value


def is_bare(url: str) -> bool:
    if url.startswith("sqlite:"):
        file = Path(url.removeprefix("sqlite:///"))
        return (0, 0) == (value_of(file, "SELECT count(*) FROM sqlite_schema"), value_of(file, "PRAGMA application_id"))
    with closing(connected(url)) as connection:
        return not connection.execute("SELECT FROM pg_namespace WHERE nspname = 'registre'").fetchall()


@on_both
def test_a_new_database_gets_the_schema(bare_url: str) -> None:
    assert DONE == migrate(bare_url)
    with SqlStorage.open(bare_url) as storage, storage.operate() as operations:
        assert [] == list(operations.workspaces())


def test_a_new_file_is_marked_as_a_register(file: Path) -> None:
    migrate(f"sqlite:///{file}")
    assert REVISIONS[-1] == value_of(file, f"SELECT version_num FROM {VERSION_TABLE}")  # noqa: S608  # a constant
    assert APPLICATION_ID == value_of(file, "PRAGMA application_id")
    assert "wal" == value_of(file, "PRAGMA journal_mode")


def test_an_empty_file_gets_the_schema(file: Path) -> None:
    file.touch()
    assert DONE == migrate(f"sqlite:///{file}")


@on_both
def test_a_second_time_changes_nothing(url: str, storage: SqlStorage, workspace: WorkspaceId) -> None:
    with storage.begin(workspace) as tx:
        site = tx.sites.add(a_site())
        tx.commit()
    assert FOUND == migrate(url)
    with storage.read(workspace) as snapshot:
        assert site == snapshot.sites.get(site.id)


# ---- with data in place ----------------------------------------------------------------------------------------------


FIRST_RELEASE: Mapping[str, Mapping[str, Any]] = {
    "sites": {"name": "École", "erp_type": "R", "category": 3, "address": ""},
    "contractors": {"name": "Œuvre & Fils", "approved": False},
    "contacts": {"name": "Zoé", "phone": ""},
    "profiles": {"name": "Élu", "rights": "[]", "description": "", "folded_name": "elu"},
    "users": {"name": "Ève", "grants": "[]", "denials": "[]", "active": True, "kind": "person"},
}
"""A row of everything that has a name, as the first schema had it."""


@pytest.fixture
def first_release(file: Path) -> WorkspaceId:
    """Leave a register of the first schema with a workspace in it."""
    workspace, engine = a_workspace(), create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        package.run_to("0001", connection)
        of = workspace.id.hex
        connection.exec_driver_sql(
            "INSERT INTO workspaces VALUES (?, 'Ville', '2026-03-02T08:00:00.000000+00:00', 1)", (of,)
        )
        head = genesis(workspace.id)
        connection.exec_driver_sql("INSERT INTO register_heads VALUES (?, 0, ?)", (of, head.link))
        for number, (table, row) in enumerate(FIRST_RELEASE.items(), start=1):
            values = {"workspace_id": of, "id": f"{number:032x}", "version": 1, **row}
            marks = ", ".join("?" for _ in values)
            statement = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"  # noqa: S608  # our own names
            connection.exec_driver_sql(statement, tuple(values.values()))
    engine.dispose()
    return workspace.id


def names_of(url: str, workspace: WorkspaceId) -> dict[str, list[str]]:
    """Find everybody by how his name begins."""
    beginnings = {"sites": "eco", "contractors": "oe", "contacts": "zo", "profiles": "elu", "users": "eve"}
    with SqlStorage.open(url) as storage, storage.read(workspace) as snapshot:
        return {
            room: [item.name for item in getattr(snapshot, room).page(named=named, order=NamedOrder.NAME).items]
            for room, named in beginnings.items()
        }


def test_a_register_of_the_first_release_is_brought_up_with_what_it_holds(
    file: Path, first_release: WorkspaceId
) -> None:
    url = f"sqlite:///{file}"
    assert Preparation("0001", REVISIONS[-1]) == migrate(url)
    expected = {room: [row["name"]] for room, row in FIRST_RELEASE.items()}
    assert expected == names_of(url, first_release)


def test_sites_from_before_one_could_close_them_are_open_and_can_be_closed(
    file: Path, first_release: WorkspaceId
) -> None:
    migrate(f"sqlite:///{file}")
    with SqlStorage.open(f"sqlite:///{file}") as storage, storage.begin(first_release) as tx:
        [site] = tx.sites.page().items
        assert None is site.closed_on
        assert CLOSING == tx.sites.save(closed(site, on=CLOSING)).closed_on
        [site] = tx.sites.page().items
        assert CLOSING == site.closed_on


def test_keys_and_texts_that_other_rules_made_are_made_anew(
    url: str, file: Path, storage: SqlStorage, workspace: WorkspaceId
) -> None:
    with storage.begin(workspace) as tx:
        sites = [tx.sites.add(a_site(name=name)) for name in ("Zoo", "École", "Été")]
        finding = tx.findings.add(a_finding(tx.interventions.add(an_intervention(sites[0])), text="Issue encombrée"))
        tx.commit()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE sites SET name_key = CAST(x'00' || name AS BLOB) WHERE name <> 'Été'")
        connection.execute("UPDATE findings SET searchable = 'old rules'")
    with storage.read(workspace) as snapshot:
        assert sites != list(snapshot.sites.page(named="éc").items)
    assert Preparation(REVISIONS[-1], REVISIONS[-1]) == migrate(url)
    with storage.read(workspace) as snapshot:
        assert [sites[1], sites[2], sites[0]] == list(snapshot.sites.page(order=NamedOrder.NAME).items)
        assert (finding,) == snapshot.findings.page(FindingFilter(text="encombree")).items


def test_more_keys_than_a_batch_are_made_anew(
    url: str, file: Path, storage: SqlStorage, workspace: WorkspaceId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "BATCH", 2)
    with storage.begin(workspace) as tx:
        for number in range(7):
            tx.sites.add(a_site(name=f"Site {number}"))
        tx.commit()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE sites SET name_key = x''")
    migrate(url)
    with storage.read(workspace) as snapshot:
        assert Total(7) == snapshot.sites.count(named="site")


def test_the_revisions_are_those_that_alembic_finds() -> None:
    script = ScriptDirectory(str(Path(package.__file__).parent))
    assert REVISIONS == tuple(reversed([revision.revision for revision in script.walk_revisions()]))


@on_both
def test_the_migrated_schema_is_the_one_the_stores_use(url: str) -> None:
    engine = create_engine(url + ("&options=-csearch_path%3Dregistre" if url.startswith("postgres") else ""))
    with engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        assert [] == compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    engine.dispose()


@pytest.mark.parametrize("table", metadata.tables.values(), ids=metadata.tables)
def test_every_key_and_index_is_led_by_the_workspace(table: Table) -> None:
    led: list[Any] = [table.primary_key, *table.foreign_key_constraints]
    led += [index for index in table.indexes if index.name not in OF_THE_OPERATOR]
    led += [constraint for constraint in table.constraints if isinstance(constraint, UniqueConstraint)]
    assert {"workspace_id"} == {next(iter(one.columns)).name for one in led}


@on_both
def test_a_migration_that_fails_half_way_leaves_nothing(bare_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def run_and_fail(revision: str, connection: Connection) -> None:
        run(revision, connection)
        connection.exec_driver_sql("SELECT * FROM nowhere")

    run = package.run_to
    with monkeypatch.context() as patched, pytest.raises(AdapterFailure) as failed:
        patched.setattr(package, "run_to", run_and_fail)
        migrate(bare_url)
    assert "storage-failed" == failed.value.code
    assert is_bare(bare_url)
    assert DONE == migrate(bare_url)


@on_both
def test_of_several_processes_one_migrates_and_the_others_find_it_done(
    bare_url: str, elsewhere: Callable[..., Forked]
) -> None:
    processes = [elsewhere("migrate", bare_url) for _ in range(4)]
    said = sorted(process.said().strip() for process in processes)
    assert sorted(map(str, [DONE, FOUND, FOUND, FOUND])) == said


def test_migrating_a_file_waits_for_a_change_and_gives_up_in_the_end(
    url: str, storage: SqlStorage, workspace: WorkspaceId
) -> None:
    with storage.begin(workspace), pytest.raises(AdapterFailure) as refused:
        migrate(url, patience=0.1)
    assert ("storage-busy", True) == (refused.value.code, refused.value.retryable)


def test_migrating_on_a_server_waits_for_another_migration_and_gives_up_in_the_end(postgres_url: str) -> None:
    with closing(connected(postgres_url)) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [APPLICATION_ID])
        with pytest.raises(AdapterFailure) as refused:
            migrate(postgres_url, patience=0.1)
    assert ("storage-busy", True) == (refused.value.code, refused.value.retryable)
    assert FOUND == migrate(postgres_url)


@on_both
def test_a_revision_can_read_and_change_every_tenant_s_rows_while_it_says_so(url: str, database: str) -> None:
    fill(url, REVISIONS[-1])
    engine = create_engine(url)
    with engine.begin() as connection:
        if database == "postgres":
            connection.exec_driver_sql("SET LOCAL ROLE registre_owner; SET LOCAL search_path = registre")
        with Operations.context(MigrationContext.configure(connection)):
            seen = [sites(connection)]
            with unprotected("sites", "users"):
                seen.append(sites(connection))
                connection.exec_driver_sql("UPDATE sites SET address = 'moved'")
            seen.append(sites(connection))
    assert ([0, 2, 0] if database == "postgres" else [2, 2, 2]) == seen
    engine.dispose()
    with SqlStorage.open(url) as storage, storage.read(WorkspaceId(UUID(WORKSPACE))) as snapshot:
        assert {"moved"} == {site.address for site in snapshot.sites.page().items}


def sites(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM sites").scalar_one())
