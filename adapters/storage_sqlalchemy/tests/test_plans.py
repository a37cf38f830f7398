"""H4: a list page is one statement, whose plan names the intended index and sorts nothing."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, event

from registre_core.findings import State
from registre_core.interventions import Status
from registre_core.kernel.facts import Section
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import EntryFilter, FindingFilter, InterventionFilter, Snapshot
from registre_core.testing.builders import IDS, a_finding, a_site, an_entry, an_intervention
from registre_storage_sqlalchemy import SqlStorage

ONE: frozenset[Any] = frozenset({IDS.new()})
DAY = date(2026, 3, 2)

Ask = Callable[[Snapshot], object]
Asked = list[tuple[str, tuple[Any, ...]]]

LISTS: dict[str, tuple[Ask, str]] = {
    "sites": (lambda read: read.sites.page(), "sqlite_autoindex_sites_1"),
    "sites behind": (lambda read: read.sites.page(after=IDS.new()), "sqlite_autoindex_sites_1"),
    "contacts of a contractor": (lambda read: read.contacts.page(contractor=IDS.new()), "ix_contacts_contractor"),  # type: ignore[arg-type]
    "users of a profile": (lambda read: read.users.page(profile=IDS.new()), "ix_users_profile"),  # type: ignore[arg-type]
    "interventions": (lambda read: read.interventions.page(), "sqlite_autoindex_interventions_1"),
    "interventions on a site": (
        lambda read: read.interventions.page(InterventionFilter(ONE)),
        "ix_interventions_site",
    ),
    "interventions of a type": (
        lambda read: read.interventions.page(InterventionFilter(type_code="works")),
        "ix_interventions_type",
    ),
    "interventions overdue": (
        lambda read: read.interventions.page(InterventionFilter(status=Status.OVERDUE, today=DAY)),
        "ix_interventions_open",
    ),
    "interventions planned": (
        lambda read: read.interventions.page(InterventionFilter(status=Status.PLANNED, today=DAY)),
        "ix_interventions_open",
    ),
    "interventions closed": (
        lambda read: read.interventions.page(InterventionFilter(status=Status.CLOSED, today=DAY)),
        "ix_interventions_closed",
    ),
    "findings": (lambda read: read.findings.page(), "sqlite_autoindex_findings_1"),
    "findings behind": (lambda read: read.findings.page(after=IDS.new()), "sqlite_autoindex_findings_1"),
    "findings on a site": (lambda read: read.findings.page(FindingFilter(ONE)), "ix_findings_site"),
    "findings on a site behind": (
        lambda read: read.findings.page(FindingFilter(ONE), after=IDS.new()),
        "ix_findings_site",
    ),
    "findings of an intervention": (
        lambda read: read.findings.page(FindingFilter(intervention=IDS.new())),  # type: ignore[arg-type]
        "ix_findings_intervention",
    ),
    "findings in a state": (lambda read: read.findings.page(FindingFilter(state=State.OPEN)), "ix_findings_state"),
    "findings of a creator": (
        lambda read: read.findings.page(FindingFilter(creator=IDS.new())),  # type: ignore[arg-type]
        "ix_findings_creator",
    ),
    "chain": (lambda read: list(read.register.chain()), "sqlite_autoindex_register_entries_1"),
    "entries": (lambda read: list(read.register.entries(limit=1)), "sqlite_autoindex_register_entries_1"),
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


@pytest.fixture
def asked(storage: SqlStorage) -> Iterator[Asked]:
    """Every question that snapshots ask."""
    statements: Asked = []

    def note(connection: Connection, cursor: object, statement: str, values: tuple[Any, ...], *_: object) -> None:
        statements.append((statement, values))

    engine = storage.database.reading
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def plan(storage: SqlStorage, statement: str, values: tuple[Any, ...]) -> str:
    with storage.database.operate() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    return "\n".join(row[3] for row in rows)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_page_is_one_statement_by_its_index(
    name: str, storage: SqlStorage, workspace: WorkspaceId, asked: Asked
) -> None:
    ask, index = LISTS[name]
    with storage.read(workspace) as snapshot:
        asked.clear()
        ask(snapshot)
        [(statement, values)] = asked
    found = plan(storage, statement, values)
    assert f"INDEX {index} " in found
    assert "TEMP B-TREE" not in found
    assert "SCAN" not in found


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
