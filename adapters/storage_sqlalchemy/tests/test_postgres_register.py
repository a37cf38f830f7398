"""Entries on a server: what its owner does to them with his triggers and policies out of the way is found."""

from contextlib import closing

import pytest
from tests.postgres_server import connected

from registre_core.kernel.errors import IntegrityBreach
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.register import Damage, misfilings, verify
from registre_core.testing.builders import a_personal_part, an_entry
from registre_storage_sqlalchemy import SqlStorage

COUNT = 9


@pytest.fixture
def database() -> str:
    return "postgres"


@pytest.fixture
def chained(storage: SqlStorage, workspace: WorkspaceId) -> None:
    """A register of nine entries."""
    with storage.begin(workspace) as tx:
        for _ in range(COUNT):
            tx.register.append(an_entry(workspace, tx.register.head(), personal=[a_personal_part()]))
        tx.commit()


def tamper(url: str, *statements: str) -> None:
    """Do what takes the owner's hand."""
    with closing(connected(url)) as owner:
        owner.execute("SET ROLE registre_owner; SET search_path = registre")
        owner.execute("ALTER TABLE register_entries DISABLE TRIGGER register_entries_append_only")
        owner.execute("ALTER TABLE register_personal DROP CONSTRAINT fk_register_personal_register_entries")
        owner.execute("ALTER TABLE register_entries DROP CONSTRAINT fk_register_entries_register_heads")
        for table in ("register_entries", "register_personal", "register_heads"):
            owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        for statement in statements:
            owner.execute(statement)


@pytest.mark.usefixtures("chained")
def test_an_untouched_register_is_intact(storage: SqlStorage, workspace: WorkspaceId) -> None:
    with storage.read(workspace) as snapshot:
        found = verify(snapshot.register.chain(), workspace=workspace, head=snapshot.register.head())
        assert (True, []) == (found.is_intact, list(misfilings(snapshot.register.entries())))


@pytest.mark.usefixtures("chained")
@pytest.mark.parametrize(
    "statement, damage, number",
    [
        ("UPDATE register_entries SET content = content || ' '::bytea WHERE number = 9", "changed", 9),
        ("UPDATE register_entries SET link = 'text' WHERE number = 1", "changed", 1),
        ("UPDATE register_entries SET kind = 'site-removed' WHERE number = 4", "misfiled", 4),
        ("UPDATE register_entries SET recorded_at = recorded_at + '1 us' WHERE number = 6", "misfiled", 6),
        ("UPDATE register_personal SET salt = '\\x00' WHERE number = 3", "personal-changed", 3),
        ("DELETE FROM register_entries WHERE number = 5", "missing", 5),
        ("DELETE FROM register_entries WHERE number = 9", "tail-cut", 9),
        ("UPDATE register_heads SET link = sha256('')", "head-changed", 9),
    ],
)
def test_a_tampered_row_is_found(
    statement: str, damage: str, number: int, storage: SqlStorage, workspace: WorkspaceId, url: str
) -> None:
    tamper(url, "DELETE FROM register_personal WHERE number IN (5, 9)", statement)
    with storage.read(workspace) as snapshot:
        found = verify(snapshot.register.chain(), workspace=workspace, head=snapshot.register.head())
        if Damage(damage) in {Damage.MISFILED, Damage.PERSONAL_CHANGED}:
            found = found.with_breaches(misfilings(snapshot.register.entries()))
    assert (damage, number) in {(breach.damage, breach.number) for breach in found.breaches}


@pytest.mark.usefixtures("chained")
@pytest.mark.parametrize("change", ["section = 'x'", "kind = 'X Y'"])
def test_list_columns_that_cannot_be_read_name_the_entry(
    change: str, storage: SqlStorage, workspace: WorkspaceId, url: str
) -> None:
    tamper(url, f"UPDATE register_entries SET {change} WHERE number = 6")  # noqa: S608  # the table above
    with storage.read(workspace) as snapshot, pytest.raises(IntegrityBreach) as found:
        list(snapshot.register.entries())
    assert ("entry-unreadable", 6) == (found.value.code, found.value.facts["number"])


@pytest.mark.usefixtures("chained")
def test_the_operator_notices_a_register_whose_head_was_taken_away(storage: SqlStorage, url: str) -> None:
    tamper(url, "DELETE FROM register_heads")
    with storage.operate() as operations, pytest.raises(IntegrityBreach) as found:
        list(operations.workspaces())
    assert "register-without-head" == found.value.code
