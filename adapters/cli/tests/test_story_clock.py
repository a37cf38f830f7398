"""The clock of the demonstration keeps the contract of its port, and stands still in between."""

from datetime import UTC, date, datetime, time

import pytest

from registre_cli.demo.calendar import StoryClock
from registre_core.testing.contracts.world import ClockAt, ClockContract
from registre_system.clock import SystemClock


class TestStoryClock(ClockContract):
    @pytest.fixture
    def clock_at(self) -> ClockAt:
        return lambda instant: StoryClock(SystemClock(), instant)

    def test_it_stands_still_until_it_is_turned_to_another_day(self) -> None:
        clock = StoryClock(SystemClock(), datetime(2026, 4, 15, 10, tzinfo=UTC))
        before = clock.now()
        again = clock.now()
        clock.turn_to(date(2026, 6, 14), time(22, 30))

        assert before == again == datetime(2026, 4, 15, 10, tzinfo=UTC)
        assert date(2026, 6, 15) == clock.today()  # half past midnight in France
