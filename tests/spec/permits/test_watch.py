"""The post-work check: grey, red or green by plan, records and now alone (S9)."""

from collections.abc import Sequence
from datetime import datetime
from itertools import permutations

import pytest
from attrs import evolve
from tests.spec.permits.world import (
    ACTIVE,
    CLOSED,
    DRAFT,
    END,
    ENDED,
    HALF,
    HOUSE,
    LOOKED_AFTER,
    MOMENT,
    READING,
    S9,
    START,
    WAITING,
    after,
    codes,
    minutes,
    with_records,
)

from registre_core.permits import (
    COLOURS,
    THE_WATCH,
    Colour,
    HotWorkPermit,
    RoundRecord,
    RoundState,
    WatchPlan,
    cancelled,
    colour,
    extended,
    may_record_round,
    opened,
    opening_refused,
    rounds_of,
    watch_colour,
    watch_rounds,
    work_ended,
)
from registre_core.testing.builders import a_document
from registre_core.testing.signing import a_round

GREY, RED, GREEN = Colour
AHEAD, DUE, IN_TIME, LATE, MISSED = RoundState


def made(*rounds: tuple[int, float]) -> list[RoundRecord]:
    """Record rounds by name, made so many minutes after the end of work."""
    return [a_round(name, made_at=after(at), recorded_at=after(at)) for name, at in rounds]


def seen(records: Sequence[RoundRecord], now: datetime) -> list[RoundState]:
    return [one.state for one in rounds_of(THE_WATCH, END, records, now)]


ALL_THREE = ((30, 30), (60, 60), (120, 120))
EVENINGS = [
    # records, minutes after the end, colour, each round, source
    ((), 0, GREY, [AHEAD, AHEAD, AHEAD], f"{S9}: Gris = à réaliser"),
    ((), 25, GREY, [DUE, AHEAD, AHEAD], READING),
    ((), 45, GREY, [DUE, AHEAD, AHEAD], READING),
    ((), 46, RED, [MISSED, AHEAD, AHEAD], f"{S9}: Rouge = non réalisée"),
    (((30, 31),), 46, GREY, [IN_TIME, AHEAD, AHEAD], READING),
    (((60, 60),), 61, RED, [MISSED, IN_TIME, AHEAD], "one round never stands for another"),
    (((30, 30), (60, 60)), 135, GREY, [IN_TIME, IN_TIME, DUE], READING),
    (((30, 30), (60, 60)), 136, RED, [IN_TIME, IN_TIME, MISSED], READING),
    (ALL_THREE, 121, GREEN, [IN_TIME] * 3, f"{S9}: Vert = réalisée"),
    (ALL_THREE, 9_999, GREEN, [IN_TIME] * 3, f"{S9}: Vert = réalisée"),
    (((30, 50),), 55, GREY, [LATE, DUE, AHEAD], "a round recorded late turns red back, and stays marked"),
    (((30, 50), (60, 60), (120, 500)), 501, GREEN, [LATE, IN_TIME, LATE], "late, and recorded all the same"),
    (((30, 30), (30, 60), (30, 120)), 136, RED, [IN_TIME, MISSED, MISSED], "one round never stands for another"),
]


@pytest.mark.parametrize("records, at, expected, each, source", EVENINGS)
def test_what_the_list_shows_that_evening(
    records: Sequence[tuple[int, float]], at: float, expected: Colour, each: list[RoundState], source: str
) -> None:
    given = made(*records)

    assert (expected, each) == (colour(THE_WATCH, END, given, after(at)), seen(given, after(at))), source


def test_the_labels_are_the_source_s_own() -> None:
    assert {"gris": "à réaliser", "rouge": "non réalisée", "vert": "réalisée"} == {
        one.value: label for one, label in COLOURS.items()
    }


WINDOWS = [
    # minutes, moments beside them, what a record made then stands for, and what stands there without one
    (25, -1, None, AHEAD),
    (25, 0, IN_TIME, DUE),
    (45, 0, IN_TIME, DUE),
    (45, 1, LATE, MISSED),
]


@pytest.mark.parametrize("at, beside, with_one, without", WINDOWS)
def test_a_window_is_from_5_minutes_early_to_15_late_both_ends_inclusive_to_the_microsecond(
    at: int, beside: int, with_one: RoundState | None, without: RoundState
) -> None:
    moment = after(at) + beside * MOMENT
    record = a_round(30, made_at=moment, recorded_at=moment)

    assert without is seen([], moment)[0]
    assert (with_one or MISSED) is seen([record], after(60))[0]


@pytest.mark.parametrize("minutes_after", [30, 60, 120])
def test_each_round_has_its_own_window(minutes_after: int) -> None:
    (one,) = (one for one in watch_rounds(ENDED, END) if one.minutes == minutes_after)

    assert (after(minutes_after - 5), after(minutes_after), after(minutes_after + 15)) == (
        one.opens_at,
        one.due_at,
        one.shuts_at,
    )


def test_no_window_opens_before_the_end_of_work() -> None:
    (one,) = rounds_of(WatchPlan((3,)), END, [], END)

    assert (END, DUE) == (one.opens_at, one.state)


def test_a_watch_that_is_not_enabled_has_no_colour() -> None:
    assert (None, ()) == (colour(None, END, [], after(60)), watch_rounds(evolve(ENDED, watch=None), END))


def test_it_is_grey_before_anybody_knows_when_the_work_ends() -> None:
    assert GREY is colour(THE_WATCH, None, [], END)
    assert [AHEAD] * 3 == [one.state for one in rounds_of(THE_WATCH, None, [], END)]


PERMITS = [
    (DRAFT, END + minutes(300), GREY, "grey also before the end of work"),
    (HALF, END + minutes(300), GREY, "nobody signed that work may begin"),
    (ACTIVE, END, GREY, READING),
    (ACTIVE, after(45) + MOMENT, RED, "a validity that passes without a declared end counts as that moment"),
    (work_ended(ACTIVE, START + minutes(60)), START + minutes(105), GREY, "the declared end counts"),
    (work_ended(ACTIVE, START + minutes(60)), START + minutes(105) + MOMENT, RED, "the declared end counts"),
    (work_ended(ACTIVE, after(20)), after(65), GREY, "work that went on longer is watched later"),
    (LOOKED_AFTER, after(121), GREEN, READING),
    (CLOSED, after(500), GREEN, READING),
    (opening_refused(WAITING, "Non", START), after(60), None, "nobody ever worked"),
    (cancelled(ACTIVE, "Reporté", START - MOMENT), after(60), None, "nobody will work"),
]


@pytest.mark.parametrize("permit, now, expected, source", PERMITS)
def test_a_permit_is_looked_after_from_the_end_of_its_work(
    permit: HotWorkPermit, now: datetime, expected: Colour | None, source: str
) -> None:
    assert expected is watch_colour(permit, now), source


def test_the_order_of_arrival_does_not_matter() -> None:
    records = made((30, 31), (30, 80), (60, 61), (120, 500))

    assert {tuple(seen(order, after(501))) for order in permutations(records)} == {(IN_TIME, IN_TIME, LATE)}


def test_who_looked_first_made_the_round_whoever_was_heard_of_first() -> None:
    late, in_time = made((30, 50), (30, 40))

    assert [in_time] * 2 == [
        rounds_of(THE_WATCH, END, order, after(60))[0].record for order in ([late, in_time], [in_time, late])
    ]


def test_a_record_from_before_a_later_end_of_work_stands_for_nothing() -> None:
    """Validity passed at six, somebody looked at half past; then the firm said that it worked until twenty past."""
    looked = with_records(ACTIVE, made((30, 30)))

    assert [IN_TIME, MISSED] == [
        watch_rounds(one, after(66))[0].state for one in (looked, work_ended(looked, after(20)))
    ]


def test_work_that_ended_earlier_than_was_thought_makes_its_rounds_late() -> None:
    looked = with_records(ACTIVE, made((30, 30)))

    assert LATE is watch_rounds(work_ended(looked, END - minutes(60)), after(31))[0].state


def test_work_of_a_first_edition_is_watched_though_nobody_signed_the_second() -> None:
    asked = extended(ACTIVE, after(120), END - minutes(10))

    assert (END, RED) == (asked.watched_from, watch_colour(asked, after(46)))
    assert after(120) == opened(asked, asked.rule.roles).watched_from


JUDGED = [
    # permit, round, minutes after the end, reasons, source
    (ENDED, 30, 25, [], READING),
    (ENDED, 30, 9_999, [], "a late one is recorded, too"),
    (ENDED, 30, 24.9, ["round-too-early"], READING),
    (ENDED, 60, 30, ["round-too-early"], "one round never stands for another"),
    (ENDED, 45, 45, ["unknown-round"], HOUSE),
    (ENDED, 30, -1, ["round-before-end"], "bad input: a round before the end of work"),
    (ACTIVE, 30, -1, ["round-before-end"], "nobody declared an end, and the validity has not passed"),
    (ACTIVE, 30, 30, [], "a validity that passes counts as the end"),
    (WAITING, 30, 30, ["work-never-allowed"], HOUSE),
    (evolve(ENDED, watch=None), 30, 30, ["watch-not-enabled"], HOUSE),
    (CLOSED, 30, 200, [], "what a telephone kept is not lost"),
]


@pytest.mark.parametrize("permit, name, at, expected, source", JUDGED)
def test_which_rounds_can_be_recorded(
    permit: HotWorkPermit, name: int, at: float, expected: list[str], source: str
) -> None:
    assert expected == codes(may_record_round(permit, name, after(at))), source


def test_a_picture_of_the_place_is_one() -> None:
    plan, picture = a_document(b"%PDF-1.7"), a_document(b"\xff\xd8\xff", media_type="image/jpeg")

    assert [["photo-not-image"], []] == [codes(may_record_round(ENDED, 30, after(30), one)) for one in (plan, picture)]
    assert ["unknown-round", "photo-not-image"] == codes(may_record_round(ENDED, 45, after(30), plan)), "both at once"


def test_who_comes_too_early_is_told_from_when_on() -> None:
    (reason,) = may_record_round(ENDED, 60, after(30)).reasons

    assert after(55).isoformat() == reason.facts["opens_at"]


LACKING = [
    (ACTIVE, END - MOMENT, False),
    (ACTIVE, END, True),
    (LOOKED_AFTER, after(200), False),
    (with_records(ENDED, made((30, 30), (60, 60), (120, 110))), after(200), True),
    (DRAFT, after(200), False),
    (evolve(ENDED, watch=None), after(200), False),
    (CLOSED, after(200), False),
]


@pytest.mark.parametrize("permit, at, expected", LACKING)
def test_a_watch_is_running_from_its_beginning_until_its_last_round(
    permit: HotWorkPermit, at: datetime, *, expected: bool
) -> None:
    assert expected is permit.is_watched(at)
