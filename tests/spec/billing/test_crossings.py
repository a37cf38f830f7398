"""What time alone brings about, night after night, and after any number of nights that were missed."""

from datetime import date
from uuid import UUID

import pytest
from attrs import evolve
from tests.spec.billing.world import D, after, an_invoice, hold, payment

from registre_core.billing import (
    CLEAR,
    THE_SOURCES_OWN,
    BillingPolicy,
    Cause,
    Invoice,
    Level,
    Standing,
    StandingChanged,
    StandingRecord,
    crossings,
    standing,
)
from registre_core.kernel.facts import Section
from registre_core.kernel.identifiers import WorkspaceId

MISSED = "after 40 missed nights the state equals 40 nights run"
ONE_EACH = "one dated entry per level crossed"
OWN = THE_SOURCES_OWN.fingerprint

NIGHTS = [
    # invoices, kept on, up to, days and levels crossed, source
    ([an_invoice()], -16, -16, [], "nothing changes"),
    ([an_invoice()], -16, -15, [(-15, Level.DUE_SOON)], ONE_EACH),
    ([an_invoice()], -15, 0, [], "the same answer"),
    ([an_invoice()], -15, 1, [(1, Level.OVERDUE)], ONE_EACH),
    ([an_invoice()], -40, 40, [(-15, Level.DUE_SOON), (1, Level.OVERDUE), (30, Level.SUSPENDED)], MISSED),
    ([an_invoice()], 30, 3_000, [], "nothing follows a cut"),
    ([an_invoice()], 10, 5, [], "no night went by"),
    ([an_invoice(0, payment("100", -20))], -40, 40, [], "paid before anybody was told"),
    ([an_invoice(0, hold(-20, 20))], -18, 40, [(21, Level.OVERDUE), (30, Level.SUSPENDED)], "a hold ends by itself"),
    ([an_invoice(0, hold(-20, 35))], -18, 40, [(36, Level.SUSPENDED)], "a hold ends past D+30"),
    ([], 0, 400, [], "nobody owes anything"),
]


def kept(invoices: list[Invoice], on: int) -> StandingRecord:
    return StandingRecord(after(on), standing(invoices, on=after(on)), OWN)


@pytest.mark.parametrize("invoices, since, to, expected, source", NIGHTS)
def test_each_change_is_told_on_its_own_day(
    invoices: list[Invoice], since: int, to: int, expected: list[tuple[int, Level]], source: str
) -> None:
    crossed = list(crossings(kept(invoices, since), invoices, to=after(to)))

    assert [(after(day), level) for day, level in expected] == [(one.since, one.standing.level) for one in crossed]
    assert [standing(invoices, on=one.since) for one in crossed] == [one.standing for one in crossed], source
    assert {OWN} >= {one.policy for one in crossed}, source


def test_forty_nights_and_one_after_forty_days_tell_the_same() -> None:
    invoices = [an_invoice(), an_invoice(7, number="F-2"), an_invoice(3, hold(-5, 12), number="F-3")]
    told = [kept(invoices, -10)]
    for night in range(-9, 31):
        told.extend(crossings(told[-1], invoices, to=after(night)))

    assert told[1:] == list(crossings(kept(invoices, -10), invoices, to=after(30))), MISSED


def test_other_terms_have_other_nights() -> None:
    short = BillingPolicy(before=2, overdue=3, suspension=5)
    record = StandingRecord(after(-9), standing([an_invoice()], on=after(-9), policy=short), short.fingerprint)

    assert [after(-2), after(3), after(5)] == [
        one.since for one in crossings(record, [an_invoice()], to=after(9), policy=short)
    ]


HELD = [
    # day, fingerprint, whether it need not be worked out anew
    (after(29), OWN, True),
    (after(30), OWN, False),
    (after(29), "another", False),
    (after(30), "another", False),
]


@pytest.mark.parametrize("day, policy, holds", HELD)
def test_a_record_holds_while_its_day_and_its_terms_do(day: date, policy: str, *, holds: bool) -> None:
    assert holds is kept([an_invoice()], 1).holds_on(day, policy)


SAID = Standing(Level.OVERDUE, after(30), after(30), an_invoice().id, after(29))


@pytest.mark.parametrize(
    "other, same",
    [
        (evolve(SAID, until=None), True),
        (evolve(SAID, level=Level.SUSPENDED), False),
        (evolve(SAID, shown_on=after(31)), False),
        (evolve(SAID, cut_off_on=after(31)), False),
        (evolve(SAID, cause=an_invoice(number="F-2").id), False),
    ],
    ids=["until", "level", "day named", "cut", "cause"],
)
def test_people_are_told_the_same_however_long_it_stays_true(other: Standing, *, same: bool) -> None:
    assert same is SAID.says_the_same_as(other)


def test_a_change_of_standing_is_told_of_the_account_and_lies_outside_the_safety_register() -> None:
    workspace = WorkspaceId(UUID(int=9))
    fact = StandingChanged(workspace, D, Level.CLEAR, CLEAR, Cause.TIME)

    assert (workspace, "workspace", Section.ADMINISTRATION) == (fact.subject_id, fact.SUBJECT, fact.SECTION)


def test_levels_have_an_order() -> None:
    assert [0, 1, 2, 3] == [level.severity for level in (Level.CLEAR, Level.DUE_SOON, Level.OVERDUE, Level.SUSPENDED)]
