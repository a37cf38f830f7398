"""Hot-work permits of many sites: where they stand, what their watch looks like, and which rounds nobody made."""

from datetime import timedelta

from attrs import evolve
from tests.spec.permits.world import ACTIVE, DRAFT, END, ENDED, START, minutes
from tests.spec.summary.world import POOL, days_ago

from registre_core.permits import Colour, PermitState, cancelled
from registre_core.summary import PermitFigures, permits_by_site
from registre_core.testing.signing import a_round

SINCE = days_ago(365)


def test_each_site_is_counted_for_itself() -> None:
    there = evolve(ACTIVE, site_id=POOL)
    found = permits_by_site([ACTIVE, DRAFT, there], SINCE, START)

    assert {PermitState.ACTIVE: 1, PermitState.DRAFT: 1} == found[ACTIVE.site_id].states
    assert PermitFigures(SINCE, {PermitState.ACTIVE: 1}, {Colour.GREY: 1}) == found[POOL]


def test_rounds_that_nobody_made_in_time_are_missed_and_those_made_behind_it_are_late() -> None:
    ended = ENDED.work_ended_at
    assert ended is not None
    late = a_round(30, made_at=ended + minutes(50), recorded_at=ended + minutes(50))
    watched = evolve(ENDED, rounds=(late,))

    found = permits_by_site([watched], SINCE, ended + timedelta(hours=3))[ENDED.site_id]

    assert (2, 1, {Colour.RED: 1}) == (found.missed_rounds, found.late_rounds, found.colours)


def test_rounds_that_are_still_to_come_are_not_missed() -> None:
    ended = ENDED.work_ended_at
    assert ended is not None
    found = permits_by_site([ENDED], SINCE, ended)[ENDED.site_id]

    assert (0, {Colour.GREY: 1}) == (found.missed_rounds, found.colours)


def test_nobody_waits_for_the_rounds_of_work_that_was_never_done() -> None:
    gone = cancelled(ACTIVE, "Travaux reportés", START)
    found = permits_by_site([gone], SINCE, END + timedelta(days=1))[ACTIVE.site_id]

    assert PermitFigures(SINCE, {PermitState.CANCELLED: 1}) == found


def test_a_permit_without_a_check_has_no_colour_and_no_rounds() -> None:
    unwatched = evolve(ACTIVE, watch=None)
    found = permits_by_site([unwatched], SINCE, END + timedelta(days=1))[ACTIVE.site_id]

    assert (0, {}) == (found.missed_rounds, found.colours)


def test_a_site_without_a_permit_is_not_there() -> None:
    assert {} == permits_by_site([], SINCE, START)
