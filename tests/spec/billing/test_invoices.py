"""What an invoice is, with all that happens to it: every mistake in it is told at once."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from attrs import evolve
from tests.spec.billing.world import (
    LEDGER,
    LONG_AGO,
    UNPAID,
    D,
    after,
    an_invoice,
    credit,
    eur,
    hold,
    payment,
    problems,
    refund,
    write_off,
)

from registre_core.billing import Hold, HoldKind, Invoice, InvoiceLine, Movement, MovementKind, Paper
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.money import Money

FRANCS = Money.of("100", "XPF")
BIG = "9000000000000"
ISSUE = "bad input"


def in_francs(key: str) -> Movement:
    return Movement(MovementKind.PAYMENT, key, FRANCS, D)


INVOICES: list[tuple[Callable[[], object], list[tuple[str, str]], str]] = [
    (lambda: an_invoice(total="-0.01"), [("total", "amount-negative")], f"{ISSUE}: negative totals"),
    (lambda: an_invoice(issued_on=after(1)), [("due_on", "due-before-issue")], f"{ISSUE}: a due date before issue"),
    (lambda: an_invoice(number="F-1", version=0), [("version", "number-too-small")], "versions are counted from one"),
    (lambda: evolve(an_invoice(), number=" "), [("number", "blank-text")], "nobody could find it again"),
    (lambda: evolve(an_invoice(), number="F\n1"), [("number", "not-one-line")], "it is printed on one line"),
    (lambda: an_invoice(0, in_francs("V")), [("movements[0].amount", "currencies-mixed")], f"{ISSUE}: two currencies"),
    (
        lambda: an_invoice(lines=(InvoiceLine("Abonnement", eur(1)), InvoiceLine("Option", FRANCS))),
        [("lines[1].amount", "currencies-mixed")],
        f"{ISSUE}: two currencies, in its lines",
    ),
    (
        lambda: an_invoice(lines=(InvoiceLine("Abonnement", eur("60")), InvoiceLine("Option", eur("39.99")))),
        [("lines", "lines-do-not-add-up")],
        "lines add up to the total",
    ),
    (
        lambda: an_invoice(lines=(InvoiceLine("Un", eur(BIG)), InvoiceLine("Deux", eur(BIG)))),
        [("lines", "lines-do-not-add-up")],
        "lines that add up to more than there is",
    ),
    (lambda: an_invoice(0, credit("100.01", 0)), [("movements", "credited-too-much")], "no more than was asked for"),
    (
        lambda: an_invoice(0, credit("60", 0), write_off("40.01", 0)),
        [("movements", "credited-too-much")],
        "credited and written off together",
    ),
    (
        lambda: an_invoice(0, payment("50", 0), refund("50.01", 1)),
        [("movements", "refunded-too-much")],
        "no more goes back than came",
    ),
    (
        lambda: an_invoice(0, payment("50", 0), refund("30", 1), refund("30", 2, "R-2")),
        [("movements", "refunded-too-much")],
        "no more goes back than came, however often",
    ),
    (lambda: an_invoice(0, refund("50", 1)), [("movements", "refunded-too-much")], "of a payment that never came"),
    (
        lambda: an_invoice(0, credit("50", 0), refund("50", 1, of="A-1")),
        [("movements", "refunded-too-much")],
        "a credit note is no payment",
    ),
    (
        lambda: an_invoice(0, payment(BIG, 0), payment(BIG, 0, "V-2")),
        [("movements", "amount-too-large")],
        "nobody pays that much",
    ),
    (
        lambda: an_invoice(0, payment(BIG, 0), payment("1000000000000", 0, "V-2"), total="0"),
        [("movements", "amount-too-large")],
        "nor exactly the least that is too much",
    ),
    (
        lambda: an_invoice(0, payment("50", 0), payment("50", 0)),
        [("movements", "repeated-key")],
        f"{ISSUE}: a payment twice",
    ),
    (
        lambda: an_invoice(0, payment("50", 0, "K"), hold(0, 5, key="K")),
        [("movements", "repeated-key")],
        "one key, one event",
    ),
    (
        lambda: an_invoice(0, payment("50", LONG_AGO - 1), hold(LONG_AGO - 2, 0)),
        [("recorded_on", "before-the-invoice")] * 2,
        LEDGER,
    ),
    (
        lambda: an_invoice(issued_on=date(1899, 12, 31)),
        [("issued_on", "day-out-of-reach")],
        "a year mistyped",
    ),
    (
        lambda: an_invoice(due_on=date(3000, 1, 1), recorded_on=date(3000, 1, 1)),
        [("recorded_on", "day-out-of-reach"), ("due_on", "day-out-of-reach")],
        "years mistyped",
    ),
    (
        lambda: an_invoice(
            0,
            payment("1", LONG_AGO - 1, "K"),
            in_francs("K"),
            credit("101", 0),
            total="-5",
            number="F-1",
            issued_on=after(1),
            lines=(InvoiceLine("Abonnement", FRANCS),),
            version=0,
        ),
        [
            ("total", "amount-negative"),
            ("version", "number-too-small"),
            ("due_on", "due-before-issue"),
            ("recorded_on", "before-the-invoice"),
            ("movements", "repeated-key"),
            ("lines[0].amount", "currencies-mixed"),
            ("movements[1].amount", "currencies-mixed"),
        ],
        f"{ISSUE}: all problems at once",
    ),
    (
        lambda: an_invoice(0, credit("101", 0), refund("1", 0), lines=(InvoiceLine("Abonnement", eur(1)),)),
        [("lines", "lines-do-not-add-up"), ("movements", "credited-too-much"), ("movements", "refunded-too-much")],
        f"{ISSUE}: all sums at once",
    ),
]


@pytest.mark.parametrize("build, expected, source", INVOICES, ids=[row[2] for row in INVOICES])
def test_every_mistake_in_an_invoice_is_told_at_once(
    build: Callable[[], object], expected: list[tuple[str, str]], source: str
) -> None:
    with pytest.raises(InvalidInput) as error:
        build()

    assert expected == problems(error.value), source


EVENTS: list[tuple[Callable[[], object], list[tuple[str, str]], str]] = [
    (lambda: payment("0", 0), [("amount", "amount-not-positive")], "nothing was paid"),
    (lambda: payment("-1", 0), [("amount", "amount-not-positive")], "what goes back is a refund"),
    (lambda: payment("1", 0, key=" "), [("key", "blank-text")], LEDGER),
    (lambda: payment("1", 0, key="a\tb"), [("key", "not-one-line")], LEDGER),
    (lambda: evolve(refund("1", 0), refunds=None), [("refunds", "refund-of-nothing")], "of which payment?"),
    (lambda: evolve(payment("1", 0), refunds="V"), [("refunds", "refund-of-nothing")], "only a refund gives back"),
    (lambda: evolve(payment("1", 0), recorded_on=date(202, 6, 1)), [("recorded_on", "day-out-of-reach")], LEDGER),
    (lambda: hold(5, 4), [("until", "hold-in-the-past")], "it would be over"),
    (lambda: hold(5, 4, lifted=4), [("until", "hold-in-the-past")], "it would be over"),
    (lambda: hold(5, 10, lifted=4), [("lifted_on", "hold-not-running")], "lifted before it began"),
    (lambda: hold(5, 10, lifted=11), [("lifted_on", "hold-not-running")], "lifted after it ended"),
    (lambda: evolve(hold(5, 10), until=date(9999, 12, 31)), [("until", "day-out-of-reach")], "no hold is for ever"),
    (
        lambda: Hold(HoldKind.PROMISE, "", "a\nb", "", D, date(1, 1, 1), None),
        [
            ("key", "blank-text"),
            ("author", "not-one-line"),
            ("reason", "blank-text"),
            ("until", "day-out-of-reach"),
            ("until", "hold-in-the-past"),
        ],
        "all at once",
    ),
    (lambda: InvoiceLine(" ", eur(1)), [("label", "blank-text")], "what for?"),
    (lambda: Paper(0, "", D, D, eur(1)), [("line", "number-too-small"), ("number", "blank-text")], "of a file"),
]


@pytest.mark.parametrize("build, expected, source", EVENTS)
def test_every_mistake_in_what_happens_to_it_is_told_at_once(
    build: Callable[[], object], expected: list[tuple[str, str]], source: str
) -> None:
    with pytest.raises(InvalidInput) as error:
        build()

    assert expected == problems(error.value), source


TAKEN: list[dict[str, Any]] = [
    {"issued_on": D},
    {"total": eur(0)},
    {"due_on": date(2999, 12, 31)},
    {"issued_on": date(1900, 1, 1)},
    {"lines": (InvoiceLine("Abonnement", eur(120)), InvoiceLine("Remise", eur(-20)))},
    {"movements": (credit("60", 0), write_off("40", 0))},
    {"movements": (payment("50", 0), refund("30", 1), refund("20", 2, "R-2"))},
    {"movements": (payment("500", 0),)},
]


@pytest.mark.parametrize("given", TAKEN, ids=str)
def test_what_is_just_right_is_taken(given: dict[str, Any]) -> None:
    invoice = an_invoice(**given)

    assert given == {name: getattr(invoice, name) for name in given}


SHORT = [(5, None), (5, 5), (9, 5), (9, 9)]


@pytest.mark.parametrize("until, lifted", SHORT)
def test_a_hold_may_last_one_day_and_be_lifted_on_its_first_and_on_its_last(until: int, lifted: int | None) -> None:
    held = hold(5, until, lifted)

    assert (after(5), after(until)) == (held.recorded_on, held.until)


REMAINING = [
    # events, what remains, whether it is paid, source
    ([], "100", False, UNPAID),
    ([payment("100", 0)], "0", True, UNPAID),
    ([payment("99.99", 0)], "0.01", False, UNPAID),
    ([payment("120", 0)], "-20", True, "what was paid too much is below zero"),
    ([payment("100", 0), refund("100", 1)], "100", False, "it went back: it is owed again"),
    ([payment("50", 0), credit("30", 0), write_off("20", 0)], "0", True, UNPAID),
    ([payment("10", 0), hold(0, 5)], "90", False, "a hold pays nothing"),
]


@pytest.mark.parametrize("events, remaining, paid, source", REMAINING)
def test_what_remains_is_the_total_without_what_was_paid_credited_and_given_up(
    events: list[Movement | Hold], remaining: str, *, paid: bool, source: str
) -> None:
    invoice = an_invoice(0, *events)

    assert (eur(remaining), paid) == (invoice.remaining, invoice.is_paid), source


def test_what_happened_is_found_by_its_key() -> None:
    paid, held = payment("1", 0, "V"), hold(0, 5, key="H")
    invoice: Invoice = an_invoice(0, paid, held)

    assert (paid, None, held, None) == (
        invoice.movement("V"),
        invoice.movement("H"),
        invoice.held_as("H"),
        invoice.held_as("V"),
    )
    assert (paid, held) == invoice.events
