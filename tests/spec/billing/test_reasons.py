"""What each mistake and each refusal tells: to programmers a sentence, to translators the facts it is made of."""

from collections.abc import Callable
from datetime import date

import pytest
from attrs import evolve
from tests.spec.billing.world import D, after, an_invoice, credit, eur, hold, payment, refund, write_off

from registre_core.billing import (
    BillingPolicy,
    InvoiceLine,
    Movement,
    MovementKind,
    may_lift,
    may_record,
    may_refund,
    may_write_off,
)
from registre_core.billing.tables import UNPAID
from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.kernel.money import Money
from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import Verdict

PAID = an_invoice(0, payment("100", 0))
PARTLY = an_invoice(0, payment("60", 0), hold(0, 5))
BY_NUMBER = {"number": "F-1", "remaining": "0.00 EUR"}

MISTAKES: list[tuple[Callable[[], object], Problem]] = [
    (
        lambda: an_invoice(issued_on=after(1)),
        Problem(
            "due_on",
            "due-before-issue",
            "an invoice is due on the day it is issued or later; 2026-03-10 is before 2026-03-11",
            {"due_on": "2026-03-10", "issued_on": "2026-03-11"},
        ),
    ),
    (
        lambda: an_invoice(0, payment("1", -61)),
        Problem(
            "recorded_on",
            "before-the-invoice",
            "nothing happens to an invoice before it is recorded, on 2026-01-09",
            {"key": "V-1"},
        ),
    ),
    (
        lambda: an_invoice(0, payment("1", 0), payment("1", 0)),
        Problem("movements", "repeated-key", "the key 'V-1' is used more than once", {"key": "V-1"}),
    ),
    (
        lambda: an_invoice(0, Movement(MovementKind.PAYMENT, "V", Money.of(1, "XPF"), D)),
        Problem(
            "movements[0].amount",
            "currencies-mixed",
            "an invoice in EUR has no part in XPF",
            {"one": "EUR", "other": "XPF"},
        ),
    ),
    (
        lambda: an_invoice(lines=(InvoiceLine("Abonnement", eur(60)), InvoiceLine("Option", eur("30.5")))),
        Problem(
            "lines",
            "lines-do-not-add-up",
            "the lines add up to 90.50 EUR, the invoice to 100.00 EUR",
            {"lines": "90.50 EUR", "total": "100.00 EUR"},
        ),
    ),
    (
        lambda: an_invoice(0, credit("60", 0), write_off("40.01", 0)),
        Problem(
            "movements",
            "credited-too-much",
            "of 100.00 EUR no more than that is credited or written off, not 100.01 EUR",
            {"credited": "100.01 EUR", "total": "100.00 EUR"},
        ),
    ),
    (
        lambda: an_invoice(0, payment("50", 0), refund("30", 1), refund("20.01", 1, "R-2")),
        Problem(
            "movements",
            "refunded-too-much",
            "50.01 EUR cannot go back of the payment 'V-1': there is 50.00 EUR",
            {"payment": "V-1", "amount": "50.01 EUR"},
        ),
    ),
    (
        lambda: an_invoice(0, refund("50", 1)),
        Problem(
            "movements",
            "refunded-too-much",
            "50.00 EUR cannot go back of the payment 'V-1': there is none",
            {"payment": "V-1", "amount": "50.00 EUR"},
        ),
    ),
    (
        lambda: an_invoice(due_on=date(3000, 1, 1)),
        Problem(
            "due_on",
            "day-out-of-reach",
            "'due_on' is a day of the years 1900 to 2999, not 3000-01-01",
            {"day": "3000-01-01"},
        ),
    ),
    (
        lambda: evolve(refund("1", 0), refunds=None),
        Problem(
            "refunds",
            "refund-of-nothing",
            "a refund names the payment that went back, and nothing else does",
            {"kind": "refund"},
        ),
    ),
    (
        lambda: hold(1, 0),
        Problem(
            "until",
            "hold-in-the-past",
            "a hold until 2026-03-10 would be over when it is recorded, on 2026-03-11",
            {"until": "2026-03-10", "recorded_on": "2026-03-11"},
        ),
    ),
    (
        lambda: hold(0, 1, lifted=2),
        Problem(
            "lifted_on",
            "hold-not-running",
            "a hold is lifted while it runs, from 2026-03-10 to 2026-03-11",
            {"lifted_on": "2026-03-12"},
        ),
    ),
    (
        lambda: BillingPolicy(before=-1),
        Problem(
            "before",
            "days-out-of-range",
            "'before' is a number of days from 0 to 3650, not -1",
            {"least": 0, "most": 3650, "days": -1},
        ),
    ),
    (
        lambda: BillingPolicy(overdue=30),
        Problem(
            "suspension",
            "cut-without-warning",
            "access is cut after the warning of day 30, not on day 30",
            {"overdue": 30, "suspension": 30},
        ),
    ),
    (
        lambda: BillingPolicy(zone="Lutèce"),
        Problem(
            "zone",
            "unknown-zone",
            "'zone' is a zone of the IANA database such as Europe/Paris, not 'Lutèce'",
            {"zone": "Lutèce"},
        ),
    ),
]


@pytest.mark.parametrize("build, problem", MISTAKES)
def test_a_mistake_is_told_with_what_is_wrong_about_it(build: Callable[[], object], problem: Problem) -> None:
    with pytest.raises(InvalidInput) as error:
        build()

    assert [problem] == list(error.value.problems)


REFUSALS: list[tuple[Callable[[], Verdict], Reason]] = [
    (
        lambda: may_record(PARTLY, write_off("40.01", 1)),
        Reason(
            "write-off-too-large",
            "40.00 EUR remain of invoice F-1: no more than that is written off",
            UNPAID,
            {"number": "F-1", "remaining": "40.00 EUR"},
        ),
    ),
    (
        lambda: may_record(PAID, hold(0, 5)),
        Reason("nothing-to-hold", "nothing remains of invoice F-1: there is nothing to hold", UNPAID, BY_NUMBER),
    ),
    (
        lambda: may_write_off(PAID),
        Reason(
            "nothing-to-write-off", "nothing remains of invoice F-1: there is nothing to write off", UNPAID, BY_NUMBER
        ),
    ),
    (
        lambda: may_refund(PAID, "V-2"),
        Reason(
            "nothing-to-refund",
            "nothing is left of a payment 'V-2' on invoice F-1",
            UNPAID,
            {**BY_NUMBER, "payment": "V-2"},
        ),
    ),
    (
        lambda: may_lift(PARTLY, "H-1", after(6)),
        Reason(
            "hold-not-running",
            "invoice F-1 has no hold 'H-1' that runs on 2026-03-16",
            UNPAID,
            {"number": "F-1", "remaining": "40.00 EUR", "key": "H-1"},
        ),
    ),
]


@pytest.mark.parametrize("ask, reason", REFUSALS, ids=[row[1].code for row in REFUSALS])
def test_a_refusal_says_why_with_its_source(ask: Callable[[], Verdict], reason: Reason) -> None:
    assert (reason,) == ask().reasons
