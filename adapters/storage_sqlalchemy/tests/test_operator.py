"""The operator's door on both databases: by its indexes, by its role, and beside those who change things."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest
from adapters.storage_sqlalchemy.tests.plans import plan_of
from sqlalchemy import event
from tests.postgres_server import Server, connected

from registre_core.kernel.errors import ConfigurationError, IntegrityBreach
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Backlog
from registre_core.testing.builders import a_notice
from registre_core.testing.contracts.storage.deliverers import LEASE, NOW, WAYS, claim
from registre_core.testing.contracts.storage.furniture import Furnished, found
from registre_storage_sqlalchemy import SqlStorage, operations
from registre_storage_sqlalchemy.roles import APPLICATION, OPERATOR, SCHEMA

TODAY = date(2026, 3, 2)

on_both = pytest.mark.parametrize("database", ["sqlite", "postgres"])


def queue(storage: SqlStorage, workspace: WorkspaceId, count: int) -> None:
    with storage.begin(workspace) as tx:
        for _ in range(count):
            tx.outbox.queue(a_notice())
        tx.commit()


@on_both
def test_claims_are_kept_by_the_roles_and_rows_that_they_need_and_no_more(storage: SqlStorage) -> None:
    """A whole errand on real roles: what the operator lacks would be an error here."""
    here = found(storage, Furnished.new())
    with storage.operate() as door:
        assert [here.workspace] == [workspace for workspace, _ in door.workspaces()]
        assert [] == list(door.overdue(TODAY))
        assert [here.workspace.id] == list(door.turning(date(2027, 1, 1), here.standing.policy))
        assert [here.workspace.id] == list(door.waiting())
        assert here.workspace.id == door.ticket_of(here.ticket.secret_digest)
        assert [here.workspace.id] == list(door.watching(here.permit.valid_until))
        assert [here.workspace.id] == list(door.unsealed())
        queue(storage, here.workspace.id, 1)
        first, second = claim(door)
        assert 1 == door.hold(first, first.notices[0], until=NOW + LEASE)
        assert WAYS["postponed"](door, first, first.notices[0])
        assert WAYS["given up"](door, second, second.notices[0])
    with storage.operate() as door:
        assert [here.workspace.id] == list(door.dead_letters())
        assert Backlog(1, 1, 1, NOW) == door.backlog(NOW)
    with storage.begin(here.workspace.id) as tx:
        assert 1 == tx.outbox.requeue(second.notices[0].id, at=NOW).attempts + 1
        tx.commit()


@pytest.mark.parametrize("database", ["postgres"])
def test_on_a_server_a_change_that_waits_for_its_commit_holds_up_no_claim(storage: SqlStorage) -> None:
    here, away = found(storage, Furnished.new()), found(storage, Furnished.new())
    with storage.begin(here.workspace.id) as tx:
        tx.outbox.queue(a_notice())
        with storage.operate() as door:
            claims = claim(door)
    assert {here.workspace.id, away.workspace.id} == {one.workspace for one in claims}


def test_rows_that_another_deliverer_is_looking_at_are_passed_over(postgres_url: str) -> None:
    with SqlStorage.open(postgres_url) as storage:
        here = found(storage, Furnished.new())
        queue(storage, here.workspace.id, 2)
        with closing(connected(postgres_url)) as other, other.transaction():
            other.execute(f"SET LOCAL ROLE {OPERATOR}")
            held = f"SELECT key FROM {SCHEMA}.outbox ORDER BY position LIMIT 1 FOR UPDATE"  # noqa: S608  # constants
            [(key,)] = other.execute(held).fetchall()
            with storage.operate() as door:
                claimed = {notice.key for one in claim(door) for notice in one.notices}
        assert 2 == len(claimed)
        assert key not in claimed


def test_a_login_with_the_application_s_role_alone_cannot_operate(postgres: Server, postgres_url: str) -> None:
    with postgres.login(APPLICATION) as login, SqlStorage.open(as_login(postgres, postgres_url, login)) as storage:
        here = found(storage, Furnished.new())
        with pytest.raises(ConfigurationError) as refused, storage.operate():
            pass
        assert "role-not-granted" == refused.value.code
        with storage.read(here.workspace.id) as snapshot:
            assert here.site == snapshot.sites.get(here.site.id)


def as_login(postgres: Server, url: str, login: str) -> str:
    return postgres.address(url.rpartition("/")[2].partition("?")[0], login)


@pytest.fixture
def asked(storage: SqlStorage) -> Iterator[list[tuple[str, Any]]]:
    """Every statement that the operator's questions and changes run."""
    statements: list[tuple[str, Any]] = []

    def note(_: object, cursor: object, statement: str, values: tuple[Any, ...], *__: object) -> None:
        statements.append((statement, values))

    engines = (storage.database.changing, storage.database.reading)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield statements
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


def test_who_turns_is_found_without_a_look_at_who_does_not(storage: SqlStorage, asked: list[tuple[str, Any]]) -> None:
    here = found(storage, Furnished.new())
    with storage.operate() as door:
        asked.clear()
        assert [here.workspace.id] == list(door.turning(date(2027, 1, 1), here.standing.policy))
    statement, values = asked[0]
    with storage.database.operate() as connection:
        plan = plan_of(connection, statement, values)
    assert {"ix_standings_next", "ix_standings_policy"} == plan.indexes
    assert not plan.scanned


def test_who_waits_for_somebody_is_found_without_a_look_at_who_does_not(
    storage: SqlStorage, asked: list[tuple[str, Any]]
) -> None:
    here = found(storage, Furnished.new())
    with storage.operate() as door:
        asked.clear()
        door.ticket_of(here.ticket.secret_digest)
        list(door.watching(here.permit.valid_until))
        list(door.unsealed())
        questions = list(asked)
    with storage.database.operate() as connection:
        plans = [plan_of(connection, statement, values) for statement, values in questions]
    assert [{"ix_tickets_secret"}, {"ix_permits_watched"}, {"ix_seals_pending"}] == [plan.indexes for plan in plans]


@on_both
@pytest.mark.parametrize("at_once", [1, 2, 3, 4])
def test_whoever_turns_is_named_once_however_many_are_asked_for_at_once(
    storage: SqlStorage, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(operations, "_TURNING_BATCH", at_once)
    several = [found(storage, Furnished.new()) for _ in range(3)]
    with storage.operate() as door:
        turning = list(door.turning(date(2027, 1, 1), several[0].standing.policy))
    assert sorted(one.workspace.id for one in several) == turning


@on_both
def test_a_register_whose_head_was_taken_away_is_named_after_those_that_are_whole(
    storage: SqlStorage, url: str, database: str
) -> None:
    whole, broken = sorted((found(storage, Furnished.new()) for _ in range(2)), key=lambda one: one.workspace.id)
    take_the_head_away(url, database, broken)
    with storage.operate() as door:
        workspaces = door.workspaces()
        assert whole.workspace == next(workspaces)[0]
        with pytest.raises(IntegrityBreach) as breach:
            next(workspaces)
    assert str(broken.workspace.id) == breach.value.facts["workspace"]


def take_the_head_away(url: str, database: str, broken: Furnished) -> None:
    """Do what takes a hand at the database, past every foreign key."""
    if database == "sqlite":
        import sqlite3

        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
            connection.execute("DELETE FROM register_heads WHERE workspace_id = ?", [broken.workspace.id.hex])
        return
    with closing(connected(url)) as session:
        for statement in (
            "SET ROLE registre_owner",
            f"SET search_path = {SCHEMA}",
            "ALTER TABLE register_entries DROP CONSTRAINT fk_register_entries_register_heads",
            "ALTER TABLE document_references DROP CONSTRAINT fk_document_references_register_heads",
            "ALTER TABLE register_heads NO FORCE ROW LEVEL SECURITY",
            f"DELETE FROM register_heads WHERE workspace_id = '{broken.workspace.id}'",  # noqa: S608  # a UUID
        ):
            session.execute(statement)
