"""A connection is cut: the caller gets his answer where that can be, a clear error elsewhere, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from tests.end_to_end.faults.cutting import Cut, Wire
from tests.end_to_end.faults.grounds import LONG, Ground, Town, found, register_on
from tests.postgres_server import Cluster, connected

from registre_core import AdapterFailure, Registre
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.testing.builders import a_site, an_entry
from registre_core.testing.contracts.elsewhere import start
from registre_core.workspace import Category, ErpType
from registre_storage_sqlalchemy import SqlStorage

COMMIT = "COMMIT\0"  # with the end of the statement: a level is called READ COMMITTED
BEGIN, ENTRY = "BEGIN ISOLATION LEVEL READ COMMITTED", "INSERT INTO register_entries"

Cuts = pytest.mark.parametrize("when", Cut, ids=str)


@pytest.fixture
def wire(postgres_ground: Ground) -> Iterator[Wire]:
    with Wire.laid(postgres_ground.storage) as wire:
        yield wire


@pytest.fixture
def storage(wire: Wire, postgres_ground: Ground) -> Iterator[SqlStorage]:
    """A storage whose connections go through the wire."""
    with closing(SqlStorage.open(wire.address(postgres_ground.storage), patience=LONG)) as storage:
        yield storage


@pytest.fixture
def registre(storage: SqlStorage, documents: str) -> Registre:
    return register_on(storage, documents)


@pytest.fixture
def town(registre: Registre) -> Town:
    return found(registre)


def add_a_museum(registre: Registre, town: Town) -> str:
    return registre.workspace.add_site(town.mayor, name="Musée", erp_type=ErpType.Y, category=Category.FOURTH).name


def museums(registre: Registre, town: Town) -> tuple[int, int]:
    """Count the museums, and the entries about one."""
    sites = registre.workspace.sites(town.mayor).items
    entries = registre.register.entries(town.mayor, kind="site-added").items
    assert registre.register.verify(town.mayor).is_intact
    return [site.name for site in sites].count("Musée"), len(entries)


@Cuts
@pytest.mark.parametrize("word", [BEGIN, ENTRY, COMMIT], ids=["begin", "entry", "commit"])
def test_a_change_happens_once_wherever_its_connection_is_cut(
    word: str, when: Cut, wire: Wire, registre: Registre, town: Town
) -> None:
    wire.cut_at(word, when)
    assert "Musée" == add_a_museum(registre, town)
    assert wire.was_cut
    assert (1, 1) == museums(registre, town)


@Cuts
def test_a_workspace_is_founded_once_though_its_commit_is_cut(when: Cut, wire: Wire, registre: Registre) -> None:
    wire.cut_at(COMMIT, when)
    town = found(registre)
    assert wire.was_cut
    with registre.ports.storage.operate() as door:
        assert [town.workspace] == [workspace.id for workspace, _ in door.workspaces()]


def test_the_register_is_asked_only_once_the_server_is_done_with_the_first_attempt(
    wire: Wire, registre: Registre, town: Town, postgres_ground: Ground
) -> None:
    make_commits_slow(postgres_ground)
    wire.cut_at(COMMIT, Cut.AT_ONCE)
    assert "Musée" == add_a_museum(registre, town)
    assert (1, 1) == museums(registre, town)


def make_commits_slow(ground: Ground) -> None:
    """Let a commit with a site in it take longer than the first wait before something is tried again."""
    with closing(connected(ground.storage)) as connection:
        connection.execute("SET ROLE registre_owner")
        connection.execute("SET search_path = registre")
        connection.execute(
            "CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS"
            " 'BEGIN PERFORM pg_sleep(0.5); RETURN NULL; END'"
        )
        connection.execute(
            "CREATE CONSTRAINT TRIGGER dawdles AFTER INSERT ON sites DEFERRABLE INITIALLY DEFERRED"
            " FOR EACH ROW EXECUTE FUNCTION dawdle()"
        )


def change(storage: SqlStorage, workspace: WorkspaceId) -> None:
    with storage.begin(workspace) as tx:
        tx.sites.add(a_site())
        tx.register.append(an_entry(workspace, tx.register.head()))
        tx.commit()


@Cuts
def test_a_storage_does_not_know_what_became_of_a_commit_that_was_cut(
    when: Cut, wire: Wire, storage: SqlStorage, town: Town
) -> None:
    wire.cut_at(COMMIT, when)
    with pytest.raises(AdapterFailure) as failed:
        change(storage, town.workspace)
    assert ("commit-unknown", True) == (failed.value.code, failed.value.retryable)
    change(storage, town.workspace)


@Cuts
def test_a_storage_knows_that_a_change_cut_in_its_middle_never_happened(
    when: Cut, wire: Wire, storage: SqlStorage, town: Town
) -> None:
    wire.cut_at(ENTRY, when)
    with pytest.raises(AdapterFailure) as failed:
        change(storage, town.workspace)
    assert ("storage-unreachable", True) == (failed.value.code, failed.value.retryable)
    with storage.begin(town.workspace) as tx:
        assert () == tx.sites.page().items
    change(storage, town.workspace)


def test_a_connection_cut_while_a_change_waits_for_another_is_told(
    wire: Wire, storage: SqlStorage, town: Town, postgres_ground: Ground, durable_postgres: Cluster
) -> None:
    with (
        closing(SqlStorage.open(postgres_ground.storage)) as past_the_wire,
        past_the_wire.begin(town.workspace) as tx,
    ):
        waiting = start(lambda: change(storage, town.workspace))
        while not durable_postgres.server.ask("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"):
            assert not waiting.done()
        wire.cut_everything()
        failure = waiting.exception(LONG)
        assert isinstance(failure, AdapterFailure)
        assert ("storage-unreachable", True) == (failure.code, failure.retryable)
        tx.sites.add(a_site())
        tx.commit()
    change(storage, town.workspace)
    with storage.read(town.workspace) as snapshot:
        assert 2 == len(snapshot.sites.page().items)


def test_reading_goes_on_after_a_cut(wire: Wire, registre: Registre, town: Town) -> None:
    wire.cut_at("BEGIN ISOLATION LEVEL REPEATABLE READ", Cut.BEFORE)
    assert () == registre.workspace.sites(town.mayor).items
    wire.cut_at("FROM sites", Cut.ANSWERED)
    assert () == registre.workspace.sites(town.mayor).items
    assert wire.was_cut


def test_a_server_that_takes_connections_and_never_answers_is_told_of_within_the_time_given(
    wire: Wire, postgres_ground: Ground
) -> None:
    wire.silent.set()
    with pytest.raises(AdapterFailure) as failed:
        SqlStorage.open(f"{wire.address(postgres_ground.storage)}&connect_timeout=2")
    assert ("storage-unreachable", True) == (failed.value.code, failed.value.retryable)
    wire.silent.clear()
    SqlStorage.open(wire.address(postgres_ground.storage)).close()


def test_the_operator_s_door_opens_again_after_a_cut(wire: Wire, storage: SqlStorage, town: Town) -> None:
    wire.cut_everything()
    with storage.operate() as door:
        assert [town.workspace] == [workspace.id for workspace, _ in door.workspaces()]
