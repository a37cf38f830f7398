"""Which banner shows on which day, which day it names, and which of several invoices is behind it."""

from datetime import date

import pytest
from tests.spec.billing.world import DAYS, S2, UNPAID, D, after, an_invoice, credit, payment, write_off

from registre_core.billing import (
    CLEAR,
    BillingPolicy,
    Invoice,
    Level,
    Movement,
    Outstanding,
    level,
    outstanding,
    standing,
)

CLEAR_, ORANGE, RED, CUT = Level.CLEAR, Level.DUE_SOON, Level.OVERDUE, Level.SUSPENDED

BOUNDARIES = [
    # days after the due date, level, day named, source
    (-16, CLEAR_, None, "before the first banner"),
    (-15, ORANGE, 0, f"{S2}: 15 jours avant l'échéance"),
    (-1, ORANGE, 0, "Days: orange on D-15 … D"),
    (0, ORANGE, 0, "Days: orange on D-15 … D"),
    (1, RED, 30, f"{S2}: 1 jour après"),
    (29, RED, 30, "Days: red on D+1 … D+29"),
    (30, CUT, None, f"{S2}: 30 jours après"),
    (31, CUT, None, "Days: cut from D+30"),
    (3_000, CUT, None, "until somebody pays"),
]


@pytest.mark.parametrize("days, expected, named, source", BOUNDARIES)
def test_each_banner_begins_and_ends_on_its_day(days: int, expected: Level, named: int | None, source: str) -> None:
    answer = standing((an_invoice(),), on=after(days))

    assert (expected, None if named is None else after(named)) == (answer.level, answer.shown_on), source
    assert (expected is CUT) is answer.is_suspended, source


@pytest.mark.parametrize("days, expected", [row[:2] for row in BOUNDARIES])
def test_the_level_alone_is_that_of_the_whole_answer(days: int, expected: Level) -> None:
    assert expected is level([an_invoice()], on=after(days), policy=BillingPolicy())


def test_the_cut_is_announced_from_the_first_banner_on() -> None:
    days = [standing((an_invoice(),), on=after(one)).cut_off_on for one in (-16, -15, 0, 1, 29, 30, 300)]

    assert [None] + [after(30)] * 6 == days


def test_an_account_without_invoices_is_clear_for_ever() -> None:
    assert CLEAR == standing((), on=D)


def test_an_invoice_for_nothing_is_never_due() -> None:
    assert CLEAR == standing((an_invoice(total="0"),), on=after(40))


def test_an_invoice_recorded_late_counts_from_that_day_and_no_day_before() -> None:
    late = an_invoice(recorded=35)

    assert [CLEAR_, CUT] == [standing((late,), on=after(one)).level for one in (34, 35)]
    assert after(35) == standing((late,), on=after(35)).cut_off_on


PAID = [
    # what happens on the fifth day after, level the evening before, that day, source
    ([payment("100", 5)], RED, CLEAR_, UNPAID),
    ([payment("99.99", 5)], RED, RED, UNPAID),
    ([payment("100.01", 5)], RED, CLEAR_, "what is paid too much owes nothing"),
    ([payment("60", -20), payment("40", 5, "V-2")], RED, CLEAR_, UNPAID),
    ([credit("100", 5)], RED, CLEAR_, UNPAID),
    ([write_off("100", 5)], RED, CLEAR_, UNPAID),
    ([payment("50", 5), credit("30", 5), write_off("20", 5)], RED, CLEAR_, UNPAID),
    ([payment("50", 5), credit("30", 5), write_off("19.99", 5)], RED, RED, UNPAID),
]


@pytest.mark.parametrize("events, before, that_day, source", PAID)
def test_it_is_clear_from_the_day_on_which_nothing_remains(
    events: list[Movement], before: Level, that_day: Level, source: str
) -> None:
    ledger = (an_invoice(0, *events),)

    assert [before, that_day] == [standing(ledger, on=after(one)).level for one in (4, 5)], source


def test_access_comes_back_the_day_the_last_cent_is_recorded() -> None:
    ledger = (an_invoice(0, payment("100", 45)),)

    assert [CUT, CLEAR_] == [standing(ledger, on=after(one)).level for one in (44, 45)]


# ---- several invoices ------------------------------------------------------------------------------------------------


def of(number: int, due: int, *events: Movement) -> Invoice:
    return an_invoice(due, *events, number=f"F-{number}")


SEVERAL = [
    # invoices, level, day named, cut, cause, source
    ([of(1, 0), of(2, -10)], RED, 20, 20, 2, f"{DAYS}: the most severe situation wins"),
    ([of(1, -30), of(2, -10), of(3, 5)], CUT, None, 0, 1, f"{DAYS}: the most severe situation wins"),
    ([of(1, -30, payment("100", -1)), of(2, -10)], RED, 20, 20, 2, "a paid one is behind nothing"),
    ([of(1, -5), of(2, -10)], RED, 20, 20, 2, "Days: T2 prints the cut-off date of the oldest unpaid one"),
    ([of(1, 9), of(2, 4)], ORANGE, 4, 34, 2, "Days: T1 prints the earliest due date that is not past"),
    ([of(1, 9), of(2, 0)], ORANGE, 0, 30, 2, "due today is not past"),
    ([of(1, 15), of(2, 16)], ORANGE, 15, 45, 1, "outside the window nothing is said"),
    ([of(2, 4), of(1, 4)], ORANGE, 4, 34, 1, "the same day: the lower number"),
    ([of(2, -4), of(1, -4)], RED, 26, 26, 1, "the same day: the lower number"),
    ([of(2, -40), of(1, -40)], CUT, None, -10, 1, "the same day: the lower number"),
    ([of(1, 16)], CLEAR_, None, None, None, "outside the window nothing is said"),
]


@pytest.mark.parametrize("invoices, level, named, cut, cause, source", SEVERAL)
def test_of_several_the_most_severe_wins_and_the_day_is_its_own(
    invoices: list[Invoice], level: Level, named: int | None, cut: int | None, cause: int | None, source: str
) -> None:
    answer = standing(invoices, on=D)
    days = [None if one is None else after(one) for one in (named, cut)]
    number = {invoice.id: invoice.number for invoice in invoices}

    assert (level, *days) == (answer.level, answer.shown_on, answer.cut_off_on), source
    assert (cause and f"F-{cause}") == (answer.cause and number[answer.cause]), source


def test_a_day_named_goes_on_to_the_next_due_date_when_the_first_is_paid() -> None:
    ledger = (an_invoice(0, payment("100", -5)), of(2, 8))

    assert [D, after(8)] == [standing(ledger, on=after(one)).shown_on for one in (-6, -5)]


# ---- other terms -----------------------------------------------------------------------------------------------------

TERMS = [
    # policy, the days after the due date on which each level begins, source
    (BillingPolicy(), (-15, 1, 30), S2),
    (BillingPolicy(before=0), (0, 1, 30), "no warning before the day itself"),
    (BillingPolicy(before=30, overdue=3, suspension=60), (-30, 3, 60), "another host's"),
    (BillingPolicy(overdue=1, suspension=2), (-15, 1, 2), "the shortest there is"),
]


@pytest.mark.parametrize("policy, begins, source", TERMS)
def test_a_host_may_choose_other_days(policy: BillingPolicy, begins: tuple[int, int, int], source: str) -> None:
    ledger = (an_invoice(),)
    either_side = [standing(ledger, on=after(one + more), policy=policy).level for one in begins for more in (-1, 0)]

    assert [CLEAR_, ORANGE, ORANGE, RED, RED, CUT] == either_side, source


def test_while_the_red_banner_waits_the_orange_one_names_the_next_due_date_ahead() -> None:
    waits = BillingPolicy(overdue=10, suspension=30)
    ledger = (of(1, -3), of(2, -5), of(3, 6))

    assert after(6) == standing(ledger, on=D, policy=waits).shown_on
    assert after(-5) == standing(ledger[:2], on=D, policy=waits).shown_on  # all are past: the earliest


# ---- one invoice by itself -------------------------------------------------------------------------------------------


def test_what_one_invoice_does_is_told_by_the_first_day_of_each_level() -> None:
    one = outstanding(an_invoice(), D, BillingPolicy())

    assert Outstanding(an_invoice(), due_soon_from=after(-15), overdue_from=after(1), cut_off_on=after(30)) == one


def test_who_cuts_first_comes_first_then_who_was_due_first_then_the_lower_number() -> None:
    late, later = of(1, 0), an_invoice(-1, number="F-2", recorded=30)
    ranks = [one.rank for invoice in (late, later) if (one := outstanding(invoice, after(30), BillingPolicy()))]

    assert [(after(30), D, "F-1"), (after(30), after(-1), "F-2")] == ranks


@pytest.mark.parametrize(
    "invoice, on",
    [
        (an_invoice(recorded=1), D),
        (an_invoice(0, payment("100", 0)), D),
        (an_invoice(total="0"), D),
    ],
    ids=["not recorded yet", "paid", "for nothing"],
)
def test_what_nobody_owes_does_nothing(invoice: Invoice, on: date) -> None:
    assert outstanding(invoice, on, BillingPolicy()) is None
