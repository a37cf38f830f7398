"""H4: a list page is one statement, whose plan names the intended index and sorts nothing; what it reads is bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from statistics import median
from typing import Any, TypeVar

import pytest
from adapters.storage_sqlalchemy.tests.offered import LED, MERGED, SHOWN, SIFTED, UNCOUNTED, Case
from adapters.storage_sqlalchemy.tests.plans import Plan, Values, general_plan_of, plan_of, rows_looked_at
from attrs import frozen
from benchmarks.bulk import analyse, bulk
from benchmarks.crowds import FILLED, LISTED, Crowd, gather
from benchmarks.marks import FEW, REPORTS
from sqlalchemy import Connection, Engine, event, update
from tests.postgres_server import Server

from registre_core.kernel.facts import Section
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page
from registre_core.ports.storage import (
    EntryFilter,
    InterventionFilter,
    InterventionOrder,
    NamedOrder,
    Operations,
    Snapshot,
)
from registre_core.testing.builders import a_finding, a_site, a_workspace, an_entry, an_intervention
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_storage_sqlalchemy import SqlStorage, lists, migrate
from registre_storage_sqlalchemy.schema import interventions

pytestmark = pytest.mark.slow

ROWS = 25_000
"""In each table that there is a list of, but for some."""
MORE = {"users": 50_000, "findings": 50_000, "arrivals": 50_000, "invoices": 50_000}
"""Where one condition leaves so few that a database rather sorts them, unless there are more."""
NEIGHBOURS = (FEW,) * 14 + (1_000,) * 5
"""Rows of other workspaces in the same tables: a database knows how often a value occurs, but not where."""
NARROW = 500
"""A window that shows: far less than there are rows."""

Asked = list[tuple[str, Values]]

Measured = TypeVar("Measured")


@frozen
class Crowded:
    """A database with so many rows in everything, most of them of one workspace."""

    storage: SqlStorage
    large: WorkspaceId
    small: WorkspaceId
    odd: WorkspaceId
    """Where no intervention is what nearly all others are: maintenance."""
    crowd: Crowd

    def plans(self, asked: Asked) -> list[Plan]:
        """Give the plan of every question to the large workspace."""
        return self._each(plan_of, asked, self.large)

    def general_plans(self, asked: Asked) -> list[Plan]:
        """Give the plan of every question for whatever is asked."""
        return self._each(general_plan_of, asked, self.large)

    def rows_looked_at(self, asked: Asked, workspace: WorkspaceId | None = None) -> list[float]:
        """Count the rows that every question looks at, in the large workspace or another."""
        return self._each(rows_looked_at, asked, workspace or self.large)

    def _each(
        self, measure: Callable[[Connection, str, Values], Measured], asked: Asked, workspace: WorkspaceId
    ) -> list[Measured]:
        questions = tuple(asked)  # which measuring adds to
        with self.storage.database.snapshot(workspace) as connection:
            return [measure(connection, statement, values) for statement, values in questions]


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def crowded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowded]:
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path_factory.mktemp('crowded')}/registre.db"
        if request.param == "postgres":
            server: Server = request.getfixturevalue("postgres")
            url = server.address(stack.enter_context(server.database()))
        migrate(url)
        storage = stack.enter_context(SqlStorage.open(url))
        large, *others = [founded(storage) for _ in range(1 + len(NEIGHBOURS))]
        counts = {table.name: MORE.get(table.name, ROWS) for table in LISTED}
        crowd = gather(url, large, counts, beside=dict(zip(others, NEIGHBOURS, strict=True)))
        with bulk(url, [interventions]) as tables:
            theirs = update(interventions).where(interventions.c.workspace_id == others[1])
            tables.connection.execute(theirs.values(type_code="works"))
        analyse(url, FILLED)
        yield Crowded(storage, large, others[0], others[1], crowd)


def founded(storage: SqlStorage) -> WorkspaceId:
    workspace = a_workspace()
    with storage.found(workspace.id) as tx:
        tx.workspace.add(workspace)
        tx.commit()
    return workspace.id


@pytest.fixture
def asked() -> Iterator[Asked]:
    """Every question that is asked, of whichever database."""
    statements: Asked = []

    def note(connection: Connection, cursor: object, statement: str, values: Values, *_: object) -> None:
        if "EXPLAIN" not in statement:
            statements.append((statement, values))

    event.listen(Engine, "before_cursor_execute", note)
    yield statements
    event.remove(Engine, "before_cursor_execute", note)


def ask_for_pages(case: Case, workspace: WorkspaceId, crowded: Crowded, asked: Asked) -> Page[Any]:
    """Ask for the first page, and for what is behind it if the list goes on."""
    with crowded.storage.read(workspace) as snapshot:
        asked.clear()
        page = case.page(snapshot, crowded.crowd)
        if page.next is not None:
            case.page(snapshot, crowded.crowd, Cursor.read(page.next))
    return page


def ask_for_count(case: Case, workspace: WorkspaceId, crowded: Crowded, asked: Asked) -> None:
    with crowded.storage.read(workspace) as snapshot:
        asked.clear()
        case.count(snapshot, crowded.crowd)


@pytest.mark.parametrize("case", [*LED, *UNCOUNTED], ids=str)
def test_a_page_is_one_statement_by_its_index_and_sorts_nothing(case: Case, crowded: Crowded, asked: Asked) -> None:
    assert SHOWN == len(ask_for_pages(case, crowded.large, crowded, asked).items)
    assert [Plan({case.index})] * 2 == crowded.plans(asked)


@pytest.mark.parametrize("case", [*LED, *UNCOUNTED], ids=str)
def test_a_page_looks_at_what_it_shows_and_one_row_more(case: Case, crowded: Crowded, asked: Asked) -> None:
    ask_for_pages(case, crowded.large, crowded, asked)
    assert max(crowded.rows_looked_at(asked)) <= case.most


@pytest.mark.parametrize("case", LED, ids=str)
def test_a_count_is_one_statement_that_looks_at_no_more_than_it_says(
    case: Case, crowded: Crowded, asked: Asked
) -> None:
    ask_for_count(case, crowded.large, crowded, asked)
    [question] = asked
    [plan], [looked] = crowded.plans([question]), crowded.rows_looked_at([question])
    assert plan == Plan(plan.indexes)
    assert looked <= LARGEST_COUNT + 1


@pytest.mark.parametrize("case", MERGED, ids=str)
def test_several_situations_are_one_statement_that_looks_at_a_page_of_each(
    case: Case, crowded: Crowded, asked: Asked
) -> None:
    assert SHOWN == len(ask_for_pages(case, crowded.large, crowded, asked).items)
    questions = list(asked)
    plans, looked = crowded.plans(questions), crowded.rows_looked_at(questions)
    assert [(frozenset({case.index}), frozenset())] * 2 == [(plan.indexes, plan.scanned) for plan in plans]
    assert max(looked) <= case.most


@pytest.mark.parametrize("case", SIFTED, ids=str)
def test_what_is_sifted_is_one_statement_along_one_index(case: Case, crowded: Crowded, asked: Asked) -> None:
    page = ask_for_pages(case, crowded.large, crowded, asked)
    assert [Plan({case.index})] * (2 if page.next else 1) == crowded.plans(asked)


@pytest.mark.parametrize("case", SIFTED, ids=str)
def test_what_is_sifted_reads_a_window_and_no_more(
    case: Case, crowded: Crowded, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "WINDOW", NARROW)
    after, most = None, []
    with crowded.storage.read(crowded.large) as snapshot:
        asked.clear()
        for _ in range(10):
            page = case.page(snapshot, crowded.crowd, after)
            most.append(NARROW * 2)  # to find the end of the window, and what is in it
            if page.next is None:
                break
            after = Cursor.read(page.next)
        case.count(snapshot, crowded.crowd)
        most.append(LARGEST_COUNT + 1)  # a count looks at as many as its cap, if that is more than the window
    looked = crowded.rows_looked_at(asked)
    print(f"{case}: {median(looked[:-1]):,.0f} rows a page in the median, of {ROWS:,}")  # noqa: T201  # pytest -rA
    assert [] == [(rows, bound) for rows, bound in zip(looked, most, strict=True) if rows > bound]


@pytest.mark.parametrize("case", [*LED, *UNCOUNTED, *SIFTED], ids=str)
@pytest.mark.parametrize("crowded", ["postgres"], indirect=True)
def test_a_page_that_is_planned_for_whatever_values_come_has_the_same_plan(
    case: Case, crowded: Crowded, asked: Asked
) -> None:
    ask_for_pages(case, crowded.large, crowded, asked)
    plans = crowded.general_plans(asked)
    assert [Plan({case.index})] * len(plans) == plans


@pytest.mark.parametrize("case", LED, ids=str)
@pytest.mark.parametrize("crowded", ["postgres"], indirect=True)
def test_a_count_that_is_planned_for_whatever_values_come_goes_along_an_index(
    case: Case, crowded: Crowded, asked: Asked
) -> None:
    ask_for_count(case, crowded.large, crowded, asked)
    [plan] = crowded.general_plans(asked)
    assert plan == Plan(plan.indexes)


@pytest.mark.parametrize("case", [*LED, *SIFTED], ids=str)
def test_who_is_small_beside_a_large_neighbour_looks_at_own_rows_only(
    case: Case, crowded: Crowded, asked: Asked
) -> None:
    for ask in (ask_for_pages, ask_for_count):
        ask(case, crowded.small, crowded, asked)
        assert max(crowded.rows_looked_at(asked, crowded.small)) <= 2 * FEW


@pytest.mark.parametrize("order", InterventionOrder)
def test_who_has_none_of_what_is_everywhere_else_looks_at_nothing(
    order: InterventionOrder, crowded: Crowded, asked: Asked
) -> None:
    with crowded.storage.read(crowded.odd) as snapshot:
        asked.clear()
        assert () == snapshot.interventions.page(InterventionFilter(type_code="maintenance"), order=order).items
        [question] = asked
    assert crowded.rows_looked_at([question], crowded.odd) <= [1]


def test_who_has_some_sites_of_many_reads_those_and_no_other(crowded: Crowded, asked: Asked) -> None:
    several = crowded.crowd.several
    with crowded.storage.read(crowded.large) as snapshot:
        asked.clear()
        for order in NamedOrder:
            assert 3 == len(snapshot.sites.page(among=several, order=order).items)
        snapshot.sites.count(among=several)
    assert max(crowded.rows_looked_at(asked)) <= 2 * 3


def test_what_was_taken_out_of_a_report_is_read_by_its_file(crowded: Crowded, asked: Asked) -> None:
    with crowded.storage.read(crowded.large) as snapshot:
        asked.clear()
        snapshot.findings.of_document(crowded.crowd.document, crowded.crowd.site)
        [question] = asked
    assert [Plan({"ix_findings_document"})] == crowded.plans([question])
    assert crowded.rows_looked_at([question])[0] <= MORE["findings"] / REPORTS + 1


def test_what_is_open_on_a_site_is_read_by_its_site_from_the_end(crowded: Crowded, asked: Asked) -> None:
    with crowded.storage.read(crowded.large) as snapshot:
        asked.clear()
        assert 20 == len(snapshot.findings.open_on(crowded.crowd.site, limit=20))
        [question] = asked
    assert [Plan({"ix_findings_site"})] == crowded.plans([question])
    assert crowded.rows_looked_at([question])[0] <= ROWS / FEW


@pytest.mark.parametrize("crowded", ["postgres"], indirect=True)
def test_so_it_is_when_it_is_planned_for_whatever_values_come(crowded: Crowded, asked: Asked) -> None:
    with crowded.storage.read(crowded.large) as snapshot:
        asked.clear()
        snapshot.findings.of_document(crowded.crowd.document, crowded.crowd.site)
        snapshot.findings.open_on(crowded.crowd.site)
        questions = tuple(asked)
    assert [Plan({"ix_findings_document"}), Plan({"ix_findings_site"})] == crowded.general_plans([*questions])


LEDGERS: dict[str, tuple[Callable[[Snapshot], object], str]] = {
    "chain": (lambda read: list(read.register.chain()), "pk_register_entries"),
    "entries": (lambda read: list(read.register.entries(limit=1)), "pk_register_entries"),
    "entries of a section": (
        lambda read: list(read.register.entries(EntryFilter(Section.SAFETY), limit=1)),
        "ix_register_entries_section",
    ),
    "entries of a kind": (
        lambda read: list(read.register.entries(EntryFilter(kind="site-added"), limit=1)),
        "ix_register_entries_kind",
    ),
    "outbox": (lambda read: read.outbox.pending(), "ix_outbox_waiting"),
}
"""What goes by number."""


@pytest.mark.parametrize("name", LEDGERS)
def test_what_goes_by_number_is_read_by_its_index(
    name: str, storage: SqlStorage, workspace: WorkspaceId, asked: Asked
) -> None:
    ask, index = LEDGERS[name]
    with storage.read(workspace) as snapshot:
        asked.clear()
        ask(snapshot)
        [(statement, values)] = asked
    with storage.database.snapshot(workspace) as connection:
        assert Plan({index}) == plan_of(connection, statement, values)


def question_of_a_night(crowded: Crowded, asked: Asked, ask: Callable[[Operations], object]) -> tuple[Plan, float]:
    """Give the plan of what the operator asks about all workspaces, and the rows it looks at."""
    with crowded.storage.operate() as door:
        asked.clear()
        ask(door)
        [(statement, values)] = asked
    with crowded.storage.database.operate() as connection:
        return plan_of(connection, statement, values), rows_looked_at(connection, statement, values)


def test_what_is_past_its_deadline_anywhere_costs_a_look_for_each_workspace(crowded: Crowded, asked: Asked) -> None:
    plan, looked = question_of_a_night(crowded, asked, lambda door: list(door.late_findings(date(1990, 1, 1))))

    assert {"ix_findings_open_due", "ix_findings_state_due"} & plan.indexes
    assert "findings" not in plan.scanned
    assert looked <= 10 * (len(NEIGHBOURS) + 1)


def test_signatures_that_are_waited_for_are_found_among_those_that_are_open(crowded: Crowded, asked: Asked) -> None:
    plan, _ = question_of_a_night(
        crowded, asked, lambda door: list(door.awaiting_signatures(A_MONDAY_MORNING, asked_before=A_MONDAY_MORNING))
    )

    assert (plan.indexes, plan.scanned) == ({"ix_signatures_open"}, set())


def test_what_was_told_is_asked_of_keys_by_their_index(
    storage: SqlStorage, workspace: WorkspaceId, asked: Asked
) -> None:
    with storage.read(workspace) as snapshot:
        asked.clear()
        snapshot.outbox.queued_among(["intervention-planned/1", "intervention-planned/2"])
        [(statement, values)] = asked
    with storage.database.snapshot(workspace) as connection:
        assert Plan({"uq_outbox_key"}) == plan_of(connection, statement, values)


def test_a_page_of_interventions_with_all_they_hold_is_one_statement(
    storage: SqlStorage, workspace: WorkspaceId, asked: Asked
) -> None:
    with storage.begin(workspace) as tx:
        site = tx.sites.add(a_site())
        for _ in range(60):
            tx.findings.add(a_finding(tx.interventions.add(an_intervention(site))))
        tx.commit()
    with storage.read(workspace) as snapshot:
        asked.clear()
        assert 50 == len(snapshot.interventions.page().items)
        assert 50 == len(snapshot.findings.page().items)
        assert 2 == len(asked)


def test_entries_with_their_personal_parts_take_two_statements_a_batch(
    storage: SqlStorage, workspace: WorkspaceId, asked: Asked
) -> None:
    with storage.begin(workspace) as tx:
        for _ in range(30):
            tx.register.append(an_entry(workspace, tx.register.head()))
        tx.commit()
    with storage.read(workspace) as snapshot:
        asked.clear()
        assert 20 == len(list(snapshot.register.entries(limit=20)))
        assert 2 == len(asked)
