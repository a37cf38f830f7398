"""`migrate` brings any register to this release, all of it or nothing, once."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Table, UniqueConstraint, create_engine

import registre_storage_sqlalchemy.migrations as package
from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.pages import Total
from registre_core.ports.storage import FindingFilter, NamedOrder, Preparation
from registre_core.register import genesis
from registre_core.testing.builders import a_finding, a_site, a_workspace, an_intervention
from registre_storage_sqlalchemy import SqlStorage, migrate
from registre_storage_sqlalchemy.migrations import keys
from registre_storage_sqlalchemy.schema import APPLICATION_ID, REVISIONS, VERSION_TABLE, metadata


def value_of(file: Path, question: str) -> object:
    with closing(sqlite3.connect(file)) as connection:
        [(value,)] = connection.execute(question).fetchall()
    return value


def test_a_new_database_gets_the_schema(file: Path) -> None:
    assert Preparation(None, REVISIONS[-1]) == migrate(f"sqlite:///{file}")
    assert REVISIONS[-1] == value_of(file, f"SELECT version_num FROM {VERSION_TABLE}")  # noqa: S608  # a constant
    assert APPLICATION_ID == value_of(file, "PRAGMA application_id")
    assert "wal" == value_of(file, "PRAGMA journal_mode")


def test_an_empty_file_gets_the_schema(file: Path) -> None:
    file.touch()
    assert Preparation(None, REVISIONS[-1]) == migrate(f"sqlite:///{file}")


def test_a_second_time_changes_nothing(url: str, storage: SqlStorage, workspace: WorkspaceId) -> None:
    with storage.begin(workspace) as tx:
        site = tx.sites.add(a_site())
        tx.commit()
    assert Preparation(REVISIONS[-1], REVISIONS[-1]) == migrate(url)
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


def test_the_migrated_schema_is_the_one_the_stores_use(url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        assert [] == compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    engine.dispose()


@pytest.mark.parametrize("table", metadata.tables.values(), ids=metadata.tables)
def test_every_key_and_index_is_led_by_the_workspace(table: Table) -> None:
    led: list[Any] = [table.primary_key, *table.foreign_key_constraints, *table.indexes]
    led += [constraint for constraint in table.constraints if isinstance(constraint, UniqueConstraint)]
    assert {"workspace_id"} == {next(iter(one.columns)).name for one in led}


def test_a_migration_that_fails_half_way_leaves_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run_and_fail(revision: str, connection: Connection) -> None:
        run(revision, connection)
        connection.exec_driver_sql("SELECT * FROM nowhere")

    run, url = package.run_to, f"sqlite:///{file}"
    with monkeypatch.context() as patched, pytest.raises(AdapterFailure) as failed:
        patched.setattr(package, "run_to", run_and_fail)
        migrate(url)
    assert "storage-failed" == failed.value.code
    assert 0 == value_of(file, "SELECT count(*) FROM sqlite_schema")
    assert 0 == value_of(file, "PRAGMA application_id")
    assert Preparation(None, REVISIONS[-1]) == migrate(url)


def test_of_several_processes_one_migrates_and_the_others_find_it_done(
    file: Path, elsewhere: Callable[..., Popen[str]]
) -> None:
    processes = [elsewhere("migrate", f"sqlite:///{file}") for _ in range(4)]
    said = sorted(process.communicate(timeout=60)[0].strip() for process in processes)
    done, found = str(Preparation(None, REVISIONS[-1])), str(Preparation(REVISIONS[-1], REVISIONS[-1]))
    assert sorted([done, found, found, found]) == said


def test_migrating_waits_for_a_change_and_gives_up_in_the_end(
    url: str, storage: SqlStorage, workspace: WorkspaceId
) -> None:
    with storage.begin(workspace), pytest.raises(AdapterFailure) as refused:
        migrate(url, patience=0.1)
    assert ("storage-busy", True) == (refused.value.code, refused.value.retryable)
