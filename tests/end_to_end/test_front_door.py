"""The front door on real databases: what it costs, and what another process pays, or admits at the same moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from attrs import define, evolve
from tests.end_to_end.costs import Cost
from tests.usecases.doubles import WatchedDocuments, WatchedStorage
from tests.usecases.scripted import ScriptedPages

from registre_core import Actor, Client, Forbidden, Ports, Registre, assemble
from registre_core.access import ArrivalState
from registre_core.billing import Invoice
from registre_core.interventions import Intervention
from registre_core.kernel.actors import Offline
from registre_core.kernel.identifiers import EntryId
from registre_core.kernel.money import Money
from registre_core.testing.memory import FixedClock, SequentialIds
from registre_core.workspace import Category, ErpType
from registre_storage_sqlalchemy import SqlStorage

SEVERAL = 6


@define
class Scene:
    """A workspace that owes an invoice, and two programs on its database."""

    here: Registre
    there: Registre
    clock: FixedClock
    mayor: Actor
    works: list[Intervention]
    """Open interventions."""
    invoice: Invoice

    @property
    def operator(self) -> Actor:
        return Actor.operator(self.mayor.workspace)

    def pay(self, registre: Registre) -> None:
        registre.billing.record_payment(self.operator, self.invoice.id, key="VIR-1", amount=self.invoice.total)

    def is_cut(self, registre: Registre) -> bool:
        try:
            registre.workspace.sites(self.mayor)
        except Forbidden as refusal:
            return ["access-suspended"] == [reason.code for reason in refusal.reasons]
        return False

    def send_all(self) -> list[EntryId]:
        """Let a telephone send that it closed each, yesterday, when access was cut."""
        sent = []
        for place, one in enumerate(self.works):
            offline = Offline(EntryId(one.id), self.clock.now() - timedelta(days=1, minutes=-place))
            late = evolve(self.mayor, client=Client.mobile("1.9.1"), offline=offline)
            sent.append(self.here.access.send(late, "interventions.close", {"intervention": str(one.id)}).id)
        return sent


def assembled(storage: SqlStorage, clock: FixedClock, start: int) -> Registre:
    watched = WatchedStorage(storage, [])
    documents, pages = WatchedDocuments(watched, {}, {}, clock.now), ScriptedPages(watched, {})
    return assemble(
        Ports(storage=storage, documents=documents, pages=pages, clock=clock, ids=SequentialIds(start=start))
    )


@pytest.fixture
def scene(address: str, storage: SqlStorage) -> Iterator[Scene]:
    with SqlStorage.open(address) as another:
        clock = FixedClock()
        here, there = assembled(storage, clock, 1_000_000), assembled(another, clock, 2_000_000)
        founding = here.workspace.found(Actor.operator(), name="Rezé", administrator="Léa Maire")
        mayor = Actor.user(founding.administrator.id, founding.workspace.id, client=Client.web("1.47"))
        site = here.workspace.add_site(mayor, name="École", erp_type=ErpType.R, category=Category.THIRD)
        works = [
            here.interventions.plan(mayor, site=site.id, type_code="works", planned_on=date(2026, 3, 2))
            for _ in range(SEVERAL)
        ]
        invoice = here.billing.record_invoice(
            Actor.operator(mayor.workspace),
            number="F-1",
            issued_on=date(2026, 3, 2),
            due_on=date(2026, 3, 2),
            total=Money.of("120", "EUR"),
        )
        clock.advance(timedelta(days=40))
        yield Scene(here, there, clock, mayor, works, invoice)


def test_a_payment_of_another_process_counts_at_the_next_use_case(scene: Scene) -> None:
    before = scene.is_cut(scene.here), scene.is_cut(scene.there)
    scene.pay(scene.there)

    assert ((True, True), (False, False)) == (before, (scene.is_cut(scene.here), scene.is_cut(scene.there)))


def test_the_standing_is_worked_out_once_and_then_costs_no_statement(scene: Scene, cost: Cost) -> None:
    counts = []
    for _ in range(3):
        cost.clear()
        assert scene.is_cut(scene.here)
        counts.append(Counter("invoices" in statement for statement in cost.read))

    assert [Counter({False: 2, True: 1}), *[Counter({False: 1})] * 2] == counts, "the versions, which come in one row"


def test_what_arrives_while_access_is_cut_is_kept_and_admitted_by_the_payment(scene: Scene) -> None:
    sent = scene.send_all()
    waiting = {one.state for one in scene.there.access.arrivals(scene.mayor).items}
    scene.pay(scene.there)

    assert ({ArrivalState.WAITING}, SEVERAL) == (waiting, len(sent))
    assert {ArrivalState.ADMITTED} == {one.state for one in scene.here.access.arrivals(scene.mayor).items}
    lines = scene.here.register.entries(scene.mayor, kind="intervention-closed").items
    assert sent == [line.heading.id for line in lines], "in the order of the times the telephone gave"
    assert scene.here.register.verify(scene.operator).is_intact


def test_two_programs_that_admit_at_once_admit_each_once(scene: Scene) -> None:
    sent = scene.send_all()
    with_terms = [
        assemble(evolve(one.ports, billing=evolve(one.ports.billing, suspension=90)))
        for one in (scene.here, scene.there)
    ]

    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(lambda one: one.access.admit(scene.operator), with_terms))

    assert {ArrivalState.ADMITTED} == {one.state for some in outcomes for one in some}
    lines = with_terms[0].register.entries(scene.mayor, kind="intervention-closed").items
    assert sorted(sent) == sorted(line.heading.id for line in lines)
    assert with_terms[0].register.verify(scene.operator).is_intact
