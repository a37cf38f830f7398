"""Entries in the file: refused to a slip of SQL, and found when somebody tampers all the same."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from registre_core.kernel.errors import IntegrityBreach
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.register import Breach, Damage, misfilings, verify
from registre_core.testing.builders import a_personal_part, an_entry, head_after
from registre_storage_sqlalchemy import SqlStorage
from registre_storage_sqlalchemy import register as store

COUNT = 9


@pytest.fixture
def chained(storage: SqlStorage, workspace: WorkspaceId, monkeypatch: pytest.MonkeyPatch) -> None:
    """A register of nine entries; streams take four at once."""
    monkeypatch.setattr(store, "BATCH", 4)
    with storage.begin(workspace) as tx:
        for _ in range(COUNT):
            tx.register.append(an_entry(workspace, tx.register.head(), personal=[a_personal_part()]))
        tx.commit()


def tamper(file: Path, *statements: str) -> None:
    """Do what takes a hand at the file: the triggers go first."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DROP TRIGGER register_entries_no_update")
        connection.execute("DROP TRIGGER register_entries_no_delete")
        for statement in statements:
            connection.execute(statement)


def breaches(storage: SqlStorage, workspace: WorkspaceId) -> list[Breach]:
    with storage.read(workspace) as snapshot:
        found = verify(snapshot.register.chain(), workspace=workspace, head=snapshot.register.head())
        return list(found.with_breaches(misfilings(snapshot.register.entries())).breaches)


@pytest.mark.usefixtures("chained")
@pytest.mark.parametrize("statement", ["UPDATE register_entries SET kind = 'x'", "DELETE FROM register_entries"])
def test_a_slip_of_sql_is_refused(statement: str, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, pytest.raises(sqlite3.IntegrityError, match="never changed"):
        connection.execute(statement)


@pytest.mark.usefixtures("chained")
def test_an_untouched_register_is_intact(storage: SqlStorage, workspace: WorkspaceId) -> None:
    assert [] == breaches(storage, workspace)


@pytest.mark.usefixtures("chained")
@pytest.mark.parametrize(
    "statement, damage, number",
    [
        ("UPDATE register_entries SET content = replace(content, 'person', 'Person') WHERE number = 5", "changed", 5),
        ("UPDATE register_entries SET content = content || x'20' WHERE number = 9", "changed", 9),
        ("UPDATE register_entries SET link = 'text' WHERE number = 1", "changed", 1),
        ("UPDATE register_entries SET kind = 'site-removed' WHERE number = 4", "misfiled", 4),
        ("UPDATE register_entries SET site_id = id WHERE number = 8", "misfiled", 8),
        ("UPDATE register_personal SET salt = x'00' WHERE number = 3", "personal-changed", 3),
        ("DELETE FROM register_entries WHERE number = 5", "missing", 5),
        ("DELETE FROM register_entries WHERE number = 9", "tail-cut", 9),
        ("UPDATE register_entries SET number = -1 WHERE number = 9", "tail-cut", 9),
        ("UPDATE register_entries SET number = 'nine' WHERE number = 9", "unreadable", 9),
        ("UPDATE register_heads SET link = zeroblob(32)", "head-changed", 9),
    ],
)
def test_a_tampered_row_is_found(
    statement: str, damage: str, number: int, storage: SqlStorage, workspace: WorkspaceId, file: Path
) -> None:
    tamper(file, "DELETE FROM register_personal WHERE number IN (5, 9)", statement)
    with storage.read(workspace) as snapshot:
        found = verify(snapshot.register.chain(), workspace=workspace, head=snapshot.register.head())
        if Damage(damage) in {Damage.MISFILED, Damage.PERSONAL_CHANGED}:
            found = found.with_breaches(misfilings(snapshot.register.entries()))
    assert (damage, number) in {(breach.damage, breach.number) for breach in found.breaches}


@pytest.mark.usefixtures("chained")
@pytest.mark.parametrize("change", ["section = 'x'", "kind = 'X Y'", "subject_id = 'x'", "recorded_at = 12"])
def test_list_columns_that_cannot_be_read_name_the_entry(
    change: str, storage: SqlStorage, workspace: WorkspaceId, file: Path
) -> None:
    tamper(file, f"UPDATE register_entries SET {change} WHERE number = 6")  # noqa: S608  # the table above
    with storage.read(workspace) as snapshot, pytest.raises(IntegrityBreach) as found:
        list(snapshot.register.entries())
    assert ("entry-unreadable", 6) == (found.value.code, found.value.facts["number"])


@pytest.mark.usefixtures("chained")
def test_streams_of_several_batches_are_whole(storage: SqlStorage, workspace: WorkspaceId) -> None:
    with storage.read(workspace) as snapshot:
        assert list(range(1, COUNT + 1)) == [number for number, _, _ in snapshot.register.chain()]
        assert list(range(1, COUNT + 1)) == [entry.heading.number for entry in snapshot.register.entries()]
        assert [3, 4, 5, 6, 7] == [entry.heading.number for entry in snapshot.register.entries(after=2, limit=5)]


def test_the_head_moves_with_its_entry_or_not_at_all(storage: SqlStorage, workspace: WorkspaceId) -> None:
    with storage.begin(workspace) as tx:
        tx.register.append(an_entry(workspace))
    with storage.begin(workspace) as tx:
        first = an_entry(workspace, tx.register.head())
        tx.register.append(first)
        tx.commit()
    with storage.read(workspace) as snapshot:
        assert head_after(first) == snapshot.register.head()
