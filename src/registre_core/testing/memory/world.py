"""A clock that stands still and identifiers that count."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import shake_256
from itertools import count
from threading import Lock
from uuid import UUID

from registre_core.kernel.zones import zone_of

PARIS = zone_of()
"""Where the legal day begins and ends."""

A_MONDAY_MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""What a fixed clock shows unless told otherwise: nine o'clock in Paris."""


class FixedClock:
    """A clock that moves only when it is told to.

    Example:
        >>> clock = FixedClock()
        >>> clock.wait(60)
        >>> clock.now().isoformat()
        '2026-03-02T08:01:00+00:00'
    """

    def __init__(self, at: datetime = A_MONDAY_MORNING) -> None:
        self._lock = Lock()
        self.set(at)

    def set(self, at: datetime) -> None:
        """Show this instant from now on.

        Raises:
            ValueError: it carries no offset from UTC.
        """
        if at.tzinfo is None:
            raise ValueError(f"{at.isoformat()} needs its offset from UTC")
        with self._lock:
            self._at = at.astimezone(UTC)

    def advance(self, span: timedelta) -> None:
        """Move on by that span."""
        with self._lock:
            self._at += span

    def now(self) -> datetime:
        return self._at

    def today(self) -> date:
        return self.day_of(self._at)

    def day_of(self, instant: datetime) -> date:
        return instant.astimezone(PARIS).date()

    def wait(self, seconds: float) -> None:
        """Let that time pass at once."""
        self.advance(timedelta(seconds=seconds))


class SequentialIds:
    """Identifiers that count, and secrets that are none: the same in every run, so that tests can name them.

    Every source that starts alike gives the same values; two of them in one test start at different numbers.
    """

    def __init__(self, start: int = 1) -> None:
        self._numbers = count(start)
        self._secrets = count(start)

    def new(self) -> UUID:
        milliseconds = int(A_MONDAY_MORNING.timestamp() * 1000)
        return UUID(int=milliseconds << 80 | 7 << 76 | 2 << 62 | next(self._numbers))

    def secret(self, length: int = 32) -> bytes:
        """Make the next bytes that look random."""
        return shake_256(f"secret {next(self._secrets)}".encode()).digest(length)
