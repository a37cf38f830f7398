"""How long an answer stays true: the last day, inclusive, on which the very same would be said if nothing is paid."""

import pytest
from tests.spec.billing.world import LONG_AGO, D, after, an_invoice, credit, hold, payment, refund

from registre_core.billing import CLEAR, BillingPolicy, Invoice, Level, Standing, standing

LAST = "until: the last day on which this answer stays true"
KNOWN = "what is recorded later is a change too"


def of(number: int, due: int) -> Invoice:
    return an_invoice(due, number=f"F-{number}")


ALONE = [
    # invoices, day, last day, source
    ([], 0, None, LAST),
    ([an_invoice()], -40, -16, LAST),
    ([an_invoice()], -16, -16, LAST),
    ([an_invoice()], -15, 0, LAST),
    ([an_invoice()], 0, 0, LAST),
    ([an_invoice()], 1, 29, LAST),
    ([an_invoice()], 29, 29, LAST),
    ([an_invoice()], 30, None, f"{LAST}: for ever"),
    ([an_invoice(0, hold(5, 10))], 5, 10, "a hold ends by itself"),
    ([an_invoice(0, hold(5, 10))], 11, 29, "a hold ends by itself"),
    ([an_invoice(0, hold(-40, -20))], -30, -16, "clear goes on after a hold that ends early"),
    ([of(1, 0), of(2, 3)], -12, 0, "both orange, the first one named"),
    ([of(1, 0), of(2, 3)], -14, 0, "the second becomes orange unseen"),
    ([of(1, 0), of(2, 3)], 1, 29, "the second becomes red unseen"),
    ([of(1, 0), of(2, 3)], 30, None, "the second is cut unseen"),
    ([of(1, 3), an_invoice(2, hold(-30, -4), number="F-2")], -10, -4, "the second comes back and is named"),
]


@pytest.mark.parametrize("invoices, day, last, source", ALONE)
def test_an_answer_is_true_until_something_else_is_said(
    invoices: list[Invoice], day: int, last: int | None, source: str
) -> None:
    answer = standing(invoices, on=after(day))

    assert (None if last is None else after(last)) == answer.until, source


LATER = [
    # invoices, day, last day, source
    ([an_invoice(0, payment("100", 10))], 5, 9, KNOWN),
    ([an_invoice(0, payment("40", 10))], 5, 29, "a part of it changes nothing"),
    ([an_invoice(0, payment("100", 10))], 10, None, "and then for ever"),
    ([an_invoice(0, payment("100", 10), refund("100", 12))], 10, 11, KNOWN),
    ([an_invoice(0, hold(10, 20))], 5, 9, KNOWN),
    ([an_invoice(0, hold(10, 40, lifted=20))], 10, 19, KNOWN),
    ([an_invoice(0, credit("100", 50))], 30, 49, KNOWN),
    ([an_invoice(), an_invoice(-20, number="F-2", recorded=5)], 1, 4, f"{KNOWN}: another invoice, older"),
    ([an_invoice(), an_invoice(20, number="F-2", recorded=5)], 1, 29, "another invoice, younger"),
    ([an_invoice(), an_invoice(-40, number="F-2", recorded=40)], 30, None, "access was cut before, by the first"),
    ([an_invoice(0, payment("100", 30))], 5, 29, "paid on the day of the cut"),
    ([an_invoice(0, payment("100", -15))], -20, None, "paid on the day of the first banner: never seen"),
    ([an_invoice(0, hold(1, 1))], -5, 0, "on the day it would be red it is on hold"),
    ([an_invoice(0, hold(-15, -10), payment("5", 2))], -40, -10, "clear still, then orange"),
]


@pytest.mark.parametrize("invoices, day, last, source", LATER)
def test_of_a_day_past_it_tells_when_the_ledger_said_otherwise(
    invoices: list[Invoice], day: int, last: int | None, source: str
) -> None:
    answer = standing(invoices, on=after(day))

    assert (None if last is None else after(last)) == answer.until, source


ORANGE_FOR_LONG = BillingPolicy(before=20, overdue=10, suspension=30)
TURNS = [
    # day, day named, last day, source
    (-1, 0, 0, "the first, until it is past"),
    (1, 4, 4, "the next that is not past"),
    (5, 0, 9, "all are past: the earliest, until it is red"),
]


@pytest.mark.parametrize("day, named, last, source", TURNS)
def test_the_day_named_passes_from_one_to_the_next_while_the_red_banner_waits(
    day: int, named: int, last: int, source: str
) -> None:
    answer = standing([of(1, 0), of(2, 4)], on=after(day), policy=ORANGE_FOR_LONG)

    assert (after(named), after(last)) == (answer.shown_on, answer.until), source


def test_one_that_enters_the_window_while_all_others_are_past_is_named() -> None:
    """Only where the red banner waits for long can a due date be past and the next not yet be announced."""
    short = BillingPolicy(before=2, overdue=10, suspension=30)
    answer = standing([of(1, 0), of(2, 8)], on=after(3), policy=short)

    assert (D, after(5)) == (answer.shown_on, answer.until)
    assert after(8) == standing([of(1, 0), of(2, 8)], on=after(6), policy=short).shown_on


def test_a_hundred_invoices_have_one_answer_for_ever() -> None:
    invoices = [of(number, -number) for number in range(30, 130)]

    assert Standing(Level.SUSPENDED, None, after(LONG_AGO), invoices[-1].id) == standing(invoices, on=D)


HELD = Standing(Level.OVERDUE, after(30), after(30), None, until=after(29))


@pytest.mark.parametrize("day, holds", [(1, True), (29, True), (30, False)])
def test_an_answer_knows_whether_it_still_holds(day: int, *, holds: bool) -> None:
    assert holds is HELD.holds_on(after(day))


def test_what_is_true_for_ever_holds_on_any_day() -> None:
    assert CLEAR.holds_on(after(300_000))
