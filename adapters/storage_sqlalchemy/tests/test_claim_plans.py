"""However many notices wait, whoever claims some looks at little more than he is given."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from adapters.storage_sqlalchemy.tests.plans import plan_of, rows_looked_at
from benchmarks.waiting import CROWDS, LATER, due, fill
from sqlalchemy import Engine, event

from registre_core.kernel.identifiers import WorkspaceId
from registre_core.testing.contracts.storage.deliverers import NOW, WAYS, claim
from registre_storage_sqlalchemy import SqlStorage

WAITING = 100_000 if "REGISTRE_FAULT_ROUNDS" in os.environ else 5_000
"""Notices that are due, and as many that stand in the way; `./dev faults` lets two hundred thousand wait."""
LIMIT = 20

on_both = pytest.mark.parametrize("database", ["sqlite", "postgres"])

ITS_INDEXES = {"ix_outbox_due", "ix_outbox_order", "pk_outbox"}


@contextmanager
def asked_of(engine: Engine, beginnings: tuple[str, ...]) -> Iterator[list[tuple[str, Any]]]:
    """Give every statement that begins so, each with its values, or the first of many."""
    statements: list[tuple[str, Any]] = []

    def note(_: object, cursor: object, statement: str, values: Any, context: object, many: bool) -> None:  # noqa: ANN401, FBT001  # SQLAlchemy's own
        if statement.startswith(beginnings):
            statements.append((statement, values[0] if many else values))

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


@on_both
@pytest.mark.parametrize("crowd", CROWDS)
def test_every_move_of_a_deliverer_looks_at_little_more_than_it_moves(
    crowd: str, url: str, storage: SqlStorage, workspace: WorkspaceId
) -> None:
    fill(url, workspace, CROWDS[crowd](WAITING), due(WAITING))
    with asked_of(storage.database.changing, ("SELECT outbox", "UPDATE")) as asked, storage.operate() as door:
        first, second, third, *_ = claims = claim(door, limit=LIMIT)
        assert 1 == door.hold(first, first.notices[0], until=LATER)
        assert WAYS["delivered"](door, first, first.notices[0])
        assert WAYS["postponed"](door, second, second.notices[0])
        assert door.postpone(third, third.notices[0], until=LATER)
    assert LIMIT == len(claims)
    for statement, values in tuple(asked):
        with storage.database.operating_change() as connection:
            plan = plan_of(connection, statement, values)
            assert (set(), False) == (set(plan.scanned), plan.sorts), statement
            assert plan.indexes <= ITS_INDEXES, statement
            if statement.startswith("SELECT"):
                assert rows_looked_at(connection, statement, values) <= 10 * LIMIT, statement


@on_both
def test_what_waits_is_counted_by_indexes(url: str, storage: SqlStorage, workspace: WorkspaceId) -> None:
    fill(url, workspace, CROWDS["settled"](WAITING), due(WAITING // 10))
    with asked_of(storage.database.reading, ("SELECT count", "SELECT DISTINCT")) as asked, storage.operate() as door:
        assert WAITING // 10 == door.backlog(NOW).waiting
        assert [] == list(door.dead_letters())
    with storage.database.operate() as connection:
        plans = [plan_of(connection, statement, values) for statement, values in tuple(asked)]
    assert [False] * 4 == [plan.sorts for plan in plans]
    for (
        plan
    ) in plans:  # indexes of nothing but what waits, or was given up: read from end to end where they are counted
        assert set() < plan.indexes <= {"ix_outbox_due", "ix_outbox_order", "ix_outbox_waiting", "ix_outbox_dead"}
