"""Several processes on one database: nothing is lost, nothing is half there, nobody overtakes."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from adapters.storage_sqlalchemy.tests.elsewhere import Forked

from registre_core.kernel.identifiers import SiteId, WorkspaceId
from registre_core.register import misfilings, verify
from registre_core.testing.builders import a_notice, a_profile, a_workspace
from registre_core.testing.contracts.storage.deliverers import LEASE, NOW, another, claimed
from registre_storage_sqlalchemy import SqlStorage

pytestmark = pytest.mark.slow

Elsewhere = Callable[..., Forked]

A_WORKSPACE = a_workspace().id

on_both = pytest.mark.parametrize("database", ["sqlite", "postgres"])


def assert_sound(storage: SqlStorage, workspace: WorkspaceId) -> int:
    """Every site has its entry, every entry its site, and the chain verifies; tell how many there are."""
    with storage.read(workspace) as snapshot:
        found = list(snapshot.register.entries())
        assert verify(snapshot.register.chain(), workspace=workspace, head=snapshot.register.head()).is_intact
        assert [] == list(misfilings(found))
        known = {site.id for site in snapshot.sites.page(limit=10_000).items}
        assert known == {entry.heading.subject_id for entry in found}
    return len(found)


@on_both
def test_writers_of_two_processes_take_turns(
    url: str, storage: SqlStorage, workspace: WorkspaceId, elsewhere: Elsewhere
) -> None:
    writers = [elsewhere("write", url, workspace, start, 40) for start in (10_000, 20_000)]
    assert ["done", "done"] == [writer.said().splitlines()[-1] for writer in writers]
    assert 80 == assert_sound(storage, workspace)


@on_both
def test_of_several_processes_that_found_the_same_workspace_one_does(url: str, elsewhere: Elsewhere) -> None:
    founders = [elsewhere("found", url, A_WORKSPACE) for _ in range(4)]
    said = [founder.said().splitlines()[-1] for founder in founders]
    assert ["founded", "workspace-exists", "workspace-exists", "workspace-exists"] == sorted(said)


@on_both
def test_of_several_processes_that_edit_the_same_version_one_wins(
    url: str, storage: SqlStorage, workspace: WorkspaceId, elsewhere: Elsewhere
) -> None:
    with storage.begin(workspace) as tx:
        profile = tx.profiles.add(a_profile())
        tx.commit()
    editors = [elsewhere("edit", url, workspace, profile.id, name) for name in ("un", "deux", "trois")]
    said = [editor.said().splitlines()[-1] for editor in editors]
    assert ["edited", "stale-version", "stale-version"] == sorted(said)


@on_both
def test_what_was_not_committed_when_its_process_is_killed_never_happened(
    url: str, storage: SqlStorage, workspace: WorkspaceId, elsewhere: Elsewhere
) -> None:
    process = elsewhere("hang", url, workspace)
    assert "written\n" == process.stdout.readline()
    process.kill()
    process.wait()
    assert 0 == assert_sound(storage, workspace)
    with storage.begin(workspace) as tx:
        assert () == tx.sites.page().items


@on_both
def test_what_was_acknowledged_before_its_process_is_killed_is_there(
    url: str, storage: SqlStorage, workspace: WorkspaceId, elsewhere: Elsewhere
) -> None:
    for start in (10_000, 20_000, 30_000):
        process = elsewhere("write", url, workspace, start, 10_000)
        acknowledged = [process.stdout.readline() for _ in range(7)]
        process.kill()
        acknowledged += process.stdout.readlines()
        process.wait()
        assert_sound(storage, workspace)
        with storage.read(workspace) as snapshot:
            for line in acknowledged:
                if line.endswith("\n"):
                    snapshot.sites.get(SiteId(UUID(line.strip())))


@on_both
def test_what_waits_is_carried_by_one_process_at_a_time_and_what_a_killed_one_had_in_hand_by_the_next(
    url: str, storage: SqlStorage, workspace: WorkspaceId, elsewhere: Elsewhere
) -> None:
    firsts = [a_notice() for _ in range(60)]
    queued = [*firsts, *(another(one, key=f"{one.key}, suite") for one in firsts)]
    with storage.begin(workspace) as tx:
        for notice in queued:
            tx.outbox.queue(notice)
        tx.commit()
    killed, *others = [elsewhere("carry", url) for _ in range(3)]
    seen = [killed.stdout.readline() for _ in range(5)]
    killed.kill()
    seen += killed.stdout.readlines()
    killed.wait()
    told = [line.strip() for line in seen if line.endswith("\n") and line != "done\n"]
    finished = [process.said().split("\n")[:-1] for process in others]
    assert ["done", "done"] == [said.pop() for said in finished]
    with storage.operate() as door:
        left = [notice.key for some in claimed(door, at=NOW + LEASE) for notice in some]
    settled = [*(key for key in told if key not in left), *(key for said in finished for key in said)]
    assert sorted(notice.key for notice in queued) == sorted([*settled, *left])
    assert len(left) <= 4, "two claims of two"


def test_a_file_that_a_killed_process_left_opens_again_with_all_it_was_told(
    url: str, storage: SqlStorage, workspace: WorkspaceId, elsewhere: Elsewhere, file: Path
) -> None:
    storage.close()
    process = elsewhere("write", url, workspace, 10_000, 10_000)
    assert [process.stdout.readline() for _ in range(7)]
    process.kill()
    process.wait()
    assert file.with_name(f"{file.name}-wal").stat().st_size > 0, "or there was nothing to recover"
    with SqlStorage.open(url) as again:
        assert assert_sound(again, workspace) >= 7
