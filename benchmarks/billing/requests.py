"""P6: where an account stands, asked at each request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any
from uuid import UUID

from benchmarks.billing.accounts import TONIGHT
from benchmarks.billing.nights import Stage
from benchmarks.bulk import is_server
from benchmarks.measure import Contender, Race
from registre_core import Actor, Client, Ports
from registre_core.access import ACTIONS
from registre_core.billing import Standing, standing
from registre_core.kernel.identifiers import UserId, WorkspaceId
from registre_core.ports.storage import Snapshot
from registre_core.services.standings import Standings
from registre_core.testing.memory import FixedClock, MemoryDocuments
from registre_reading_pdf.reader import PdfPageReader
from registre_system.ids import Uuid7Source

TIMES = 1_000
"""Requests of one turn."""


def asking(stage: Stage) -> Iterator[Race]:
    """Give the races about one request; what needs no database is measured once."""
    workspace = stage.turning()[0]
    told = _kept(stage, workspace)
    with stage.storage.read(workspace) as tx:
        door = _at_the_door(stage, tx, workspace)
        if stage.database == "SQLite":
            yield comparing(told, door)
        yield reading(stage, workspace, door)


def _kept(stage: Stage, workspace: WorkspaceId) -> Standing:
    told = standing(stage.ledgers()[workspace], on=TONIGHT)
    assert told.until is not None
    assert told.holds_on(TONIGHT)
    return told


def comparing(told: Standing, door: Callable[[], None]) -> Race:
    """P6: the comparison that spares a request its reading, against one of two numbers.

    What the bound is about is the comparison itself. What the front door does around it stands beside it: the zone's
    day, whose standing it is, the version of the ledger that came with the transaction's one row, the client's gate.
    """
    today, until = TONIGHT.toordinal(), (told.until or TONIGHT).toordinal()
    numbers, days = [today] * TIMES, [TONIGHT] * TIMES

    def compared() -> None:
        for number in numbers:
            number <= until  # noqa: B015  # what is timed, here and below

    def in_place() -> None:
        for day in days:
            day <= told.until  # type: ignore[operator]  # noqa: B015

    def by_method() -> None:
        for day in days:
            told.holds_on(day)

    return Race(
        "P6 · is the standing that is kept still true; times are of one request",
        (
            Contender("an int comparison", compared, units=TIMES),
            Contender("the day kept with it, compared", in_place, bound=2, units=TIMES),
            Contender("the same, asked by holds_on", by_method, units=TIMES),
            Contender("all the front door does: Standings.gate", door, units=TIMES),
        ),
        calls=10,
    )


def reading(stage: Stage, workspace: WorkspaceId, door: Callable[[], None]) -> Race:
    """P6: what the front door does, beside one read of the row that the night kept, on an open connection."""
    read = _read(stage, workspace)
    return Race(
        f"P6 · {stage.database}, one of {stage.written.workspaces:,} accounts; times are of one request",
        (
            Contender("all the front door does: Standings.gate", door, units=TIMES),
            Contender("one SQL read by key, prepared", read, units=TIMES),
        ),
        rounds=15,
        calls=1,
        clock=perf_counter,
    )


def _read(stage: Stage, workspace: UUID) -> Callable[[], None]:
    asked = "SELECT level, next_on FROM standings WHERE workspace_id = "
    driver: Any = stage.connection.connection.driver_connection
    cursor = driver.cursor()
    server = is_server(stage.connection)
    statement, given = (f"{asked}%s", (workspace,)) if server else (f"{asked}?", (workspace.hex,))
    options = {"prepare": True} if server else {}

    def run() -> None:
        for _ in range(TIMES):
            cursor.execute(statement, given, **options).fetchone()

    assert cursor.execute(statement, given, **options).fetchone(), "there is no such row"
    return run


def _at_the_door(stage: Stage, tx: Snapshot, workspace: WorkspaceId) -> Callable[[], None]:
    """Ask as every use case does, of an account that the front door knows; the clock shows the day of the accounts."""
    ports = Ports(
        storage=stage.storage,
        documents=MemoryDocuments(),
        pages=PdfPageReader(),
        clock=FixedClock(),
        ids=Uuid7Source(),
    )
    standings, action = Standings(ports), ACTIONS["findings.page"]
    actor = Actor.user(UserId(ports.ids.new()), workspace, client=Client.web("1.47"))

    def run() -> None:
        for _ in range(TIMES):
            standings.gate(tx, workspace, actor, action)

    return run
