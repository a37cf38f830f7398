"""How the ledger is kept: what it costs, more of it than a batch, who turns among thousands, and damage."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from adapters.storage_sqlalchemy.tests.plans import Values, plan_of, rows_looked_at
from attrs import evolve
from benchmarks.bulk import analyse, bulk
from sqlalchemy import Engine, event

from registre_core.billing import Invoice
from registre_core.kernel.errors import IntegrityBreach
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.testing.builders import a_hold, a_payment, a_standing, an_invoice
from registre_core.testing.contracts.storage.furniture import founded
from registre_core.testing.contracts.storage.lists import by_identifier
from registre_storage_sqlalchemy import SqlStorage, billing, operations, shelves
from registre_storage_sqlalchemy.schema import standings, workspaces

on_both = pytest.mark.parametrize("database", ["sqlite", "postgres"])

Asked = list[tuple[str, Values]]

TODAY = date(2026, 3, 2)
ACCOUNTS = 20_000
EACH = 500
"""One in so many turns."""
TURNING = ACCOUNTS // EACH


@pytest.fixture
def asked() -> Iterator[Asked]:
    """Every statement that is run, but for those that begin and end."""
    statements: Asked = []

    def note(_: object, cursor: object, statement: str, values: Any, *__: object) -> None:  # noqa: ANN401  # a driver's
        if statement.startswith(("SELECT", "INSERT", "UPDATE", "\n")):
            statements.append((statement, values))

    event.listen(Engine, "before_cursor_execute", note)
    yield statements
    event.remove(Engine, "before_cursor_execute", note)


# ---- what it costs ---------------------------------------------------------------------------------------------------


@on_both
def test_the_version_of_the_ledger_comes_with_the_transaction(
    storage: SqlStorage, workspace: WorkspaceId, asked: Asked
) -> None:
    for opened in (storage.read, storage.begin):
        with opened(workspace) as tx:
            asked.clear()
            assert None is not tx.invoices.version()
            assert [] == asked


@on_both
def test_what_a_standing_is_worked_out_from_is_one_statement(
    storage: SqlStorage, workspace: WorkspaceId, asked: Asked
) -> None:
    with storage.begin(workspace) as tx:
        tx.invoices.add_all(an_invoice(movements=(a_payment(),), holds=(a_hold(),)) for _ in range(60))
        tx.commit()
    with storage.read(workspace) as snapshot:
        asked.clear()
        assert 60 == len(snapshot.invoices.unpaid())
        assert 60 == snapshot.invoices.totals()[0].number
        assert None is snapshot.standing.get()
        assert 3 == len(asked)


@on_both
@pytest.mark.parametrize("count", [1, 300])
def test_many_invoices_take_as_many_statements_as_one(
    storage: SqlStorage, workspace: WorkspaceId, asked: Asked, count: int
) -> None:
    with storage.begin(workspace) as tx:
        asked.clear()
        tx.invoices.add_all([an_invoice() for _ in range(count)])
        assert ["SELECT", "SELECT", "UPDATE", "INSERT"] == [statement.split()[0] for statement, _ in asked]


@on_both
def test_keeping_a_standing_is_one_statement(storage: SqlStorage, workspace: WorkspaceId, asked: Asked) -> None:
    with storage.begin(workspace) as tx:
        invoice = tx.invoices.add(an_invoice())
        for _ in range(2):
            asked.clear()
            tx.standing.save(a_standing(invoice))
            assert 1 == len(asked)


# ---- more than a batch -----------------------------------------------------------------------------------------------


@on_both
def test_more_invoices_than_a_batch_are_kept_found_and_given(
    storage: SqlStorage, workspace: WorkspaceId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "BATCH", 7)
    monkeypatch.setattr(billing, "BATCH", 7)
    invoices = [an_invoice() for _ in range(30)]
    with storage.begin(workspace) as tx:
        tx.invoices.add_all(invoices)
        tx.commit()
    with storage.read(workspace) as snapshot:
        assert invoices == by_identifier(snapshot.invoices.every())
        assert {one.number: one for one in invoices} == snapshot.invoices.numbered([one.number for one in invoices])


@on_both
def test_more_workspaces_than_a_batch_turn_each_once_by_identifier(
    storage: SqlStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "_TURNING_BATCH", 2)
    turning = []
    for number in range(7):
        workspace = founded(storage)
        with storage.begin(workspace) as tx:
            policy, until = ("p" if number % 2 else "q"), TODAY - timedelta(days=number)
            tx.standing.save(a_standing(policy=policy, until=until))
            tx.commit()
        turning.append(workspace)
    with storage.operate() as door:
        assert sorted(turning) == list(door.turning(TODAY + timedelta(days=1), "p"))
        assert sorted(turning[1:]) == list(door.turning(TODAY, "q"))


# ---- who turns among thousands ---------------------------------------------------------------------------------------


@on_both
def test_who_turns_is_found_without_a_look_at_those_who_do_not(url: str, storage: SqlStorage, asked: Asked) -> None:
    settle_accounts(url)
    with storage.operate() as door:
        asked.clear()
        assert TURNING == len(list(door.turning(TODAY, "p")))
        [question] = asked
    with storage.database.operate() as connection:
        plan = plan_of(connection, *question)
        assert {"ix_standings_next", "ix_standings_policy"} == plan.indexes
        assert frozenset() == plan.scanned
        assert rows_looked_at(connection, *question) <= 4 * TURNING


def settle_accounts(url: str) -> None:
    """Have so many accounts, some of which turn by their day and some by their policy."""
    with bulk(url, [workspaces, standings]) as tables:
        tables.write(workspaces, ({"workspace_id": f"{n:032x}", **VILLE} for n in range(1, ACCOUNTS + 1)))
        tables.write(standings, ({"workspace_id": f"{n:032x}", **account(n)} for n in range(1, ACCOUNTS + 1)))
    analyse(url, [workspaces, standings])


VILLE = {"name": "Ville", "founded_at": "2026-01-01T00:00:00.000000+00:00", "version": 1}


def account(number: int) -> dict[str, Any]:
    """Let the first of every thousand turn today, and the middle one by its policy; some others never turn."""
    by_day, by_policy = number % (2 * EACH) == 0, number % (2 * EACH) == EACH
    day = TODAY if by_day else TODAY + timedelta(days=1 + number % 300)
    return {
        "since": "2026-01-01",
        "level": "clear",
        "next_on": None if number % 5 == 1 else day.isoformat(),
        "policy": "o" if by_policy else "p",
    }


# ---- damage ----------------------------------------------------------------------------------------------------------


DAMAGE = {
    "an amount that is none": "total = 'beaucoup'",
    "a currency that is none": "currency = 'euro'",
    "a movement of another kind": """movements = '[["gift", "K", 1, "2026-01-01", "", null]]'""",
    "a movement cut off": """movements = '[["payment", "K"]]'""",
    "a day that is none": """holds = '[["dispute", "K", "a", "b", "2026-02-30", "2026-03-01", null]]'""",
    "lines that do not add up": """lines = '[["x", 1]]'""",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_an_invoice_that_cannot_be_read_is_said_to_be_damaged(
    storage: SqlStorage, workspace: WorkspaceId, file: Path, damage: str
) -> None:
    invoice: Invoice = evolve(an_invoice(), movements=(a_payment(),))
    with storage.begin(workspace) as tx:
        tx.invoices.add(invoice)
        tx.commit()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(f"UPDATE invoices SET {damage}")  # noqa: S608
    with storage.read(workspace) as snapshot, pytest.raises(IntegrityBreach) as told:
        snapshot.invoices.unpaid()
    assert "storage-damaged" == told.value.code
    assert str(invoice.id) == told.value.facts["invoice"]
