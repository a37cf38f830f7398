"""When something is tried again, and when it may go out at all."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registre_core import InvalidInput
from registre_core.notices import THE_HOUSES_DELIVERIES, DeliveryPolicy, NoticeSettings
from registre_core.notices.policy import quiet_until, tries_of, wait_before

NIGHT = NoticeSettings(quiet_from=time(20), quiet_until=time(7))
NOON = NoticeSettings(quiet_from=time(12), quiet_until=time(14))
SECONDS = st.floats(0.001, 1e6)
POLICIES = st.builds(
    lambda first, more, factor, jitter: DeliveryPolicy(
        first_wait=timedelta(seconds=first),
        longest_wait=timedelta(seconds=first + more),
        factor=factor,
        jitter=jitter,
    ),
    SECONDS,
    SECONDS,
    st.floats(1, 1e300),
    st.floats(0, 1),
)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]  # year, month, day, hour, minute


def problems_of(**terms: object) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refusal:
        DeliveryPolicy(**terms)  # type: ignore[arg-type]  # whatever a host may write
    return [(one.path, one.code) for one in refusal.value.problems]


@given(policy=POLICIES, tried=st.integers(1, 10_000), chance=st.floats(0, 1), urgent=st.booleans())
def test_no_wait_is_longer_than_the_longest_nor_shorter_than_chance_allows(
    policy: DeliveryPolicy, tried: int, chance: float, *, urgent: bool
) -> None:
    wait = wait_before(policy, tried, chance, urgent=urgent)

    assert timedelta() <= wait <= policy.longest_wait
    assert wait >= (1 - policy.jitter) * min(policy.first_wait, policy.urgent_wait) - timedelta(microseconds=1)


@given(policy=POLICIES, tried=st.integers(1, 50), urgent=st.booleans())
def test_waits_never_become_shorter_by_themselves(policy: DeliveryPolicy, tried: int, *, urgent: bool) -> None:
    assert wait_before(policy, tried, 0, urgent=urgent) <= wait_before(policy, tried + 1, 0, urgent=urgent)


def test_what_failed_together_does_not_come_back_together() -> None:
    waits = {wait_before(THE_HOUSES_DELIVERIES, 5, chance / 10) for chance in range(10)}

    assert 10 == len(waits)


def test_a_mail_server_that_is_down_from_friday_evening_to_saturday_night_loses_nothing() -> None:
    tries = range(1, THE_HOUSES_DELIVERIES.tries)
    shortest = sum((wait_before(THE_HOUSES_DELIVERIES, tried, 1) for tried in tries), timedelta())

    assert shortest > timedelta(hours=24)


def test_a_safety_notice_is_tried_every_ten_minutes_for_about_as_long_as_anything_else() -> None:
    tries = range(1, tries_of(THE_HOUSES_DELIVERIES, urgent=True))
    waits = [wait_before(THE_HOUSES_DELIVERIES, tried, 1, urgent=True) for tried in tries]

    assert max(waits) <= timedelta(minutes=10)
    assert sum(waits, timedelta()) > timedelta(hours=24)


def test_all_that_is_wrong_with_a_policy_is_told_at_once() -> None:
    assert [
        ("lease", "span-too-short"),
        ("factor", "number-too-small"),
        ("jitter", "not-a-share"),
        ("tries", "number-too-small"),
        ("request_link", "no-place-for-the-secret"),
        ("longest_wait", "span-too-short"),
    ] == problems_of(
        lease=timedelta(),
        factor=0.5,
        jitter=1.5,
        tries=0,
        request_link="https://registre.exemple.fr",
        longest_wait=timedelta(seconds=1),
    )


@pytest.mark.parametrize(
    "settings, at, until",
    [
        (NIGHT, utc(2026, 1, 15, 18, 59), None),
        (NIGHT, utc(2026, 1, 15, 19, 0), utc(2026, 1, 16, 6, 0)),
        (NIGHT, utc(2026, 1, 15, 23, 30), utc(2026, 1, 16, 6, 0)),
        (NIGHT, utc(2026, 1, 16, 5, 59), utc(2026, 1, 16, 6, 0)),
        (NIGHT, utc(2026, 1, 16, 6, 0), None),
        (NIGHT, utc(2026, 7, 15, 18, 0), utc(2026, 7, 16, 5, 0)),
        (NOON, utc(2026, 1, 15, 11, 0), utc(2026, 1, 15, 13, 0)),
        (NOON, utc(2026, 1, 15, 13, 0), None),
        (NoticeSettings(), utc(2026, 1, 15, 23, 0), None),
    ],
)
def test_quiet_hours_are_those_of_the_clocks_in_paris(
    settings: NoticeSettings, at: datetime, until: datetime | None
) -> None:
    assert until == quiet_until(settings, at)


def test_a_night_that_ends_at_an_hour_that_comes_twice_ends_with_the_second() -> None:
    settings = NoticeSettings(quiet_from=time(20), quiet_until=time(2, 30))

    assert utc(2026, 10, 25, 1, 30) == quiet_until(settings, utc(2026, 10, 24, 22))


def test_a_night_that_ends_at_an_hour_that_never_comes_ends_at_the_later_reading() -> None:
    settings = NoticeSettings(quiet_from=time(20), quiet_until=time(2, 30))

    assert utc(2026, 3, 29, 1, 30) == quiet_until(settings, utc(2026, 3, 28, 22))


INSTANTS = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.times(), st.times(), INSTANTS)
def test_quiet_hours_end_within_about_a_day(begins: time, ends: time, at: datetime) -> None:
    until = quiet_until(NoticeSettings(quiet_from=begins, quiet_until=ends), at)

    assert until is None or at < until <= at + timedelta(hours=26)


@given(INSTANTS)
def test_what_waited_for_the_morning_need_not_wait_again(at: datetime) -> None:
    until = quiet_until(NIGHT, at)

    assert until is None or quiet_until(NIGHT, until) is None
