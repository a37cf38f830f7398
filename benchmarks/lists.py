"""P10 of `performance.md`: a page late in a long list costs what its first page costs; and what sifting costs (H4).

Time is that of the clock on the wall, since a database may work in another process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
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
from registre_core.ports.storage import FindingFilter, FindingOrder, InterventionFilter, NamedOrder, Order, Snapshot
from registre_core.testing.builders import a_workspace
from registre_storage_sqlalchemy import SqlStorage
from registre_storage_sqlalchemy.schema import findings, users

MANY = int(os.environ.get("REGISTRE_BENCH_ROWS", "1000000"))
LATE = MANY * 9 // 10
"""Rows of the long lists, and how many of them stand before the late page."""
SOME = 50_000
"""Interventions that are sifted."""
PAGE = 50
"""Rows of a page."""


@frozen
class Long:
    """A long list, as a page of it would be asked for by hand."""

    room: str
    shown: Sequence[Column[Any]]
    """What a page shows of each; the identifier first."""
    keys: Mapping[Order, Column[Any]]
    """What each of its orders compares before identifiers, if anything."""

    def page(self, order: Order, workspace: WorkspaceId) -> Select[Any]:
        """Ask for the first page."""
        turned = [one.desc() if order.is_descending else one for one in self.ranked(order)]
        asked = select(*self.shown).where(self.shown[0].table.c.workspace_id == workspace)
        return asked.order_by(*turned).limit(PAGE)

    def ranked(self, order: Order) -> Sequence[Column[Any]]:
        """Name what an order compares."""
        return (self.keys[order], self.shown[0]) if order in self.keys else (self.shown[0],)

    def behind(self, order: Order, workspace: WorkspaceId, last: Cursor) -> Select[Any]:
        """Ask for the page behind a place."""
        start = (order.value_in(last), last.id) if order in self.keys else (last.id,)
        ranked = self.ranked(order)
        given = (literal(value, type_=column.type) for value, column in zip(start, ranked, strict=True))
        here, place = tuple_(*ranked), tuple_(*given)
        return self.page(order, workspace).where(here < place if order.is_descending else here > place)


LONG: Sequence[tuple[Long, Sequence[Order]]] = (
    (
        Long(
            "users",
            (users.c.id, users.c.name, users.c.email, users.c.profile_id, users.c.active),
            {NamedOrder.NAME: users.c.name_key},
        ),
        [*NamedOrder],
    ),
    (
        Long(
            "findings",
            (findings.c.id, findings.c.text, findings.c.place, findings.c.state, findings.c.due_on),
            {FindingOrder.DEADLINE: findings.c.due_by, FindingOrder.GRAVEST: findings.c.gravity},
        ),
        [*FindingOrder],
    ),
)
"""With the orders they are offered in."""


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
        for long, order in ((long, order) for long, orders in LONG for order in orders):
            yield from paging(stage, snapshot, long, order)
        yield sifting(stage, snapshot)


def _filled(database: str, url: str, stack: ExitStack) -> Stage:
    storage = stack.enter_context(SqlStorage.open(url))
    workspace, started = a_workspace(), perf_counter()
    with storage.found(workspace.id) as tx:
        tx.workspace.add(workspace)
        tx.commit()
    crowd = gather(url, workspace.id, {"users": MANY, "interventions": SOME, "findings": MANY})
    analyse(url, FILLED)
    print(f"\n{database}: {MANY:,} users and findings, {SOME:,} interventions in {perf_counter() - started:.0f} s")
    return Stage(database, storage, workspace.id, crowd)


def paging(stage: Stage, snapshot: Snapshot, long: Long, order: Order) -> Iterator[Race]:
    """P10: behind 900,000 rows, against the first page, and against who counts them off."""
    page, last = getattr(snapshot, long.room).page, _last_before(stage, long, order)

    def late_page() -> object:
        return page(order=order, after=last, limit=PAGE)

    said = f"P10 · {stage.database}, {PAGE} of {MANY:,} {long.room} by {order}"
    yield Race(
        said,
        (
            Contender("the first page", lambda: page(order=order, limit=PAGE)),
            Contender(f"the page behind {LATE:,}", late_page, bound=1.5),
        ),
        clock=perf_counter,
    )
    with stage.storage.database.snapshot(stage.workspace) as connection:
        skipping, seeking = long.page(order, stage.workspace).offset(LATE), long.behind(order, stage.workspace, last)
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


def _last_before(stage: Stage, long: Long, order: Order) -> Cursor:
    with stage.storage.database.snapshot(stage.workspace) as connection:
        row = connection.execute(long.page(order, stage.workspace).limit(1).offset(LATE - 1)).one()
    with stage.storage.read(stage.workspace) as snapshot:
        return order.cursor(getattr(snapshot, long.room).get(row.id))


def sifting(stage: Stage, snapshot: Snapshot) -> Race:
    """H4: what no index does, against a list that one does; nothing is promised but that it is bounded."""

    def asked(where: FindingFilter) -> Callable[[], object]:
        return lambda: snapshot.findings.page(where, order=FindingOrder.NEWEST, limit=PAGE)

    several, here = stage.crowd.several, frozenset({stage.crowd.site})
    on_three_sites = partial(snapshot.interventions.page, InterventionFilter(several), limit=PAGE)
    return Race(
        f"H4 · {stage.database}, {PAGE} of {MANY:,} findings, of {SOME:,} interventions",
        (
            Contender("all findings", asked(FindingFilter())),
            Contender("findings on one site", asked(FindingFilter(here))),
            Contender("findings on three sites", asked(FindingFilter(several))),
            Contender("findings with a text", asked(FindingFilter(text="encombrée"))),
            Contender("a text that none has", asked(FindingFilter(text="dragon"))),
            Contender("interventions on three sites", on_three_sites),
            Contender("counting findings, capped", snapshot.findings.count),
            Contender("counting those with a text", lambda: snapshot.findings.count(FindingFilter(text="encombrée"))),
        ),
        rounds=15,
        calls=5,
        clock=perf_counter,
    )
