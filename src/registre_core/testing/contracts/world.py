"""The contracts of `Clock` and `IdSource`.

Example:
    A clock is proven by a class that says how to build it, as it is and as if it were another time::

        class TestMyClock(ClockContract):
            @pytest.fixture
            def clock_at(self):
                return lambda instant: MyClock(time=instant.timestamp)
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from typing import ClassVar
from uuid import RFC_4122, UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registre_core.ports.world import Clock, IdSource
from registre_core.testing.contracts.elsewhere import at_once
from registre_core.testing.memory.world import PARIS
from registre_core.testing.obligations import Capability, obligation

ClockAt = Callable[[datetime], Clock]
"""Builds the clock as it would be at that instant; it may go on from there."""

MIDNIGHTS = {
    "winter": (datetime(2026, 1, 14, 23, tzinfo=UTC), date(2026, 1, 15)),
    "summer": (datetime(2026, 7, 13, 22, tzinfo=UTC), date(2026, 7, 14)),
    "new year": (datetime(2025, 12, 31, 23, tzinfo=UTC), date(2026, 1, 1)),
    "leap day": (datetime(2028, 2, 28, 23, tzinfo=UTC), date(2028, 2, 29)),
    "before clocks go forward": (datetime(2026, 3, 28, 23, tzinfo=UTC), date(2026, 3, 29)),
    "after clocks went forward": (datetime(2026, 3, 29, 22, tzinfo=UTC), date(2026, 3, 30)),
    "before clocks go back": (datetime(2026, 10, 24, 22, tzinfo=UTC), date(2026, 10, 25)),
    "after clocks went back": (datetime(2026, 10, 25, 23, tzinfo=UTC), date(2026, 10, 26)),
}
"""Instants at which a day begins in France, and that day."""

MANY = 10_000
THREADS = 6


class ClockContract:
    """CLK-1 to CLK-4. Override `clock_at`, and `clock` if the clock as it runs is built otherwise."""

    @pytest.fixture
    def clock_at(self) -> ClockAt:
        """Say how to build the clock as it would be at an instant."""
        raise NotImplementedError("override the fixture `clock_at`")

    @pytest.fixture
    def clock(self, clock_at: ClockAt) -> Clock:
        """The clock as it runs."""
        return clock_at(datetime.now(UTC))

    @obligation("CLK-1")
    def test_now_carries_the_offset_of_utc(self, clock: Clock) -> None:
        assert clock.now().utcoffset() == timedelta(0)

    @obligation("CLK-1")
    @pytest.mark.parametrize("midnight", MIDNIGHTS.values(), ids=MIDNIGHTS)
    def test_now_is_the_instant_whatever_the_season(self, clock_at: ClockAt, midnight: tuple[datetime, date]) -> None:
        now = clock_at(midnight[0]).now()
        assert now.utcoffset() == timedelta(0)
        assert timedelta(0) <= now - midnight[0] < timedelta(minutes=5)

    @obligation("CLK-2")
    @pytest.mark.parametrize("midnight", MIDNIGHTS.values(), ids=MIDNIGHTS)
    def test_the_day_begins_at_midnight_in_france(self, clock_at: ClockAt, midnight: tuple[datetime, date]) -> None:
        instant, day = midnight
        days = [clock_at(instant + timedelta(minutes=minutes)).today() for minutes in (-10, 0, 10)]
        assert days == [day - timedelta(days=1), day, day]

    @obligation("CLK-2")
    @settings(
        deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors]
    )
    @given(instant=st.datetimes(datetime(1997, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
    def test_today_is_the_day_in_france(self, clock_at: ClockAt, instant: datetime) -> None:
        latest = instant + timedelta(minutes=5)
        assert clock_at(instant).today() in {instant.astimezone(PARIS).date(), latest.astimezone(PARIS).date()}

    @obligation("CLK-3")
    @pytest.mark.parametrize("seconds", [0, 0.001, 0.05])
    def test_waiting_takes_at_least_the_time_asked_for(self, clock: Clock, seconds: float) -> None:
        before = clock.now()
        clock.wait(seconds)
        assert clock.now() - before >= timedelta(seconds=seconds)

    @obligation("CLK-4")
    @pytest.mark.parametrize("hours", [0, 1, -11, 14])
    @pytest.mark.parametrize("midnight", MIDNIGHTS.values(), ids=MIDNIGHTS)
    def test_every_instant_has_its_day_in_france(
        self, clock: Clock, midnight: tuple[datetime, date], hours: int
    ) -> None:
        instant, day = midnight[0].astimezone(timezone(timedelta(hours=hours))), midnight[1]
        days = [clock.day_of(instant + timedelta(minutes=minutes)) for minutes in (-10, 0, 10)]
        assert days == [day - timedelta(days=1), day, day]


class IdSourceContract:
    """IDS-1 to IDS-3. Override `new_ids`; a source for tests says that its secrets can be guessed."""

    unguessable: ClassVar[Capability | bool] = Capability("secrets come from the system's source of randomness")

    @pytest.fixture
    def new_ids(self) -> Callable[[], IdSource]:
        """Say how to build a source."""
        raise NotImplementedError("override the fixture `new_ids`")

    @pytest.fixture
    def ids(self, new_ids: Callable[[], IdSource]) -> IdSource:
        """A source."""
        return new_ids()

    @obligation("IDS-1")
    def test_identifiers_are_of_version_7(self, ids: IdSource) -> None:
        made = [ids.new() for _ in range(100)]
        assert {type(one) for one in made} == {UUID}
        assert {(one.variant, one.version) for one in made} == {(RFC_4122, 7)}

    @obligation("IDS-1", "IDS-2")
    def test_identifiers_made_later_are_different_and_sort_later(self, ids: IdSource) -> None:
        made = [ids.new() for _ in range(MANY)]
        assert all(earlier < later for earlier, later in pairwise(made))

    @obligation("IDS-1", "IDS-2")
    def test_threads_share_no_identifier_and_see_theirs_in_order(self, ids: IdSource) -> None:
        futures = at_once(THREADS, lambda _: [ids.new() for _ in range(MANY // THREADS)])
        series = [future.result() for future in futures]
        assert len({one for made in series for one in made}) == sum(map(len, series))
        assert all(made == sorted(made) for made in series)

    @obligation("IDS-3")
    @pytest.mark.parametrize("length", [1, 16, 32, 64, 1_000])
    def test_a_secret_has_the_length_asked_for(self, ids: IdSource, length: int) -> None:
        assert len(ids.secret(length)) == length
        assert len(ids.secret()) == 32

    @obligation("IDS-3")
    def test_secrets_do_not_repeat(self, ids: IdSource) -> None:
        made = [ids.secret(16) for _ in range(1_000)]
        assert len(set(made)) == len(made)
        assert {type(one) for one in made} == {bytes}

    @obligation("IDS-3")
    def test_threads_share_no_secret(self, ids: IdSource) -> None:
        series = [future.result() for future in at_once(THREADS, lambda _: [ids.secret() for _ in range(500)])]
        assert len({one for made in series for one in made}) == sum(map(len, series))

    @obligation("IDS-3", needs="unguessable")
    def test_secrets_cannot_be_made_again(self, new_ids: Callable[[], IdSource]) -> None:
        state = random.getstate()
        try:
            made = []
            for _ in range(2):
                random.seed(0)
                ids = new_ids()
                made += [ids.secret(), ids.secret()]
        finally:
            random.setstate(state)
        assert len(set(made)) == len(made)

    @obligation("IDS-3")
    def test_the_bits_of_secrets_look_thrown(self, ids: IdSource) -> None:
        made = b"".join(ids.secret() for _ in range(1_000))
        ones = sum(byte.bit_count() for byte in made) / (8 * len(made))
        assert abs(ones - 0.5) < 0.01, f"{ones:.1%} of the bits are ones"
        assert len(set(made)) == 256, "some byte never occurs"
