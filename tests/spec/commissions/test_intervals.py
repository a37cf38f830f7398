"""When a commission is due again: GE 4 by type and category, PE 37 for the fifth, unless a report says otherwise."""

from datetime import date

import pytest
from attrs import evolve

from registre_core.commissions import VisitKind, cancelled, next_visit, visit_years
from registre_core.commissions.tables import (
    ALWAYS_SLEEPING,
    AS_OF,
    ATTENDING,
    AUTHORITIES,
    FAVOURS,
    KINDS,
    ORDERS,
    RULES,
    VISITING,
    VISITING_THE_FIFTH,
    VisitingRules,
)
from registre_core.kernel.reasons import Mark
from registre_core.testing.building import a_visit
from registre_core.workspace import ErpType

TODAY = date(2026, 3, 2)
LAST = a_visit(visited_on=date(2024, 5, 14))
GE_4 = [
    ("J", (3, 3, 3, 3)),
    ("L", (3, 3, 3, 5)),
    ("M", (3, 3, 5, 5)),
    ("N", (3, 3, 5, 5)),
    ("O", (3, 3, 3, 3)),
    ("P", (3, 3, 3, 5)),
    ("S", (3, 3, 5, 5)),
    ("T", (3, 3, 5, 5)),
    ("U", (3, 3, 3, 3)),
    ("V", (5, 5, 5, 5)),
    ("W", (3, 3, 5, 5)),
    ("X", (3, 3, 5, 5)),
    ("Y", (3, 3, 5, 5)),
]
"""The table of § 1, but for R."""


@pytest.mark.parametrize("erp_type, years", GE_4)
@pytest.mark.parametrize("sleeping", [True, False, None])
def test_the_interval_follows_type_and_category(
    erp_type: str, years: tuple[int, ...], *, sleeping: bool | None
) -> None:
    told = [visit_years(erp_type, category, TODAY, sleeping=sleeping) for category in (1, 2, 3, 4)]

    assert list(years) == told


@pytest.mark.parametrize("sleeping, years", [(True, 3), (None, 3), (False, 5)])
def test_a_school_of_the_fourth_category_is_visited_more_often_where_people_sleep_or_nobody_says(
    *, sleeping: bool | None, years: int
) -> None:
    assert years == visit_years("R", 4, TODAY, sleeping=sleeping)
    assert 3 == visit_years("R", 3, TODAY, sleeping=sleeping)


@pytest.mark.parametrize("erp_type", ErpType)
def test_the_fifth_category_is_visited_only_where_people_sleep(erp_type: ErpType) -> None:
    told = [visit_years(erp_type, 5, TODAY, sleeping=sleeping) for sleeping in (True, False, None)]

    assert [5, None, 5 if erp_type in ALWAYS_SLEEPING else None] == told


@pytest.mark.parametrize("erp_type", ["PA", "CTS", "SG", "PS", "GA", "EF"])
def test_special_establishments_have_rules_of_their_own_which_are_not_here(erp_type: str) -> None:
    assert [None] * 4 == [visit_years(erp_type, category, TODAY) for category in (1, 2, 3, 4)]


def test_no_interval_is_told_of_a_day_before_the_rules() -> None:
    assert [None, 3] == [visit_years("J", 1, day) for day in (date(2014, 12, 31), date(2015, 1, 1))]


def test_the_interval_runs_from_the_last_periodic_visit_or_the_opening() -> None:
    visits = [
        LAST,
        a_visit(visited_on=date(2021, 5, 14), kind=VisitKind.OPENING),
        a_visit(visited_on=date(2025, 1, 9), kind=VisitKind.UNANNOUNCED),
        a_visit(visited_on=date(2025, 2, 9), kind=VisitKind.FOLLOW_UP),
        cancelled(a_visit(visited_on=date(2025, 3, 9)), "grève"),
    ]
    told = next_visit(visits, "J", 3, TODAY)

    assert (3, VISITING, LAST, date(2027, 5, 14)) == (told.years, told.source, told.last, told.due_on)


def test_it_is_late_from_the_day_after_it_was_due() -> None:
    told = next_visit([LAST], "J", 3, TODAY)

    assert [False, True] == [told.is_late(day) for day in (date(2027, 5, 14), date(2027, 5, 15))]
    assert not next_visit([], "J", 3, TODAY).is_late(date(2099, 1, 1))


def test_what_the_report_says_of_the_next_visit_counts_more_than_the_table() -> None:
    """GE 4, § 3 lets a second favourable opinion make it five years; § 4 lets an order change it."""
    longer = evolve(LAST, next_due_on=date(2029, 5, 14))

    assert date(2029, 5, 14) == next_visit([longer], "J", 3, TODAY).due_on
    assert date(2029, 5, 14) == next_visit([longer], "PS", 3, TODAY).due_on


def test_a_visit_since_the_last_one_may_say_by_when_the_next_is_wanted() -> None:
    before = a_visit(visited_on=date(2024, 1, 9), kind=VisitKind.FOLLOW_UP, next_due_on=date(2024, 9, 1))
    sooner = a_visit(visited_on=date(2025, 2, 9), kind=VisitKind.FOLLOW_UP, next_due_on=date(2026, 9, 1))
    ahead = a_visit(visited_on=date(2026, 4, 1), next_due_on=date(2030, 4, 1))

    assert date(2026, 9, 1) == next_visit([before, LAST, sooner, ahead], "J", 3, TODAY).due_on
    assert date(2027, 5, 14) == next_visit([before, LAST, ahead], "J", 3, TODAY).due_on
    assert date(2024, 9, 1) == next_visit([before], "J", 3, TODAY).due_on


def test_the_one_that_was_announced_first_is_told() -> None:
    soon, later = a_visit(visited_on=date(2026, 4, 1)), a_visit(visited_on=date(2026, 9, 1))
    called_off = cancelled(a_visit(visited_on=date(2026, 3, 9)), "grève")
    told = next_visit([later, soon, called_off, LAST], "J", 3, TODAY)

    assert (soon, LAST) == (told.announced, told.last)


def test_without_a_visit_to_count_from_or_an_interval_no_day_is_told() -> None:
    never, fifth = next_visit([], "J", 3, TODAY), next_visit([LAST], "W", 5, TODAY)

    assert (3, None, None) == (never.years, never.last, never.due_on)
    assert (None, LAST, None, VISITING_THE_FIFTH) == (fifth.years, fifth.last, fifth.due_on, fifth.source)


def test_three_years_after_a_leap_day_is_the_last_of_february() -> None:
    assert date(2027, 2, 28) == next_visit([a_visit(visited_on=date(2024, 2, 29))], "J", 1, TODAY).due_on


def test_no_day_is_told_that_no_calendar_has() -> None:
    assert next_visit([a_visit(visited_on=date.max)], "J", 1, date.max).due_on is None


def test_rules_are_in_force_from_their_first_day_to_their_last_both_included() -> None:
    rules = VisitingRules(date(2027, 6, 1), {"J": (3, 3, 3, 3)}, until_day=date(2027, 6, 1))

    days = (date(2027, 5, 31), date(2027, 6, 1), date(2027, 6, 2))
    assert [False, True, False] == [rules.are_in_force(day) for day in days]


def test_every_letter_is_one_of_a_type_and_no_two_sets_of_rules_are_in_force_on_one_day() -> None:
    assert {letter for rules in RULES for letter in (*rules.years, *rules.years_where_people_sleep)} <= set(ErpType)
    assert set(ErpType) >= ALWAYS_SLEEPING
    starts = [rules.from_day for rules in RULES]
    assert sorted(starts) == starts
    assert all(
        rules.until_day is not None and rules.until_day < later for rules, later in zip(RULES, starts[1:], strict=False)
    )


def test_nothing_is_marked_as_checked_that_was_read_second_hand() -> None:
    assert {Mark.SECOND_HAND} == {source.mark for source in (ATTENDING, VISITING, VISITING_THE_FIFTH)}
    assert 2026 == AS_OF.year


def test_no_two_labels_read_alike() -> None:
    labels = [*KINDS.values(), *FAVOURS.values(), *AUTHORITIES.values(), *ORDERS.values()]

    assert len(set(labels)) == len(labels) == 5 + 3 + 2 + 5
