"""When an intervention comes again: counted on a calendar, from the day it was done."""

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from registre_core.interventions import (
    LONGEST,
    Intervention,
    Period,
    Recurrence,
    cancelled,
    closed,
    followed,
    next_day,
    next_one,
)
from registre_core.kernel.documents import Digest, DocumentRef
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import ContactId, ContractorId, InterventionId
from registre_core.kernel.signatories import SignatoryRole, SignatoryRule
from registre_core.testing.builders import IDS, a_document, an_intervention
from registre_core.testing.memory.world import A_MONDAY_MORNING

CALENDAR = [
    # from, every, period, next, why
    (date(2026, 1, 31), 1, Period.MONTH, date(2026, 2, 28), "the last of February"),
    (date(2028, 1, 31), 1, Period.MONTH, date(2028, 2, 29), "the last of February, of a leap year"),
    (date(2026, 2, 28), 1, Period.MONTH, date(2026, 3, 28), "counted from the day it was done, not from an older one"),
    (date(2026, 8, 31), 1, Period.MONTH, date(2026, 9, 30), "a month of thirty days"),
    (date(2026, 12, 15), 1, Period.MONTH, date(2027, 1, 15), "over the end of the year"),
    (date(2026, 12, 31), 2, Period.MONTH, date(2027, 2, 28), "both"),
    (date(2026, 3, 2), 6, Period.MONTH, date(2026, 9, 2), "twice a year"),
    (date(2028, 2, 29), 1, Period.YEAR, date(2029, 2, 28), "no such day"),
    (date(2028, 2, 29), 4, Period.YEAR, date(2032, 2, 29), "there it is again"),
    (date(2028, 2, 29), 72, Period.YEAR, date(2100, 2, 28), "2100 is no leap year"),
    (date(2026, 3, 2), 1, Period.YEAR, date(2027, 3, 2), "once a year"),
    (date(2026, 3, 2), 5, Period.YEAR, date(2031, 3, 2), "every five years"),
    (date(2026, 12, 28), 1, Period.WEEK, date(2027, 1, 4), "over the end of the year"),
    (date(2028, 2, 28), 1, Period.WEEK, date(2028, 3, 6), "over a leap day"),
    (date(2026, 3, 2), 52, Period.WEEK, date(2027, 3, 1), "weeks are not a year"),
    (date.max, 1, Period.WEEK, date.max, "behind the last day there is none"),
    (date(9999, 12, 31), 1, Period.MONTH, date.max, "likewise"),
    (date(9990, 3, 2), 12, Period.YEAR, date.max, "likewise"),
]


@pytest.mark.parametrize("day, every, period, expected, why", CALENDAR)
def test_a_calendar_says_when_it_comes_again(day: date, every: int, period: Period, expected: date, why: str) -> None:
    assert expected == Recurrence(every, period).next_after(day), why


DAYS = st.dates(date(1900, 1, 1), date(2400, 1, 1))


@given(DAYS, st.integers(1, LONGEST))
def test_weeks_are_seven_days(day: date, every: int) -> None:
    assert timedelta(days=7 * every) == Recurrence(every, Period.WEEK).next_after(day) - day


@given(DAYS, st.integers(1, 60))
def test_months_are_what_one_finds_leafing_through_a_calendar(day: date, every: int) -> None:
    """Naively: turn so many pages, and look for the day; where the page ends before, take its last line."""
    page = day.replace(day=1)
    for _ in range(every):
        page = (page + timedelta(days=31)).replace(day=1)
    lines = [page + timedelta(days=n) for n in range(31) if (page + timedelta(days=n)).month == page.month]

    assert lines[min(day.day, len(lines)) - 1] == Recurrence(every, Period.MONTH).next_after(day)


@given(DAYS, st.integers(1, 100))
def test_a_year_is_twelve_months(day: date, every: int) -> None:
    assert Recurrence(12 * every, Period.MONTH).next_after(day) == Recurrence(every, Period.YEAR).next_after(day)


@given(DAYS, DAYS, st.integers(1, LONGEST), st.sampled_from(Period))
def test_it_comes_later_and_what_was_done_later_comes_no_sooner(
    one: date, other: date, every: int, period: Period
) -> None:
    recurrence, first, last = Recurrence(every, period), min(one, other), max(one, other)

    assert first < recurrence.next_after(first) <= recurrence.next_after(last)


@pytest.mark.parametrize(
    "every, code", [(0, "number-too-small"), (-1, "number-too-small"), (LONGEST + 1, "number-too-large")]
)
def test_it_comes_again_after_one_period_at_least_and_not_in_another_age(every: int, code: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Recurrence(every, Period.YEAR)

    assert ("every", code) == (refusal.value.problems[0].path, refusal.value.code)


YEARLY = Recurrence(1, Period.YEAR)
PHOTO: DocumentRef = a_document(b"\xff\xd8\xff", media_type="image/jpeg", name="photo.jpg")
RECURRING = an_intervention(
    type_code="maintenance",
    planned_on=date(2026, 3, 16),
    contractors=(ContractorId(IDS.new()), ContractorId(IDS.new())),
    contacts=(ContactId(IDS.new()),),
    recurrence=YEARLY,
    rule=SignatoryRule((SignatoryRole.CONTRACTOR, SignatoryRole.CONTACT), in_order=True),
    reports=(a_document(),),
    photos=(PHOTO,),
)
NEXT = InterventionId(IDS.new())


def done(on: date) -> Intervention:
    return closed(RECURRING, done_on=on, at=A_MONDAY_MORNING)


@pytest.mark.parametrize("done_on", [date(2026, 2, 1), date(2026, 3, 16), date(2026, 8, 31)])
def test_the_next_one_counts_from_the_day_it_was_done_and_from_no_other(done_on: date) -> None:
    """Neither from the planned one nor from the one it was signed on."""
    assert date(2027, done_on.month, done_on.day) == next_day(done(done_on))


def test_the_next_one_of_what_was_cancelled_counts_from_its_own_day() -> None:
    assert date(2027, 3, 16) == next_day(cancelled(RECURRING, "fermé", A_MONDAY_MORNING))


@pytest.mark.parametrize(
    "intervention",
    [RECURRING, closed(evolve(RECURRING, recurrence=None), done_on=date(2026, 3, 16), at=A_MONDAY_MORNING)],
    ids=["open", "once"],
)
def test_what_is_open_or_does_not_recur_is_followed_by_none(intervention: Intervention) -> None:
    assert next_day(intervention) is None
    assert not intervention.ends_series


def test_the_next_one_inherits_place_people_signatories_and_recurrence_and_nothing_that_was_done() -> None:
    over = done(date(2026, 3, 17))
    expected = Intervention(
        NEXT,
        RECURRING.site_id,
        "maintenance",
        date(2027, 3, 17),
        RECURRING.contractors,
        RECURRING.contacts,
        rule=RECURRING.rule,
        recurrence=YEARLY,
        follows=RECURRING.id,
    )

    assert expected == next_one(over, NEXT, date(2027, 3, 17), over.contacts)


def test_a_series_goes_on_while_one_follows_and_ends_with_the_one_that_none_does() -> None:
    over = done(date(2026, 3, 17))
    coming = next_one(over, NEXT, date(2027, 3, 17), over.contacts)

    assert over.ends_series
    assert not followed(over, coming).ends_series
    assert NEXT == followed(over, coming).followed_by
    assert not coming.ends_series
    assert Digest(PHOTO.digest) == followed(over, coming).photos[0].digest
