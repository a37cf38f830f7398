"""The day of a summary, beside the moment it is made at."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from attrs import frozen

from registre_core.kernel.errors import InvalidInput
from registre_core.ports import Clock, Ports

YEAR = timedelta(days=365)
"""How far back permits are counted."""


@frozen
class Days:
    """When a summary is made, and by which day it counts."""

    clock: Clock
    """Knows the legal day of any instant."""
    now: datetime
    """The moment that permits and rounds are told of."""
    today: date
    """The legal day of it: what happened until then counts."""
    on: date
    """The day that deadlines and ages are counted by."""

    @classmethod
    def of(cls, ports: Ports, on: date | None) -> Self:
        """Take the time.

        Raises:
            InvalidInput: ``summary-day-past``.
        """
        now = ports.clock.now()
        today = ports.clock.day_of(now)
        if on is not None and on < today:
            said = f"a summary tells the present state, which is not that of {on.isoformat()}: read the register"
            raise InvalidInput.at("on", "summary-day-past", said, on=on.isoformat(), today=today.isoformat())
        return cls(ports.clock, now, today, on or today)

    @property
    def since(self) -> date:
        """The first day of the year that permits are counted in."""
        return self.today - YEAR

    @property
    def since_moment(self) -> datetime:
        """When that day begins, in UTC: the same all day long, so that the same state gives the same figures."""
        return datetime.combine(self.since, time.min, UTC)
