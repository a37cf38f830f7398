"""H4: a list page is one statement, whose plan names the intended index and sorts nothing; what it reads is bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from itertools import chain
from statistics import median
from typing import Any, TypeVar

import pytest
from adapters.storage_sqlalchemy.tests.plans import Plan, Values, plan_of, rows_looked_at
from attrs import frozen
from benchmarks.crowds import FIRST_DAY, LISTED, YEARS, Crowd, analyse, gather
from sqlalchemy import Connection, Engine, event
from tests.postgres_server import Server

from registre_core.findings import State
from registre_core.interventions import Status
from registre_core.kernel.facts import Section
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page
from registre_core.ports.storage import (
    EntryFilter,
    FindingFilter,
    FindingOrder,
    InterventionFilter,
    InterventionOrder,
    NamedOrder,
    Order,
    Snapshot,
)
from registre_core.testing.builders import a_finding, a_site, a_workspace, an_entry, an_intervention
from registre_storage_sqlalchemy import SqlStorage, lists, migrate

pytestmark = pytest.mark.slow

ROWS = 50_000
"""In each table that there is a list of."""
TODAY = FIRST_DAY + timedelta(days=365 * YEARS // 2)
"""In the midst of what was planned."""
NARROW = 500
"""A window that shows: far less than there are rows."""


Where = Callable[[Crowd], Mapping[str, Any]]
Asked = list[tuple[str, Values]]


def asking(filtered: Callable[[Crowd], object]) -> Where:
    """Ask for what passes a filter."""
    return lambda crowd: {"where": filtered(crowd)}


@frozen
class Case:
    """A list, and the index that it is read by."""

    told: str
    room: str
    order: Order
    where: Where
    index: str

    def __str__(self) -> str:
        return f"{self.told} by {self.order}"

    def page(self, snapshot: Snapshot, crowd: Crowd, after: Cursor | None = None) -> Page[Any]:
        """Read ten items of it."""
        ask = getattr(snapshot, self.room).page
        page: Page[Any] = ask(order=self.order, after=after, limit=10, **self.where(crowd))
        return page

    def count(self, snapshot: Snapshot, crowd: Crowd) -> object:
        """Count it."""
        return getattr(snapshot, self.room).count(**self.where(crowd))


def named(room: str, thing: str = "") -> Iterator[Case]:
    """What has a name: all of it or what belongs to one thing, and of that those whose names begin so."""

    def where(crowd: Crowd) -> Mapping[str, Any]:
        return {thing: getattr(crowd, thing)} if thing else {}

    told, led = (f"{room} of a {thing}", f"ix_{room}_{thing}") if thing else (room, f"ix_{room}")
    yield Case(told, room, NamedOrder.CREATED, where, led if thing else f"pk_{room}")
    yield Case(told, room, NamedOrder.NAME, where, f"{led}_name")
    yield Case(
        f"{told} that begin so", room, NamedOrder.NAME, lambda crowd: {**where(crowd), "named": "éco"}, f"{led}_name"
    )


INTERVENTIONS: Mapping[str, tuple[str, Callable[[Crowd], InterventionFilter]]] = {
    "interventions": ("", lambda _: InterventionFilter()),
    "interventions on a site": ("_site", lambda crowd: InterventionFilter(frozenset({crowd.site}))),
    "interventions of a type": ("_type", lambda _: InterventionFilter(type_code="works")),
    "interventions overdue": ("_open", lambda _: InterventionFilter(status=Status.OVERDUE, today=TODAY)),
    "interventions planned": ("_open", lambda _: InterventionFilter(status=Status.PLANNED, today=TODAY)),
    "interventions closed": ("_closed", lambda _: InterventionFilter(status=Status.CLOSED, today=TODAY)),
}
"""With what their indexes are called, but for the order."""


def of_interventions() -> Iterator[Case]:
    """Each condition in each order."""
    for told, (led, where) in INTERVENTIONS.items():
        for order in InterventionOrder:
            ranked = "" if order is InterventionOrder.CREATED else "_planned"
            index = f"ix_interventions{led}{ranked}" if led or ranked else "pk_interventions"
            yield Case(told, "interventions", order, asking(where), index)


FINDINGS: Mapping[str, tuple[str, Callable[[Crowd], FindingFilter]]] = {
    "findings": ("pk_findings", lambda _: FindingFilter()),
    "findings on a site": ("ix_findings_site", lambda crowd: FindingFilter(frozenset({crowd.site}))),
    "findings of an intervention": (
        "ix_findings_intervention",
        lambda crowd: FindingFilter(intervention=crowd.intervention),
    ),
    "findings in a state": ("ix_findings_state", lambda _: FindingFilter(state=State.OPEN)),
    "findings of a creator": ("ix_findings_creator", lambda crowd: FindingFilter(creator=crowd.creator)),
}
"""With their indexes: both orders go by identifier."""


def of_findings() -> Iterator[Case]:
    """Each condition in each order."""
    for told, (index, where) in FINDINGS.items():
        for order in FindingOrder:
            yield Case(told, "findings", order, asking(where), index)


LED = [
    *chain(named("sites"), named("contractors"), named("contacts"), named("contacts", "contractor")),
    *chain(named("profiles"), named("users"), named("users", "profile")),
    *chain(of_interventions(), of_findings()),
]
"""Every offered order with every single condition."""


def sifted_interventions(told: str, led: str, where: Callable[[Crowd], InterventionFilter]) -> Iterator[Case]:
    """Conditions that lead no index, in each order."""
    for order in InterventionOrder:
        ranked = "" if order is InterventionOrder.CREATED else "_planned"
        index = f"ix_interventions{led}{ranked}" if led or ranked else "pk_interventions"
        yield Case(told, "interventions", order, asking(where), index)


def sifted_findings(told: str, index: str, where: Callable[[Crowd], FindingFilter]) -> Iterator[Case]:
    """Conditions that lead no index, in each order."""
    for order in FindingOrder:
        yield Case(told, "findings", order, asking(where), index)


def begins(named: str) -> Where:
    return lambda _: {"named": named}


SIFTED = [
    *sifted_interventions("interventions on several sites", "", lambda crowd: InterventionFilter(crowd.several)),
    *sifted_interventions(
        "works on a site", "_site", lambda crowd: InterventionFilter(frozenset({crowd.site}), "works")
    ),
    *sifted_interventions(
        "closed interventions on several sites",
        "_closed",
        lambda crowd: InterventionFilter(crowd.several, status=Status.CLOSED, today=TODAY),
    ),
    *sifted_findings("findings on several sites", "pk_findings", lambda crowd: FindingFilter(crowd.several)),
    *sifted_findings("findings that say so", "pk_findings", lambda _: FindingFilter(text="ISSUE encombrée")),
    *sifted_findings("what no finding says", "pk_findings", lambda _: FindingFilter(text="dragon")),
    *sifted_findings(
        "findings of a creator on several sites that say so",
        "ix_findings_creator",
        lambda crowd: FindingFilter(crowd.several, creator=crowd.creator, text="plan"),
    ),
    Case("sites that begin so", "sites", NamedOrder.CREATED, begins("éco"), "pk_sites"),
    Case("users that begin as none does", "users", NamedOrder.CREATED, begins("xyz"), "pk_users"),
]
"""Several sites, combined conditions, texts: sifted out of windows."""


Measured = TypeVar("Measured")


@frozen
class Crowded:
    """A register with so many rows in everything."""

    storage: SqlStorage
    workspace: WorkspaceId
    crowd: Crowd

    @contextmanager
    def read(self) -> Iterator[Snapshot]:
        """Open a snapshot."""
        with self.storage.read(self.workspace) as snapshot:
            yield snapshot

    def plans(self, asked: Asked) -> list[Plan]:
        """Give the plan of every question."""
        return self._each(plan_of, asked)

    def rows_looked_at(self, asked: Asked) -> list[float]:
        """Count the rows that every question looks at."""
        return self._each(rows_looked_at, asked)

    def _each(self, measure: Callable[[Connection, str, Values], Measured], asked: Asked) -> list[Measured]:
        questions = tuple(asked)  # which measuring adds to
        with self.storage.database.snapshot(self.workspace) as connection:
            return [measure(connection, statement, values) for statement, values in questions]


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def crowded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowded]:
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path_factory.mktemp('crowded')}/registre.db"
        if request.param == "postgres":
            server: Server = request.getfixturevalue("postgres")
            url = server.address(stack.enter_context(server.database()))
        migrate(url)
        workspace = a_workspace()
        storage = stack.enter_context(SqlStorage.open(url))
        with storage.found(workspace.id) as tx:
            tx.workspace.add(workspace)
            tx.commit()
        with storage.database.change(workspace.id) as connection:
            crowd = gather(connection, workspace.id, dict.fromkeys(LISTED, ROWS))
            connection.exec_driver_sql("COMMIT")
        analyse(url)
        yield Crowded(storage, workspace.id, crowd)


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


def begin_in(page: Page[Any]) -> Cursor:
    assert page.next is not None, "a list this long goes on"
    return Cursor.read(page.next)


@pytest.mark.parametrize("case", LED, ids=str)
def test_a_page_is_one_statement_by_its_index_and_sorts_nothing(case: Case, crowded: Crowded, asked: Asked) -> None:
    with crowded.read() as snapshot:
        asked.clear()
        page = case.page(snapshot, crowded.crowd)
        case.page(snapshot, crowded.crowd, begin_in(page))
        assert 10 == len(page.items)
    intended = Plan({case.index})
    assert [intended, intended] == crowded.plans(asked)


@pytest.mark.parametrize("case", LED, ids=str)
def test_a_count_is_one_statement_that_reads_no_table_to_its_end(case: Case, crowded: Crowded, asked: Asked) -> None:
    with crowded.read() as snapshot:
        asked.clear()
        case.count(snapshot, crowded.crowd)
    [plan] = crowded.plans(asked)
    assert plan == Plan(plan.indexes)


@pytest.mark.parametrize("case", SIFTED, ids=str)
def test_what_is_sifted_is_one_statement_along_one_index(case: Case, crowded: Crowded, asked: Asked) -> None:
    with crowded.read() as snapshot:
        asked.clear()
        case.page(snapshot, crowded.crowd)
    assert [Plan({case.index})] == crowded.plans(asked)


@pytest.mark.parametrize("case", SIFTED, ids=str)
def test_what_is_sifted_reads_a_window_and_no_more(
    case: Case, crowded: Crowded, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "WINDOW", NARROW)
    after, most = None, []
    with crowded.read() as snapshot:
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


def test_who_has_some_sites_of_many_reads_those_and_no_other(crowded: Crowded, asked: Asked) -> None:
    with crowded.read() as snapshot:
        asked.clear()
        for order in NamedOrder:
            assert 3 == len(snapshot.sites.page(among=crowded.crowd.several, order=order).items)
    assert max(crowded.rows_looked_at(asked)) <= 2 * 3


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
