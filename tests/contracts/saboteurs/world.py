"""Clocks and sources of identifiers that keep every promise but one."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count, cycle
from typing import ClassVar
from uuid import UUID, uuid4

from registre_core.testing.memory import FixedClock, SequentialIds
from registre_core.testing.memory.world import PARIS


class WrongClock(FixedClock):
    """A clock that breaks one promise."""

    breaks: ClassVar[str]
    """The obligations that must catch it."""


class NaiveClock(WrongClock):
    """Leaves the offset to be guessed."""

    breaks = "CLK-1"

    def now(self) -> datetime:
        return super().now().replace(tzinfo=None)


class FrenchClock(WrongClock):
    """Shows the right instant with the offset of France."""

    breaks = "CLK-1"

    def now(self) -> datetime:
        return super().now().astimezone(PARIS)


class WallClock(WrongClock):
    """Shows the time of France and calls it UTC."""

    breaks = "CLK-1"

    def now(self) -> datetime:
        return super().now().astimezone(PARIS).replace(tzinfo=UTC)


class GreenwichDay(WrongClock):
    """Changes the day at midnight in UTC."""

    breaks = "CLK-2"

    def today(self) -> date:
        return self.now().date()


class WinterDay(WrongClock):
    """Knows no summer time."""

    breaks = "CLK-2"

    def today(self) -> date:
        return self.now().astimezone(timezone(timedelta(hours=1))).date()


class EarlySummerDay(WrongClock):
    """Changes its clocks with the months."""

    breaks = "CLK-2"

    def today(self) -> date:
        now = self.now()
        return now.astimezone(timezone(timedelta(hours=1 + (3 <= now.month <= 10)))).date()


class PresentDay(WrongClock):
    """Gives every instant the day it is now."""

    breaks = "CLK-4"

    def day_of(self, instant: datetime) -> date:
        return super().day_of(self.now())


class DayAsTold(WrongClock):
    """Gives an instant the day that it has in the offset it is told in."""

    breaks = "CLK-4"

    def today(self) -> date:
        return super().day_of(self.now())

    def day_of(self, instant: datetime) -> date:
        return instant.date()


class HurriedClock(WrongClock):
    """Waits half as long."""

    breaks = "CLK-3"

    def wait(self, seconds: float) -> None:
        super().wait(seconds / 2)


class WrongIds(SequentialIds):
    """A source that breaks one promise."""

    breaks: ClassVar[str]
    """The obligations that must catch it."""


class RandomIds(WrongIds):
    """Makes identifiers of version 4."""

    breaks = "IDS-1 IDS-2"

    def new(self) -> UUID:
        return uuid4()


class RepeatingIds(WrongIds):
    """Comes back to where it began."""

    breaks = "IDS-1"

    def __init__(self) -> None:
        super().__init__()
        first = [super(RepeatingIds, self).new() for _ in range(500)]
        self._again: Iterator[UUID] = cycle(first)

    def new(self) -> UUID:
        return next(self._again)


class RacingIds(WrongIds):
    """Counts without minding other threads."""

    breaks = "IDS-1"

    def __init__(self) -> None:
        super().__init__()
        self._last = super().new().int

    def new(self) -> UUID:
        last = self._last
        if last % 100 == 0:
            time.sleep(0.001)
        self._last = last + 1
        return UUID(int=last + 1)


class FallingIds(WrongIds):
    """Counts backwards."""

    breaks = "IDS-2"

    def __init__(self) -> None:
        super().__init__()
        self._down = count(super().new().int + 2**40, -1)

    def new(self) -> UUID:
        return UUID(int=next(self._down))


class CoarseIds(WrongIds):
    """Orders by the millisecond, and throws dice within one."""

    breaks = "IDS-2"

    def new(self) -> UUID:
        tail = random.getrandbits(62)  # chance is all it wants
        return UUID(int=time.time_ns() // 10**6 << 80 | 7 << 76 | 2 << 62 | tail)


class ShortSecrets(WrongIds):
    """Makes secrets of one length."""

    breaks = "IDS-3"

    def secret(self, length: int = 32) -> bytes:
        return super().secret(min(length, 32))


class OneSecret(WrongIds):
    """Makes one secret for all."""

    breaks = "IDS-3"

    def secret(self, length: int = 32) -> bytes:
        self._secrets = count(1)
        return super().secret(length)


class PrintableSecrets(WrongIds):
    """Makes secrets of hexadecimal digits: half as long as they look."""

    breaks = "IDS-3"

    def secret(self, length: int = 32) -> bytes:
        return super().secret(length).hex().encode()[:length]


class SeededSecrets(WrongIds):
    """Throws dice that anybody can throw again."""

    breaks = "IDS-3"

    def secret(self, length: int = 32) -> bytes:
        return random.randbytes(length)  # noqa: S311  # that is the sabotage


class CountedSecrets(WrongIds):
    """Says that its secrets cannot be guessed, and counts."""

    breaks = "IDS-3"


UNGUESSABLE = (SeededSecrets, CountedSecrets)
"""Those that say so."""
