"""A clock that shows the days of a story, whatever day it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from attrs import define

from registre_core.ports import Clock


@define
class StoryClock:
    """The `Clock` port, set by who tells the story."""

    real: Clock
    """Knows where legal days begin and end, and how to wait."""
    at: datetime
    """The instant it shows until it is set again, in UTC."""

    def turn_to(self, day: date, hour: time) -> None:
        """Show this hour of a day, in UTC."""
        self.at = datetime.combine(day, hour, UTC)

    def now(self) -> datetime:
        """Give the instant of the story."""
        return self.at

    def today(self) -> date:
        """Give its day in France."""
        return self.day_of(self.at)

    def day_of(self, instant: datetime) -> date:
        """Give the day it was, or will be, in France at an instant."""
        return self.real.day_of(instant)

    def wait(self, seconds: float) -> None:
        """Let that time pass, really and in the story: whoever waits does so for others."""
        self.real.wait(seconds)
        self.at += timedelta(seconds=max(0.0, seconds))
