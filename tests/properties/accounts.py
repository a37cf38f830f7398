"""A history in which accounts are kept, too: the ledger, where each account stands, and what arrived meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from tests.properties.histories import PICKS, Histories

from registre_core.access import ArrivalState
from registre_core.billing import Settlement
from registre_core.kernel.money import Money
from registre_core.ports.storage import InvoiceFilter, InvoiceOrder, Storage
from registre_core.testing.builders import IDS, a_hold, a_payment, a_standing, an_arrival, an_invoice
from registre_core.testing.contracts.storage.furniture import every
from registre_core.testing.memory.world import A_MONDAY_MORNING

KINDS = ("invoice", "arrival")
KIND = st.sampled_from(KINDS)
NUMBERS = ("F-1", "f-1", "F-2", "F-2 ")
DAYS = PICKS.map(lambda number: date(2026, 3, 1 + number))
POLICIES = st.sampled_from(["policy", "policy", "another"])


def asked_for(where: InvoiceFilter, order: InvoiceOrder, tx: Any) -> tuple[object, ...]:  # noqa: ANN401  # a transaction
    """List, count and add up the same."""
    return (
        every(tx.invoices.page, where=where, order=order, limit=2),
        tx.invoices.count(where),
        tx.invoices.totals(where),
    )


class Accounts(Histories):
    """The same history, with these questions and changes beside the others."""

    def __init__(self, storages: Mapping[str, Storage]) -> None:
        super().__init__(storages)
        self.made |= {kind: [] for kind in KINDS}

    def new(self, kind: str, one: int, other: int) -> Any:  # noqa: ANN401  # an entity of each kind
        match kind:
            case "invoice":
                total = Money.of(10 * other, "XPF" if one % 3 == 1 else "EUR")
                number = NUMBERS[one % 4] if one > 5 else f"FA-{IDS.new()}"
                return an_invoice(number=number, due_on=date(2026, 3, 1 + one), total=total)
            case "arrival":
                return an_arrival(user_id=self.some("user", one))
        return super().new(kind, one, other)

    def changed(self, kind: str, thing: Any, name: int) -> Any:  # noqa: ANN401  # an entity
        match kind:
            case "invoice" if name % 3:
                return evolve(thing, movements=(*thing.movements, a_payment(amount=Money.of(5 * name, thing.currency))))
            case "invoice":
                held = a_hold(recorded_on=date(2026, 3, 1), until=date(2026, 3, 7 + name % 2))
                return evolve(thing, holds=(*thing.holds, held))
            case "arrival" if name % 3:
                return evolve(thing, arguments={"name": name})
            case "arrival":
                return evolve(thing, state=ArrivalState.ADMITTED, settled_at=A_MONDAY_MORNING)
        return super().changed(kind, thing, name)

    @precondition(lambda self: self.change)
    @rule(kind=KIND, one=PICKS, other=PICKS)
    def add_to_accounts(self, kind: str, one: int, other: int) -> None:
        self.put(kind, self.new(kind, one, other))

    @precondition(lambda self: self.change)
    @rule(kind=KIND, which=PICKS, older=st.sampled_from([0, 0, 0, 1, -1]), name=PICKS)
    def save_in_accounts(self, kind: str, which: int, older: int, name: int) -> None:
        self.save(kind, which, older, name)

    @precondition(lambda self: self.change or self.snapshots)
    @rule(pick=PICKS, today=DAYS, currency=st.sampled_from([None, "EUR", "XPF"]), order=st.sampled_from(InvoiceOrder))
    def ask_about_the_ledger(self, pick: int, today: date, currency: str | None, order: InvoiceOrder) -> None:
        side, invoice = self.seen(pick), self.some("invoice", today.day)
        for where in (InvoiceFilter(settlement, today, currency) for settlement in Settlement):
            side.ask(partial(asked_for, where, order))
        side.ask(lambda tx: every(tx.invoices.page, where=InvoiceFilter(currency=currency), order=order, limit=2))
        side.ask(lambda tx: tx.invoices.get(invoice))
        side.ask(lambda tx: tx.invoices.version())
        side.ask(lambda tx: sorted(tx.invoices.every(), key=attrgetter("id")))

    @precondition(lambda self: self.change or self.snapshots)
    @rule(pick=PICKS, which=st.lists(PICKS, max_size=3))
    def ask_for_numbers(self, pick: int, which: list[int]) -> None:
        side = self.seen(pick)
        side.ask(lambda tx: tx.invoices.numbered([NUMBERS[one % 4] for one in which]))
        side.ask(lambda tx: tx.invoices.version())

    @precondition(lambda self: self.change or self.snapshots)
    @rule(pick=PICKS, user=PICKS, arrival=PICKS, state=st.sampled_from([None, *ArrivalState]))
    def ask_what_arrived(self, pick: int, user: int, arrival: int, state: ArrivalState | None) -> None:
        sender, sent = self.some("user", user), self.some("arrival", arrival)
        side = self.seen(pick)
        side.ask(lambda tx: tx.arrivals.find(sent))
        side.ask(lambda tx: every(tx.arrivals.page, user=sender, state=state, limit=1))
        side.ask(lambda tx: every(tx.arrivals.page, state=state, limit=2))

    @precondition(lambda self: self.change)
    @rule(which=st.lists(st.tuples(PICKS, PICKS), max_size=3), again=st.booleans())
    def add_invoices(self, which: list[tuple[int, int]], *, again: bool) -> None:
        assert self.change
        invoices = [self.new("invoice", one, other) for one, other in which]
        several = [*invoices, *self.made["invoice"][-1:]] if again else invoices
        self.change.ask(lambda tx: tx.invoices.add_all(several))
        self.made["invoice"] += invoices

    @precondition(lambda self: self.change)
    @rule(since=DAYS, until=st.none() | DAYS, policy=POLICIES, cause=st.none() | PICKS)
    def tell_where_it_stands(self, since: date, until: date | None, policy: str, cause: int | None) -> None:
        assert self.change
        invoice = None if cause is None else self.some("invoice", cause)
        record = a_standing(since=since, until=until, policy=policy, cause=invoice)
        self.change.ask(lambda tx: tx.standing.save(record))

    @precondition(lambda self: self.change is None)
    @rule(on=DAYS, policy=POLICIES)
    def ask_who_turns(self, on: date, policy: str) -> None:
        self.at_the_door(lambda door: list(door.turning(on, policy)))
        self.at_the_door(lambda door: list(door.waiting()))
