"""A hold takes an invoice out of the count until it ends by itself. It is inclusive, and may be lifted before."""

import pytest
from tests.spec.billing.world import UNPAID, D, after, an_invoice, hold, payment

from registre_core.billing import BillingPolicy, Hold, Level, outstanding, standing

CLEAR, ORANGE, RED, CUT = Level
UNTIL = "Days: the `until` of a hold is inclusive"
RECORDED = "Days: events count from the day they are recorded"

HOLDS = [
    # holds, what the level is on which day, source
    ([hold(5, 10)], {4: RED, 5: CLEAR, 10: CLEAR, 11: RED, 29: RED, 30: CUT}, UNTIL),
    ([hold(5, 5)], {4: RED, 5: CLEAR, 6: RED}, "one day"),
    ([hold(5, 40)], {4: RED, 5: CLEAR, 30: CLEAR, 40: CLEAR, 41: CUT}, "past D+30: cut the day after"),
    ([hold(35, 40)], {34: CUT, 35: CLEAR, 40: CLEAR, 41: CUT}, "access comes back, and goes again by itself"),
    ([hold(-20, -5)], {-15: CLEAR, -5: CLEAR, -4: ORANGE, 1: RED, 30: CUT}, "while it is not late yet"),
    ([hold(-20, 0)], {-15: CLEAR, 0: CLEAR, 1: RED, 30: CUT}, "until the due date"),
    ([hold(5, 10), hold(11, 15, key="H-2")], {10: CLEAR, 11: CLEAR, 15: CLEAR, 16: RED}, "two in a row"),
    ([hold(5, 20), hold(8, 10, key="H-2")], {11: CLEAR, 20: CLEAR, 21: RED}, "one within the other"),
    ([hold(5, 40, lifted=10)], {9: CLEAR, 10: RED, 29: RED, 30: CUT}, "lifted: that day it no longer covers"),
    ([hold(5, 40, lifted=35)], {34: CLEAR, 35: CUT}, "lifted past D+30"),
    ([hold(5, 40, lifted=5)], {4: RED, 5: RED, 29: RED, 30: CUT}, "lifted on its first day: as if it never was"),
]


@pytest.mark.parametrize("holds, levels, source", HOLDS, ids=[row[2] for row in HOLDS])
def test_an_invoice_on_hold_does_not_count_until_the_hold_ends(
    holds: list[Hold], levels: dict[int, Level], source: str
) -> None:
    ledger = (an_invoice(0, *holds),)

    assert levels == {day: standing(ledger, on=after(day)).level for day in levels}, (source, UNPAID)


def test_the_last_day_of_a_hold_is_known_beforehand() -> None:
    ledger = (an_invoice(0, hold(5, 40)),)

    assert after(40) == standing(ledger, on=after(5)).until


def test_what_is_lifted_later_was_not_known_before() -> None:
    """Asked about a day past, the answer is the one that was given on it."""
    ledger = (an_invoice(0, hold(5, 40, lifted=20)),)
    held = outstanding(ledger[0], after(19), BillingPolicy())

    assert held is not None
    assert after(41) == held.due_soon_from == held.overdue_from == held.cut_off_on, RECORDED
    assert after(19) == standing(ledger, on=after(5)).until  # nor does it stay true


def test_the_day_announced_is_that_on_which_a_hold_of_another_invoice_lets_it_cut() -> None:
    """The day in the red text is the first on which access is refused, whichever invoice does it."""
    held = an_invoice(-40, hold(-20, 5), number="F-1")
    late = an_invoice(-3, number="F-2")
    answer = standing((late, held), on=D)

    assert (RED, after(6), held.id) == (answer.level, answer.shown_on, answer.cause)
    assert [RED, CUT] == [standing((late, held), on=after(day)).level for day in (5, 6)]


def test_an_account_whose_only_invoice_is_on_hold_is_clear() -> None:
    answer = standing((an_invoice(0, hold(0, 20)),), on=after(10))

    assert (CLEAR, None, None, None) == (answer.level, answer.shown_on, answer.cut_off_on, answer.cause)


def test_another_invoice_counts_all_the_same() -> None:
    ledger = (an_invoice(0, hold(0, 20)), an_invoice(0, number="F-2"))

    assert [RED, RED] == [standing(ledger, on=after(day)).level for day in (1, 10)]


def test_a_hold_on_a_paid_invoice_does_nothing() -> None:
    ledger = (an_invoice(0, payment("100", 3), hold(2, 20)),)

    assert [CLEAR] * 3 == [standing(ledger, on=after(day)).level for day in (2, 10, 40)]


COVERED = [
    # hold, day, whether it waits, source
    (hold(5, 10), 4, False, RECORDED),
    (hold(5, 10), 5, True, RECORDED),
    (hold(5, 10), 10, True, UNTIL),
    (hold(5, 10), 11, False, UNTIL),
    (hold(5, 10, lifted=8), 7, True, "it was on hold that day"),
    (hold(5, 10, lifted=8), 8, False, "lifted that day"),
]


@pytest.mark.parametrize("given, day, waits, source", COVERED)
def test_an_invoice_is_marked_on_the_days_of_its_hold(given: Hold, day: int, *, waits: bool, source: str) -> None:
    assert waits is an_invoice(0, given).is_held_on(after(day)), source
