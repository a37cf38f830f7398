"""Invoices as lists tell them apart, and sums: STO-39."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import product
from typing import Any

import pytest
from attrs import evolve

from registre_core.billing import Invoice, InvoiceTotals, MovementKind, Settlement
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.money import Money
from registre_core.kernel.pages import Total
from registre_core.ports.storage import EVERY_INVOICE, InvoiceFilter, InvoiceOrder, Storage
from registre_core.testing.builders import (
    a_hold,
    a_payment,
    an_invoice,
)
from registre_core.testing.contracts.storage.counts import may_be
from registre_core.testing.contracts.storage.furniture import Furnished, every
from registre_core.testing.contracts.storage.lists import by_identifier, in_order
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.obligations import obligation

TODAY = date(2026, 3, 17)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def _paid(amount: str, **given: Any) -> dict[str, Any]:  # noqa: ANN401  # fields of a movement
    return {"movements": (a_payment(amount=Money.of(amount, "EUR"), **given),)}


def _held(*holds: tuple[date, date | None]) -> dict[str, Any]:
    return {"holds": tuple(a_hold(until=until, lifted_on=lifted_on) for until, lifted_on in holds)}


_BACK = (
    a_payment(key="VIR-1"),
    a_payment(kind=MovementKind.REFUND, key="REJ-1", refunds="VIR-1"),
)

LEDGER: Mapping[str, tuple[Settlement, dict[str, Any]]] = {
    "due tomorrow": (Settlement.DUE, {"due_on": TOMORROW}),
    "due today": (Settlement.DUE, {"due_on": TODAY}),
    "due yesterday": (Settlement.OVERDUE, {"due_on": YESTERDAY}),
    "due long ago": (Settlement.OVERDUE, {"due_on": date(2025, 12, 31)}),
    "but for a cent": (Settlement.OVERDUE, _paid("119.99")),
    "paid": (Settlement.PAID, _paid("120.00")),
    "paid before it was due": (Settlement.PAID, {"due_on": TOMORROW, **_paid("120.00")}),
    "paid too much": (Settlement.PAID, _paid("500.00")),
    "credited": (Settlement.PAID, _paid("120.00", kind=MovementKind.CREDIT_NOTE)),
    "written off": (Settlement.PAID, _paid("120.00", kind=MovementKind.WRITE_OFF)),
    "paid and held": (Settlement.PAID, {**_paid("120.00"), **_held((TOMORROW, None))}),
    "paid back": (Settlement.OVERDUE, {"total": Money.of("50.00", "EUR"), "movements": _BACK}),
    "held until today": (Settlement.DUE, _held((TODAY, None))),
    "held until yesterday": (Settlement.OVERDUE, _held((YESTERDAY, None))),
    "held until its due date passed": (Settlement.DUE, {"due_on": YESTERDAY, **_held((TOMORROW, None))}),
    "no longer held today": (Settlement.OVERDUE, _held((TOMORROW, TODAY))),
    "held today for the last time": (Settlement.DUE, _held((TOMORROW, TODAY), (TODAY, None))),
    "held by the first of two": (Settlement.DUE, _held((TOMORROW, None), (YESTERDAY, None))),
    "for nothing": (Settlement.PAID, {"total": Money.zero("EUR")}),
    "of another currency": (Settlement.OVERDUE, {"total": Money.of("11933", "XPF")}),
    "paid in another currency": (Settlement.PAID, {"total": Money.zero("TND")}),
    "due in another currency": (Settlement.DUE, {"total": Money.of("12.005", "TND"), "due_on": TODAY}),
}
"""Invoices that are nearly what they are not, and what each is today."""


def ledger() -> dict[str, Invoice]:
    """Make them."""
    return {told: an_invoice(**{"due_on": YESTERDAY, **given}) for told, (_, given) in LEDGER.items()}


@cache
def a_thousand() -> tuple[Invoice, ...]:
    """Make more of them than fit into any page or batch."""
    return tuple(an_invoice() for _ in range(1_100))


def filters(today: date) -> Iterator[InvoiceFilter]:
    """Combine every condition on invoices with every other."""
    for settlement, currency in product((None, *Settlement), (None, "EUR", "XPF", "TND", "eur", "USD")):
        yield InvoiceFilter(settlement, today if settlement else None, currency)


def passes(where: InvoiceFilter, invoice: Invoice) -> bool:
    """Whether an invoice is one of those asked for."""
    stands = where.today is None or invoice.settlement(where.today) is where.settlement
    return stands and (where.currency is None or invoice.currency == where.currency)


def summed(invoices: Iterable[Invoice]) -> tuple[InvoiceTotals, ...]:
    """Add invoices up, told here once more."""
    some = list(invoices)
    return tuple(
        InvoiceTotals(
            sum(one.currency == currency for one in some),
            Money.total((one.total for one in some if one.currency == currency), currency),
            Money.total((one.remaining for one in some if one.currency == currency and not one.is_paid), currency),
        )
        for currency in sorted({one.currency for one in some})
    )


def keep(storage: Storage, workspace: WorkspaceId, invoices: Mapping[str, Invoice]) -> Mapping[str, Invoice]:
    """Keep invoices in one change."""
    with storage.begin(workspace) as tx:
        tx.invoices.add_all(invoices.values())
        tx.commit()
    return invoices


class SettlementContract(StorageUnderTest):
    """Invoices as lists tell them apart, and sums."""

    @obligation("STO-39")
    def test_invoices_are_told_apart_by_where_they_stand_today(self, storage: Storage, bare: WorkspaceId) -> None:
        invoices = keep(storage, bare, ledger())
        with storage.read(bare) as snapshot:
            for settlement in Settlement:
                shown = every(snapshot.invoices.page, where=InvoiceFilter(settlement, TODAY))
                expected = {told for told, (stands, _) in LEDGER.items() if stands is settlement}
                assert {told for told, invoice in invoices.items() if invoice in shown} == expected

    @obligation("STO-39", "STO-9")
    @pytest.mark.parametrize("order", InvoiceOrder)
    def test_conditions_on_invoices_hold_together(
        self, storage: Storage, bare: WorkspaceId, order: InvoiceOrder
    ) -> None:
        invoices = keep(storage, bare, ledger()).values()
        with storage.read(bare) as snapshot:
            page = snapshot.invoices.page
            assert every(page, where=EVERY_INVOICE, order=order, limit=5) == in_order(order, invoices)
            for where in filters(TODAY):
                expected = in_order(order, [one for one in invoices if passes(where, one)])
                assert every(page, where=where, order=order, limit=9) == expected, where

    @obligation("STO-39", "STO-20")
    def test_what_is_listed_is_counted_and_added_up_each_currency_for_itself(
        self, storage: Storage, bare: WorkspaceId
    ) -> None:
        invoices = keep(storage, bare, ledger()).values()
        with storage.read(bare) as snapshot:
            for where in (*filters(TODAY), *filters(TOMORROW)):
                asked_for = [one for one in invoices if passes(where, one)]
                assert snapshot.invoices.totals(where) == summed(asked_for), where
                assert may_be(snapshot.invoices.count(where, cap=9), len(asked_for), cap=9), where

    @obligation("STO-39")
    def test_sums_are_exact_to_the_last_coin(self, storage: Storage, bare: WorkspaceId) -> None:
        amounts = {"EUR": ("0.10", "0.20"), "TND": ("999999999.999", "99999999999.001", "0.001")}
        keep(
            storage,
            bare,
            {
                f"{amount} {currency}": an_invoice(total=Money.of(amount, currency))
                for currency, several in amounts.items()
                for amount in several
            },
        )
        with storage.read(bare) as snapshot:
            euros, dinars = snapshot.invoices.totals()
        assert euros == InvoiceTotals(2, *[Money.of("0.30", "EUR")] * 2)
        assert dinars == InvoiceTotals(3, *[Money.of("100999999999.001", "TND")] * 2)

    @obligation("STO-39")
    def test_many_come_to_more_than_one_may_ask_for(self, storage: Storage, bare: WorkspaceId) -> None:
        most = Money.of("9999999999999.99", "EUR")
        keep(storage, bare, {number: an_invoice(total=most) for number in "ABC"})
        with storage.read(bare) as snapshot:
            [told] = snapshot.invoices.totals()
        assert told == InvoiceTotals(3, *[Money.total([most] * 3, "EUR")] * 2)

    @obligation("STO-39")
    def test_what_was_paid_too_much_on_one_invoice_pays_no_other(self, storage: Storage, bare: WorkspaceId) -> None:
        keep(storage, bare, {"paid": an_invoice(**_paid("500.00")), "unpaid": an_invoice()})
        with storage.read(bare) as snapshot:
            [told] = snapshot.invoices.totals()
        assert told == InvoiceTotals(2, Money.of("240.00", "EUR"), Money.of("120.00", "EUR"))

    @obligation("STO-39", "STO-40")
    def test_all_are_added_up_and_given_and_not_a_page_of_them(self, storage: Storage, bare: WorkspaceId) -> None:
        invoices = keep(storage, bare, {one.number: one for one in a_thousand()}).values()
        with storage.read(bare) as snapshot:
            for where in (EVERY_INVOICE, InvoiceFilter(Settlement.OVERDUE, TODAY, "EUR")):
                [told] = snapshot.invoices.totals(where)
                assert told == InvoiceTotals(1_100, Money.of("132000.00", "EUR"), Money.of("132000.00", "EUR"))
            assert by_identifier(snapshot.invoices.unpaid()) == by_identifier(invoices)
            assert by_identifier(snapshot.invoices.every()) == by_identifier(invoices)

    @obligation("STO-39")
    def test_lists_and_sums_follow_what_was_saved(self, storage: Storage, there: Furnished) -> None:
        paid = evolve(there.invoice, movements=(*there.invoice.movements, a_payment(amount=Money.of("70.00", "EUR"))))
        with storage.begin(there.workspace.id) as tx:
            paid = tx.invoices.save(paid)
            assert tx.invoices.totals() == (InvoiceTotals(1, Money.of("120.00", "EUR"), Money.zero("EUR")),)
            assert tx.invoices.unpaid() == ()
            for settlement in Settlement:
                expected = [paid] if settlement is Settlement.PAID else []
                assert every(tx.invoices.page, where=InvoiceFilter(settlement, TODAY)) == expected

    @obligation("STO-39")
    def test_of_no_invoice_there_is_no_sum(self, storage: Storage, bare: WorkspaceId) -> None:
        with storage.read(bare) as snapshot:
            assert snapshot.invoices.totals() == ()
            assert snapshot.invoices.count() == Total(0)

    @obligation("STO-39")
    def test_a_currency_that_nobody_can_write_is_refused(self) -> None:
        with pytest.raises(InvalidInput) as refused:
            InvoiceFilter(currency="E\0R")
        assert [problem.code for problem in refused.value.problems] == ["value-not-storable"]
