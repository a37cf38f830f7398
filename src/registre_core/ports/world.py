"""The doors to time and chance."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol
from uuid import UUID


class Clock(Protocol):
    """What time it is. Nothing in the core asks anybody else.

    Obligations:
        CLK-1: `now` carries its offset, which is UTC's.
        CLK-2: `today` is the legal day: the date in Europe/Paris at `now`, also around midnight and both clock changes.
        CLK-3: `wait` returns no earlier than asked for.
        CLK-4: `day_of` is the legal day of any instant, whatever offset it is told in.
    """

    def now(self) -> datetime:
        """Give the present instant in UTC."""
        ...

    def today(self) -> date:
        """Give the day it is in France."""
        ...

    def day_of(self, instant: datetime) -> date:
        """Give the day it was, or will be, in France at an instant that carries its offset."""
        ...

    def wait(self, seconds: float) -> None:
        """Let that time pass."""
        ...


class IdSource(Protocol):
    """New identifiers and secrets.

    Obligations:
        IDS-1: Identifiers are UUIDs of version 7, all different, also between threads.
        IDS-2: An identifier made later in the same process sorts after one made before.
        IDS-3: Secrets have the length asked for, come from the system's source of randomness, and do not repeat.
    """

    def new(self) -> UUID:
        """Make an identifier."""
        ...

    def secret(self, length: int = 32) -> bytes:
        """Make that many random bytes."""
        ...
