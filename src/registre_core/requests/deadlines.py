"""Until when answers are waited for: said on a clock of the wall, kept as a moment that is the same everywhere."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from attrs import field, frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.validation import Checked, must
from registre_core.kernel.zones import PARIS, known_zone

FIRST, LAST = date(2000, 1, 1), date(2999, 12, 31)
"""Days beyond are slips of the hand: clocks in some zone would have no year for them."""

END_OF_DAY = time.max
"""A deadline that names a day means all of it."""


def _of_this_millennium(name: str, value: date) -> Problem | None:
    if FIRST <= value <= LAST:
        return None
    facts = {"earliest": FIRST.isoformat(), "latest": LAST.isoformat()}
    return Problem(name, "day-out-of-range", f"'{name}' is a day from {FIRST} to {LAST}, not {value}", facts)


def _on_the_wall(name: str, value: time) -> Problem | None:
    if value.tzinfo is None:
        return None
    return Problem(name, "aware-time", f"'{name}' is what a clock on the wall shows: the zone stands beside it")


@frozen
class Deadline(Checked):
    """A deadline as people say it: «le 12 mars à 17 h, heure de Paris»."""

    on: date = field(metadata=must(_of_this_millennium))
    """The day."""
    at: time = field(default=END_OF_DAY, metadata=must(_on_the_wall))
    """What the clock shows then; the end of the day, unless told otherwise."""
    zone: str = field(default=PARIS, metadata=must(known_zone))
    """Whose clock, by its name in the IANA database."""

    @property
    def instant(self) -> datetime:
        """The moment, in UTC. Whatever comes at it is in time, and what comes behind it is late.

        In the night when clocks are set back a time comes twice, in the one when they are set forth one never comes.
        Either can be read in two ways, and the later one counts: nobody is late who may have been in time.
        """
        local = datetime.combine(self.on, self.at, ZoneInfo(self.zone))
        return max(local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))


def is_late(deadline: datetime | None, at: datetime) -> bool:
    """Whether a deadline has passed; without one nothing is late."""
    return deadline is not None and at > deadline
