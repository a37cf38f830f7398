"""What the clock of the machine says beyond its contract."""

import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta

import pytest

from registre_system.clock import SystemClock

OPEN_A_CLOCK = """
from registre_core.kernel.errors import ConfigurationError
from registre_system.clock import SystemClock
try:
    print(SystemClock().today().isoformat())
except ConfigurationError as error:
    print(error)
"""


def run(programme: str, **environment: str) -> str:
    """Run a programme in a fresh interpreter and give what it prints."""
    settings = {**os.environ, **environment}
    run = subprocess.run([sys.executable, "-c", programme], check=True, capture_output=True, text=True, env=settings)
    return run.stdout.strip()


def test_now_is_in_utc_and_within_the_present_second() -> None:
    before = time.time()
    now = SystemClock().now()
    assert timedelta(0) == now.utcoffset()
    assert UTC is now.tzinfo
    assert before <= now.timestamp() <= time.time()


@pytest.mark.parametrize(
    "instant, day",
    [
        pytest.param("2026-03-29T21:59:59.999999+00:00", date(2026, 3, 29), id="the day of 23 hours ends"),
        pytest.param("2026-10-25T22:59:59.999999+00:00", date(2026, 10, 25), id="the day of 25 hours ends"),
        pytest.param("2026-10-25T23:00:00+00:00", date(2026, 10, 26), id="the next begins"),
    ],
)
def test_the_legal_day_is_the_date_in_paris(instant: str, day: date) -> None:
    assert day == SystemClock(datetime.fromisoformat(instant).timestamp).today()


def test_the_time_zone_of_the_machine_does_not_move_the_legal_day() -> None:
    before = SystemClock().today()
    days = {run(OPEN_A_CLOCK, TZ=zone) for zone in ("<+14>-14", "<-12>12")}  # these two never share a date
    after = SystemClock().today()
    assert {str(before)} == days or before < after


def test_waiting_takes_at_least_the_time_asked_for() -> None:
    before = time.monotonic()
    SystemClock().wait(0.05)
    assert 0.05 <= time.monotonic() - before


@pytest.mark.parametrize("seconds", [0, -1, -0.001])
def test_waiting_for_what_has_passed_is_no_wait(seconds: float) -> None:
    SystemClock().wait(seconds)


def test_a_machine_without_time_zones_is_told_what_to_install() -> None:
    without = f"import sys; sys.modules['tzdata'] = None\n{OPEN_A_CLOCK}"
    said = run(without, PYTHONTZPATH="")
    assert "install" in said
    assert "tzdata [time-zone-data-missing]" in said
