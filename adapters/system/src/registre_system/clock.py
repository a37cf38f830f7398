"""The machine's own clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime

from registre_core.kernel.zones import zone_of


class SystemClock:
    """The `Clock` port on the clock of this machine, which NTP or its like is expected to keep right.

    Args:
        seconds: counts the seconds since 1970; tests give another to see other days.

    Raises:
        ConfigurationError: ``time-zone-data-missing``. It is looked for here, so that a host learns it when it is put
            together and not at the first legal day.
    """

    def __init__(self, seconds: Callable[[], float] = time.time) -> None:
        self._seconds = seconds
        self._paris = zone_of()

    def now(self) -> datetime:
        """Give the present instant in UTC."""
        return datetime.fromtimestamp(self._seconds(), UTC)

    def today(self) -> date:
        """Give the day it is in France, whatever time zone the machine is set to."""
        return self.day_of(self.now())

    def day_of(self, instant: datetime) -> date:
        """Give the day it was, or will be, in France at an instant."""
        return instant.astimezone(self._paris).date()

    def wait(self, seconds: float) -> None:
        """Let that time pass, measured by a clock that nobody sets; less than nothing is no wait."""
        time.sleep(max(0.0, seconds))
