"""`migrate` brings any register to this release, all of it or nothing, once."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path
from subprocess import Popen
from typing import Any
from uuid import UUID

import pytest
from adapters.storage_sqlalchemy.tests.plans import OF_THE_OPERATOR
from adapters.storage_sqlalchemy.tests.released import WORKSPACE, fill
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Table, UniqueConstraint, create_engine, select
from tests.postgres_server import connected

import registre_storage_sqlalchemy.migrations as package
from registre_core.access import ArrivalState
from registre_core.extraction import RecognisedRegion, Region
from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.natures import Nature
from registre_core.kernel.pages import Total
from registre_core.ports.storage import FindingFilter, NamedOrder, Preparation, Snapshot
from registre_core.register import genesis, misfilings, verify
from registre_core.testing.builders import a_finding, a_site, a_workspace, an_intervention
from registre_core.testing.contracts.storage.situations import assert_counted
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
    bare_url: str, elsewhere: Callable[..., Popen[str]]
) -> None:
    processes = [elsewhere("migrate", bare_url) for _ in range(4)]
    said = sorted(process.communicate(timeout=60)[0].strip() for process in processes)
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


# ---- registers of earlier releases ----------------------------------------------------------------------------------


def test_what_a_release_made_in_a_file_stays_what_it_was(file: Path) -> None:
    migrate(f"sqlite:///{file}", revision="0001")
    with closing(sqlite3.connect(file)) as connection:
        made = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> ? ORDER BY type, name", [VERSION_TABLE]
        ).fetchall()
    statements = "\n".join(statement for (statement,) in made)
    assert "3064ac7604e5605ba9e654ed9cf9cc645a7c68d3630c11a9be04d75be905ad7e" == sha256(statements.encode()).hexdigest()


@on_both
@pytest.mark.parametrize("revision", REVISIONS)
def test_a_register_of_every_release_comes_up_to_this_one_with_all_it_holds(revision: str, bare_url: str) -> None:
    migrate(bare_url, revision=revision)
    fill(bare_url, revision)
    assert Preparation(revision, REVISIONS[-1]) == migrate(bare_url)
    with SqlStorage.open(bare_url) as storage:
        with storage.read(WorkspaceId(UUID(WORKSPACE))) as snapshot:
            assert_as_it_was(snapshot)
        with storage.begin(WorkspaceId(UUID(WORKSPACE))) as tx:
            for user in tx.users.page().items:
                assert user.version + 1 == tx.users.save(user).version
            tx.commit()


HEAD = "670504a351852133bfa6a5327f673a68d18fd5d10b37593e7df140a3975bcd0e"


def assert_as_it_was(snapshot: Snapshot) -> None:
    """Every thing in ``released/0001.json``, which later releases' registers hold too."""
    assert "Commune de Saint-Étienne-le-Molard" == snapshot.workspace.get().name
    school, hall = sorted(snapshot.sites.page().items, key=lambda site: site.id)
    assert ["École Œuvre-Nouvelle", "Salle des fêtes", ""] == [school.name, hall.name, hall.address]
    dupre, lifts = sorted(snapshot.contractors.page().items, key=lambda contractor: contractor.id)
    assert ["Électricité Dupré", "12345678901234", None] == [dupre.name, dupre.siret, lifts.siret]
    zoe, ana = sorted(snapshot.contacts.page().items, key=lambda contact: contact.id)
    assert ["Zoé Müller", dupre.id, "Ana Sá", None] == [zoe.name, zoe.contractor_id, ana.name, ana.email]
    [profile] = snapshot.profiles.page().items
    elodie, noel = sorted(snapshot.users.page().items, key=lambda user: user.id)
    assert ["Élodie Çelik", profile.id, None, True] == [elodie.name, elodie.profile_id, elodie.sites, elodie.active]
    assert ["Noël d’Août", None, {school.id}, False] == [noel.name, noel.profile_id, noel.sites, noel.active]
    [intervention] = snapshot.interventions.page().items
    assert (lifts.id, dupre.id) == intervention.contractors
    assert "Vérification.pdf" == intervention.reports[0].name
    finding, *_ = snapshot.findings.page().items
    assert ["Tableau T2 : capot manquant", intervention.id] == [finding.text, finding.intervention_id]
    first, second = snapshot.outbox.pending()
    assert {"oui": True, "un": 1, "texte": "é"} == first.facts != second.facts
    head = snapshot.register.head()
    assert (3, HEAD) == (head.number, head.link.hex())
    assert verify(snapshot.register.chain(), workspace=snapshot.workspace.get().id, head=head).is_intact
    assert [] == list(misfilings(snapshot.register.entries()))
    assert [1, 0, 1] == [len(entry.personal) for entry in snapshot.register.entries()]


@on_both
def test_more_users_than_a_batch_are_put_into_their_situations(bare_url: str) -> None:
    migrate(bare_url, revision="0002")
    fill(bare_url, "0002")
    engine = create_engine(bare_url)
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL ROLE registre_application; SET LOCAL search_path = registre")
            connection.exec_driver_sql(f"SELECT set_config('registre.workspace', '{WORKSPACE}', true)")
        copy_users(connection, times=600)
    engine.dispose()
    migrate(bare_url)
    with SqlStorage.open(bare_url) as storage, storage.read(WorkspaceId(UUID(WORKSPACE))) as snapshot:
        assert_counted(snapshot)
        assert [601, 601] == [people for _, people in snapshot.users.situations()]
        assert {"zoe.muller@exemple.fr"} == snapshot.users.addresses(["ZOE.MULLER@exemple.fr"])
        assert 1 == snapshot.users.version()
        with storage.database.snapshot(WorkspaceId(UUID(WORKSPACE))) as connection:
            assert 1 == connection.exec_driver_sql("SELECT count(*) FROM user_sites").scalar_one()


@on_both
def test_a_register_of_the_third_release_keeps_what_it_is_the_first_to_hold(bare_url: str) -> None:
    migrate(bare_url, revision="0003")
    fill(bare_url, "0003")
    migrate(bare_url)
    with SqlStorage.open(bare_url) as storage, storage.read(WorkspaceId(UUID(WORKSPACE))) as snapshot:
        assert [None, date(2026, 6, 30)] == [site.closed_on for site in snapshot.sites.page().items]
        noel = snapshot.users.page().items[1]
        assert (True, date(2026, 12, 31)) == (noel.locked, noel.expires_on)
        assert 7 == snapshot.users.version()
        assert_counted(snapshot)


@on_both
def test_a_register_of_the_fourth_release_keeps_what_it_is_the_first_to_hold(bare_url: str) -> None:
    migrate(bare_url, revision="0004")
    fill(bare_url, "0004")
    migrate(bare_url)
    with SqlStorage.open(bare_url) as storage, storage.read(WorkspaceId(UUID(WORKSPACE))) as snapshot:
        assert 5 == snapshot.invoices.version()
        [invoice] = snapshot.invoices.unpaid()
        assert LEDGER == (invoice.number, invoice.version, str(invoice.total), str(invoice.remaining))
        assert ["Abonnement « sérénité »", "Remise"] == [line.label for line in invoice.lines]
        assert ["VIR-1", "REJ-1", "VIR-2", "LIT-1"] == [event.key for event in invoice.events]
        assert ("VIR-1", date(2026, 3, 2)) == (invoice.movements[1].refunds, invoice.holds[0].lifted_on)
        record = snapshot.standing.get()
        assert record is not None
        assert (date(2026, 3, 16), invoice.id) == (record.standing.until, record.standing.cause)
        [arrival] = snapshot.arrivals.page(state=ArrivalState.REFUSED).items
        assert {"intervention": "x", "oui": True, "un": 1, "rien": None} == arrival.arguments
        assert ("already-closed", 1) == (arrival.refusal, arrival.claimed_at.microsecond)


@on_both
def test_a_register_of_the_fifth_release_keeps_what_it_is_the_first_to_hold(bare_url: str) -> None:
    migrate(bare_url, revision="0005")
    fill(bare_url, "0005")
    migrate(bare_url)
    with SqlStorage.open(bare_url) as storage, storage.read(WorkspaceId(UUID(WORKSPACE))) as snapshot:
        first, again = snapshot.findings.page().items
        assert ("P1", "CO 37", "Urgente") == (again.number, again.reference, again.priority)
        assert (Nature.NOT_VERIFIED, first.id) == (again.nature, again.repeats)
        assert (87.5, False) == (again.passage.confidence, again.passage.may_be_copied)
        region = Region(2, 72.0, 92.0, 523.28, 102.5)
        text = snapshot.recognitions.find(
            RecognisedRegion(again.passage.document, region, engine="tesseract 5.3.0", language="fra")
        )
        assert text is not None
        assert ("Issue\nn° 2", "ii", b"Z[\\]^_`abc") == (text.characters, text.info.label, text.confidences)
        assert (78.3, 92.1) == pytest.approx(text.boxes[1][:2])


@on_both
@pytest.mark.parametrize("revision", REVISIONS)
def test_findings_are_known_by_the_file_that_their_passages_name(revision: str, bare_url: str) -> None:
    migrate(bare_url, revision=revision)
    fill(bare_url, revision)
    migrate(bare_url)
    with SqlStorage.open(bare_url) as storage, storage.read(WorkspaceId(UUID(WORKSPACE))) as snapshot:
        kept = snapshot.findings.page().items
        assert kept == snapshot.findings.of_document(kept[0].passage.document, kept[0].site_id)
        assert ("", Nature.TO_CORRECT, None) == (kept[0].number, kept[0].nature, kept[0].repeats)


LEDGER = ("FA-2026-001", 5, "120.00 EUR", "99.99 EUR")


def copy_users(connection: Connection, times: int) -> None:
    """Have more users than are put into their situations at once, alike as those who are there."""
    users = metadata.tables["users"]
    kept = [column for column in users.columns if column.name in FIRST_COLUMNS]
    for row in connection.execute(select(*kept)).mappings().all():
        copies = [{**row, "id": UUID(int=row["id"].int + (number + 1 << 32))} for number in range(times)]
        connection.execute(users.insert(), copies)


FIRST_COLUMNS = "workspace_id id name email profile_id grants denials sites active kind version name_key".split()
"""Those of a user before he was in a situation."""


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
