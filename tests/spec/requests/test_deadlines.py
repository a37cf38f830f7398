"""Until when answers are waited for, wherever the clock hangs, and in the nights when it is set."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from tests.spec.requests.world import DEADLINE, IN_TIME, TOO_LATE, problems

from registre_core import InvalidInput
from registre_core.requests import Deadline
from registre_core.requests.deadlines import is_late

MOMENTS = [
    # the day, the time, the zone, the moment in UTC
    (date(2026, 1, 15), time(17), "Europe/Paris", datetime(2026, 1, 15, 16, tzinfo=UTC)),
    (date(2026, 7, 15), time(17), "Europe/Paris", datetime(2026, 7, 15, 15, tzinfo=UTC)),
    (date(2026, 7, 15), time(17), "Indian/Reunion", datetime(2026, 7, 15, 13, tzinfo=UTC)),
    (date(2026, 7, 15), time(17), "America/Martinique", datetime(2026, 7, 15, 21, tzinfo=UTC)),
    (date(2026, 7, 15), time(17), "Pacific/Noumea", datetime(2026, 7, 15, 6, tzinfo=UTC)),
    # clocks are set forth at 2 h: 2 h 30 never comes, and is half an hour behind what was 2 h
    (date(2026, 3, 29), time(1, 59), "Europe/Paris", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
    (date(2026, 3, 29), time(2, 30), "Europe/Paris", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
    (date(2026, 3, 29), time(3, 0), "Europe/Paris", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
    # clocks are set back at 3 h: 2 h 30 comes twice, and the second time counts
    (date(2026, 10, 25), time(1, 59), "Europe/Paris", datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
    (date(2026, 10, 25), time(2, 30), "Europe/Paris", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    (date(2026, 10, 25), time(3, 0), "Europe/Paris", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
]


@pytest.mark.parametrize("day, at, zone, moment", MOMENTS)
def test_a_deadline_is_said_on_a_clock_of_the_wall_and_kept_as_a_moment(
    day: date, at: time, zone: str, moment: datetime
) -> None:
    said = Deadline(day, at, zone).instant

    assert (moment, timedelta(0)) == (said, said.utcoffset())


@pytest.mark.parametrize("day, hours", [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 7, 15), 24)])
def test_a_deadline_that_names_a_day_means_all_of_it_however_long_it_is(day: date, hours: int) -> None:
    begins = Deadline(day, time(0)).instant

    assert timedelta(hours=hours) == Deadline(day).instant - begins + timedelta(microseconds=1)


def test_what_comes_at_the_deadline_is_in_time_and_what_comes_behind_it_is_late() -> None:
    assert not is_late(DEADLINE, IN_TIME)
    assert is_late(DEADLINE, TOO_LATE)
    assert is_late(DEADLINE, TOO_LATE.astimezone(timezone(timedelta(hours=-9))))


def test_without_a_deadline_nothing_is_late() -> None:
    assert not is_late(None, datetime.max.replace(tzinfo=UTC))


@pytest.mark.parametrize("zone", ["Europe/Nantes", "", "../../etc/passwd", "/etc/localtime", "\0"])
def test_a_zone_that_nobody_knows_is_refused(zone: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Deadline(date(2026, 7, 15), zone=zone)

    assert [("zone", "unknown-zone")] == problems(refusal.value)


def test_the_zone_stands_beside_the_time_and_not_within_it() -> None:
    with pytest.raises(InvalidInput) as refusal:
        Deadline(date(2026, 7, 15), time(17, tzinfo=UTC))

    assert [("at", "aware-time")] == problems(refusal.value)


@pytest.mark.parametrize("day", [date.min, date(1999, 12, 31), date(3000, 1, 1), date.max])
def test_a_day_that_is_a_slip_of_the_hand_is_refused(day: date) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Deadline(day)

    assert [("on", "day-out-of-range")] == problems(refusal.value)
