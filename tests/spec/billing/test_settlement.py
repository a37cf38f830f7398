"""En retard, à régler, payées: where each invoice is listed on a day, and what a list comes to."""

import pytest
from tests.spec.billing.world import UNPAID, D, after, an_invoice, credit, eur, hold, payment, refund, write_off

from registre_core.billing import Hold, Invoice, InvoiceTotals, Movement, Settlement, totals
from registre_core.kernel.money import Money

OVERDUE, DUE, PAID = Settlement.OVERDUE, Settlement.DUE, Settlement.PAID
BUTTON = "S2: all invoices: en retard, à régler, payées"
HELD = "Unpaid: on hold it stays listed under «à régler», marked"

LISTED = [
    # events, days after the due date, where, source
    ([], -100, DUE, BUTTON),
    ([], 0, DUE, f"{BUTTON}: its due date is not past"),
    ([], 1, OVERDUE, BUTTON),
    ([], 400, OVERDUE, BUTTON),
    ([payment("100", -5)], 0, PAID, UNPAID),
    ([payment("100", 5)], 10, PAID, UNPAID),
    ([payment("101", 5)], 10, PAID, "too much was paid"),
    ([payment("99", -5)], 1, OVERDUE, "a part is not all"),
    ([payment("60", 0), credit("30", 0), write_off("10", 0)], 1, PAID, UNPAID),
    ([payment("100", 0), refund("1", 3)], 4, OVERDUE, "it went back"),
    ([hold(5, 10)], 4, OVERDUE, HELD),
    ([hold(5, 10)], 5, DUE, HELD),
    ([hold(5, 10)], 10, DUE, HELD),
    ([hold(5, 10)], 11, OVERDUE, f"{HELD}, until the hold ends by itself"),
    ([hold(5, 10, lifted=8)], 8, OVERDUE, f"{HELD}, until it is lifted"),
    ([hold(5, 10), payment("100", 6)], 7, PAID, "nothing remains to wait for"),
]


@pytest.mark.parametrize("events, day, where, source", LISTED)
def test_an_invoice_is_listed_in_one_place_each_day(
    events: list[Movement | Hold], day: int, where: Settlement, source: str
) -> None:
    assert where is an_invoice(0, *events).settlement(after(day)), source


def test_an_invoice_for_nothing_is_paid() -> None:
    assert PAID is an_invoice(total="0").settlement(after(10))


def francs(amount: int) -> Money:
    return Money.of(amount, "XPF")


LISTS: list[tuple[list[Invoice], tuple[InvoiceTotals, ...], str]] = [
    ([], (), "no invoice, no currency"),
    ([an_invoice()], (InvoiceTotals(1, eur(100), eur(100)),), BUTTON),
    (
        [an_invoice(0, payment("30", 0)), an_invoice(0, payment("100", 0), number="F-2", total="100")],
        (InvoiceTotals(2, eur(200), eur(70)),),
        UNPAID,
    ),
    (
        [an_invoice(0, payment("150", 0)), an_invoice(number="F-2")],
        (InvoiceTotals(2, eur(200), eur(100)),),
        "what was paid too much on one pays no other",
    ),
    (
        [an_invoice(total=francs(900)), an_invoice(number="F-2"), an_invoice(number="F-3", total=francs(100))],
        (InvoiceTotals(1, eur(100), eur(100)), InvoiceTotals(2, francs(1000), francs(1000))),
        "totals per currency, never mixed",
    ),
]


@pytest.mark.parametrize("invoices, expected, source", LISTS)
def test_a_list_comes_to_one_total_for_each_currency(
    invoices: list[Invoice], expected: tuple[InvoiceTotals, ...], source: str
) -> None:
    assert expected == totals(invoices), source
    assert expected == totals(reversed(invoices)), source


def test_what_a_hold_covers_does_not_change_what_a_list_comes_to() -> None:
    assert totals([an_invoice()]) == totals([an_invoice(0, hold(0, 10))])
    assert DUE is an_invoice(0, hold(0, 10)).settlement(D)
