"""Item by item: whether the register holds what the law wants, and since when it does or does not (CCH R. 143-44)."""

from datetime import date

import pytest
from tests.spec.summary.world import BEFORE, TODAY, alike, days_ago, held, visits

from registre_core.findings import State
from registre_core.interventions import Status
from registre_core.logbook import Disability
from registre_core.summary import Item, LogbookFigures, Presence, Span, required

LONG_AGO, LATELY = date(2024, 9, 2), date(2026, 10, 12)
SOME = Span(3, LONG_AGO, LATELY)


@pytest.mark.parametrize("item", [Item.INSTRUCTIONS, Item.STAFF, Item.DRILLS, Item.CHECKS, Item.EVACUATION])
def test_what_was_never_there_is_missing_and_nobody_knows_since_when(item: Item) -> None:
    found = held(item)

    assert (Presence.MISSING, None, None, 0) == (found.presence, found.since, found.latest, found.count)
    assert (False, True) == (found.is_present, found.is_missing)


@pytest.mark.parametrize("item", [Item.WORKS, Item.OBSERVATIONS, Item.MEASURES])
def test_what_never_happened_is_not_missing(item: Item) -> None:
    found = held(item)

    assert (Presence.NOTHING, None, 0) == (found.presence, found.since, found.count)
    assert (False, False) == (found.is_present, found.is_missing)


@pytest.mark.parametrize(
    "item, logbook",
    [
        (Item.DRILLS, LogbookFigures(drills=SOME)),
        (Item.WORKS, LogbookFigures(works=SOME)),
        (Item.STAFF, LogbookFigures(staff=SOME)),
        (Item.INSTRUCTIONS, LogbookFigures(instructions=SOME)),
    ],
)
def test_what_the_logbook_holds_is_there_since_the_first_entry(item: Item, logbook: LogbookFigures) -> None:
    found = held(item, logbook=logbook)

    assert (Presence.HELD, LONG_AGO, LATELY, 3) == (found.presence, found.since, found.latest, found.count)


def test_a_safety_service_that_everybody_left_is_missing_since_the_day_after() -> None:
    found = held(Item.STAFF, logbook=LogbookFigures(staff_until=date(2026, 8, 31)))

    assert (Presence.MISSING, date(2026, 9, 1)) == (found.presence, found.since)


def test_one_who_is_there_makes_up_for_those_who_left() -> None:
    found = held(Item.STAFF, logbook=LogbookFigures(staff=Span(1, LATELY, LATELY), staff_until=date(2026, 8, 31)))

    assert (Presence.HELD, LATELY) == (found.presence, found.since)


def test_a_way_out_is_missing_for_each_kind_of_disability_that_no_instruction_settles() -> None:
    settled = {Disability.MOTOR: LONG_AGO, Disability.HEARING: LATELY}
    found = held(Item.EVACUATION, logbook=LogbookFigures(instructions=SOME, evacuation=settled))

    assert (Presence.MISSING, LONG_AGO, 2) == (found.presence, found.since, found.count)
    assert ("handicap visuel", "handicap mental, cognitif ou psychique") == found.lacking


def test_ways_out_are_there_since_the_day_the_last_kind_of_disability_was_settled() -> None:
    settled = dict.fromkeys(Disability, LONG_AGO) | {Disability.MENTAL: LATELY}
    found = held(Item.EVACUATION, logbook=LogbookFigures(evacuation=settled))

    assert (Presence.HELD, LATELY, ()) == (found.presence, found.since, found.lacking)


def test_checks_are_those_that_were_done_whether_or_not_all_have_signed() -> None:
    done = (
        visits(4, Status.CLOSED, LONG_AGO, date(2026, 1, 15)),
        visits(1, Status.TO_SIGN, LATELY, LATELY),
        visits(2, Status.PLANNED, TODAY, TODAY),
        visits(7, Status.CLOSED, date(2020, 1, 1), TODAY, "maintenance"),
    )
    found = held(Item.CHECKS, interventions=done)

    assert (Presence.HELD, LONG_AGO, LATELY, 5) == (found.presence, found.since, found.latest, found.count)


def test_a_check_that_was_never_done_is_missing_since_the_day_it_was_planned_for() -> None:
    waiting = (visits(1, Status.OVERDUE, LATELY, LATELY), visits(3, Status.CANCELLED, LONG_AGO, LONG_AGO))
    found = held(Item.CHECKS, interventions=waiting)

    assert (Presence.MISSING, LATELY, 0) == (found.presence, found.since, found.count)


def test_observations_are_all_that_were_made_whatever_became_of_them() -> None:
    made = (alike(2, state=State.CLEARED, oldest=LONG_AGO), alike(3, oldest=LATELY))
    found = held(Item.OBSERVATIONS, findings=made)

    assert (Presence.HELD, LONG_AGO, 5) == (found.presence, found.since, found.count)


@pytest.mark.parametrize("state", [state for state in State if state is not State.OPEN])
def test_a_measure_is_whatever_was_done_about_a_finding_or_said_against_it(state: State) -> None:
    found = held(Item.MEASURES, findings=(alike(4, state=state),))

    assert (Presence.HELD, 4, ()) == (found.presence, found.count, found.lacking)


@pytest.mark.parametrize(
    "bare, lacking", [(1, "1 constat sans mesure"), (12, "12 constats sans mesure")], ids=["one", "several"]
)
def test_a_measure_is_missing_as_long_as_a_finding_is_merely_open(bare: int, lacking: str) -> None:
    findings = (alike(4, state=State.PLANNED, oldest=LONG_AGO), alike(bare, oldest=days_ago(5)))
    found = held(Item.MEASURES, findings=findings)

    assert (Presence.MISSING, days_ago(5), 4, (lacking,)) == (found.presence, found.since, found.count, found.lacking)


def test_nobody_is_blamed_for_drills_before_the_law_asked_for_them() -> None:
    assert Item.DRILLS not in {one.item for one in required(BEFORE)}
    assert Presence.MISSING is held(Item.STAFF, on=BEFORE).presence


def test_instructions_that_ended_without_others_are_missing_since_the_day_after() -> None:
    found = held(Item.INSTRUCTIONS, logbook=LogbookFigures(instructions_until=date(2026, 8, 31)))

    assert (Presence.MISSING, date(2026, 9, 1)) == (found.presence, found.since)
