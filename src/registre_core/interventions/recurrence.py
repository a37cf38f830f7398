"""When an intervention comes again."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from attrs import field, frozen

from registre_core.interventions.states import Period
from registre_core.kernel.errors import Problem
from registre_core.kernel.validation import Checked, at_least, must

MONTHS_IN_A_YEAR = 12
LONGEST = 1_200
"""Periods: nothing that the law asks for comes less often than every ten years, however it is counted."""


def _few_enough(name: str, value: int) -> Problem | None:
    if value <= LONGEST:
        return None
    said = f"'{name}' is at most {LONGEST}, not {value}"
    return Problem(name, "number-too-large", said, {"maximum": LONGEST, "value": value})


@frozen
class Recurrence(Checked):
    """How long after it was done it comes again."""

    every: int = field(metadata=must(at_least(1), _few_enough))
    """So many periods, up to `LONGEST`."""
    period: Period
    """Of this length."""

    def next_after(self, day: date) -> date:
        """Give the day it comes again.

        Counted from the day it was really done, never from the one it was planned for: a check that was late is good
        for its whole time. So the day of the month may move, and moves no further: what was done on the 31st of January
        comes again on the last of February, and then a month after the day on which that was done.

        Behind the last day that a calendar can name it is that day.

        Example:
            >>> Recurrence(1, Period.MONTH).next_after(date(2026, 1, 31))
            datetime.date(2026, 2, 28)
        """
        try:
            if self.period is Period.WEEK:
                return day + timedelta(weeks=self.every)
            return _months_later(day, self.every * (MONTHS_IN_A_YEAR if self.period is Period.YEAR else 1))
        except (OverflowError, ValueError):
            return date.max


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, MONTHS_IN_A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, _last_of(year, month)))


def _last_of(year: int, month: int) -> int:
    return monthrange(year, month)[1]
