"""How what is known of a report is kept: what it costs, and damage."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from adapters.storage_sqlalchemy.tests.plans import Plan, Values, plan_of
from sqlalchemy import Engine, event

from registre_core.codec import write_page_text
from registre_core.kernel.errors import IntegrityBreach
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.testing.builders import a_recognised_region, a_recognised_text
from registre_core.testing.contracts.storage.furniture import Furnished, found
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_storage_sqlalchemy import SqlStorage

on_both = pytest.mark.parametrize("database", ["sqlite", "postgres"])

Asked = list[tuple[str, Values]]


@pytest.fixture
def asked() -> Iterator[Asked]:
    """Every statement that is run, but for those that begin and end."""
    statements: Asked = []

    def note(_: object, cursor: object, statement: str, values: Any, *__: object) -> None:  # noqa: ANN401  # a driver's
        if statement.startswith(("SELECT", "INSERT")):
            statements.append((statement, values))

    event.listen(Engine, "before_cursor_execute", note)
    yield statements
    event.remove(Engine, "before_cursor_execute", note)


def keep(storage: SqlStorage, workspace: WorkspaceId) -> None:
    with storage.begin(workspace) as tx:
        tx.recognitions.keep(a_recognised_region(), a_recognised_text(), at=A_MONDAY_MORNING)
        tx.commit()


@on_both
def test_what_was_recognised_is_found_by_one_statement_along_its_key(
    storage: SqlStorage, workspace: WorkspaceId, asked: Asked
) -> None:
    keep(storage, workspace)
    with storage.read(workspace) as snapshot:
        asked.clear()
        assert a_recognised_text() == snapshot.recognitions.find(a_recognised_region())
        [(statement, values)] = asked
    with storage.database.snapshot(workspace) as connection:
        assert Plan({"pk_recognitions"}) == plan_of(connection, statement, values)


DAMAGE = {
    "nothing": b"",
    "half of it": write_page_text(a_recognised_text())[:-9],
    "something else": b"Issue",
}


@pytest.mark.parametrize("content", DAMAGE.values(), ids=DAMAGE)
def test_a_recognition_that_cannot_be_read_is_said_to_be_damaged(
    storage: SqlStorage, workspace: WorkspaceId, file: Path, content: bytes
) -> None:
    keep(storage, workspace)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE recognitions SET content = ?", [content])
    with storage.read(workspace) as snapshot, pytest.raises(IntegrityBreach) as told:
        snapshot.recognitions.find(a_recognised_region())
    assert ("storage-damaged", a_recognised_region().document) == (told.value.code, told.value.facts["recognition"])


def test_a_finding_of_another_nature_is_said_to_be_damaged(storage: SqlStorage, file: Path) -> None:
    there = found(storage, Furnished.new())
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE findings SET nature = 'strange'")
    with storage.read(there.workspace.id) as snapshot, pytest.raises(IntegrityBreach) as told:
        snapshot.findings.of_document(there.report, there.site.id)
    assert ("storage-damaged", str(there.finding.id)) == (told.value.code, told.value.facts["finding"])
