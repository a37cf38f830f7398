"""P10 of `performance.md`: a page late in a long list costs what its first page costs; and what sifting costs (H4).

Time is that of the clock on the wall, since a database may work in another process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from time import perf_counter
from typing import Any

from attrs import frozen
from sqlalchemy import Column, Select, literal, select, tuple_

from benchmarks.bulk import analyse
from benchmarks.crowds import FILLED, Crowd, gather
from benchmarks.databases import DATABASES
from benchmarks.measure import Contender, Race
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.pages import Cursor
from registre_core.ports.storage import FindingFilter, FindingOrder, InterventionFilter, NamedOrder, Snapshot
from registre_core.testing.builders import a_workspace
from registre_storage_sqlalchemy import SqlStorage
from registre_storage_sqlalchemy.schema import users

MANY, LATE = 1_000_000, 900_000
"""Users in the long list, and how many of them stand before the late page."""
SOME = 50_000
"""Interventions and findings that are sifted."""
PAGE = 50
"""Rows of a page."""


@frozen
class Stage:
    """A crowded workspace on one database."""

    database: str
    storage: SqlStorage
    workspace: WorkspaceId
    crowd: Crowd


@contextmanager
def races() -> Iterator[Iterator[Race]]:
    """Set the stages, give the races, clear up."""
    with ExitStack() as stack:
        yield _races(stack)


def _races(stack: ExitStack) -> Iterator[Race]:
    for name, database in DATABASES.items():
        stage = _filled(name, stack.enter_context(database()), stack)
        snapshot = stack.enter_context(stage.storage.read(stage.workspace))
        for order in NamedOrder:
            yield from paging(stage, snapshot, order)
        yield sifting(stage, snapshot)


def _filled(database: str, url: str, stack: ExitStack) -> Stage:
    storage = stack.enter_context(SqlStorage.open(url))
    workspace, started = a_workspace(), perf_counter()
    with storage.found(workspace.id) as tx:
        tx.workspace.add(workspace)
        tx.commit()
    crowd = gather(url, workspace.id, {"users": MANY, "interventions": SOME, "findings": SOME})
    analyse(url, FILLED)
    print(f"\n{database}: {MANY:,} users, {SOME:,} interventions and findings in {perf_counter() - started:.0f} s")
    return Stage(database, storage, workspace.id, crowd)


def paging(stage: Stage, snapshot: Snapshot, order: NamedOrder) -> Iterator[Race]:
    """P10: behind 900,000 users, against the first page, and against who counts them off."""
    last = _last_before(stage, order)

    def first_page() -> object:
        return snapshot.users.page(order=order, limit=PAGE)

    def late_page() -> object:
        return snapshot.users.page(order=order, after=last, limit=PAGE)

    said = f"P10 · {stage.database}, {PAGE} of {MANY:,} users by {order}"
    yield Race(
        said,
        (Contender("the first page", first_page), Contender(f"the page behind {LATE:,}", late_page, bound=1.5)),
        clock=perf_counter,
    )
    with stage.storage.database.snapshot(stage.workspace) as connection:
        skipping, seeking = _skipping(stage, order), _seeking(stage, order, last)
        yield Race(
            f"{said}, behind {LATE:,}",
            (
                Contender("OFFSET, rows", lambda: connection.execute(skipping).all()),
                Contender("keyset, rows", lambda: connection.execute(seeking).all(), bound=0.01),
                Contender("keyset, entities", late_page),
            ),
            rounds=10,
            calls=3,
            clock=perf_counter,
        )


def _page(stage: Stage, order: NamedOrder) -> Select[Any]:
    asked = select(users.c.id, users.c.name, users.c.email, users.c.profile_id, users.c.active)
    return asked.where(users.c.workspace_id == stage.workspace).order_by(*_ranked(order)).limit(PAGE)


def _skipping(stage: Stage, order: NamedOrder) -> Select[Any]:
    return _page(stage, order).offset(LATE)


def _seeking(stage: Stage, order: NamedOrder, last: Cursor) -> Select[Any]:
    start = (order.value_in(last), last.id) if order is NamedOrder.NAME else (last.id,)
    ranked = _ranked(order)
    literals = (literal(value, type_=column.type) for value, column in zip(start, ranked, strict=True))
    return _page(stage, order).where(tuple_(*ranked) > tuple_(*literals))


def _ranked(order: NamedOrder) -> Sequence[Column[Any]]:
    return (users.c.name_key, users.c.id) if order is NamedOrder.NAME else (users.c.id,)


def _last_before(stage: Stage, order: NamedOrder) -> Cursor:
    with stage.storage.database.snapshot(stage.workspace) as connection:
        row = connection.execute(_page(stage, order).limit(1).offset(LATE - 1)).one()
    with stage.storage.read(stage.workspace) as snapshot:
        return order.cursor(snapshot.users.get(row.id))


def sifting(stage: Stage, snapshot: Snapshot) -> Race:
    """H4: what no index does, against a list that one does; nothing is promised but that it is bounded."""

    def findings(where: FindingFilter) -> Callable[[], object]:
        return lambda: snapshot.findings.page(where, order=FindingOrder.NEWEST, limit=PAGE)

    several, here = stage.crowd.several, frozenset({stage.crowd.site})
    on_three_sites = partial(snapshot.interventions.page, InterventionFilter(several), limit=PAGE)
    return Race(
        f"H4 · {stage.database}, {PAGE} of {SOME:,}",
        (
            Contender("all findings", findings(FindingFilter())),
            Contender("findings on one site", findings(FindingFilter(here))),
            Contender("findings on three sites", findings(FindingFilter(several))),
            Contender("findings with a text", findings(FindingFilter(text="encombrée"))),
            Contender("a text that none has", findings(FindingFilter(text="dragon"))),
            Contender("interventions on three sites", on_three_sites),
            Contender("counting findings, capped", snapshot.findings.count),
            Contender("counting those with a text", lambda: snapshot.findings.count(FindingFilter(text="encombrée"))),
        ),
        rounds=15,
        calls=5,
        clock=perf_counter,
    )
