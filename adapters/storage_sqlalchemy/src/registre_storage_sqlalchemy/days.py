"""Periods of days, both of which count."""

from __future__ import annotations

from datetime import date, timedelta


def day_after(last: date | None) -> date | None:
    """Give the first day behind a period; none when it has no last day, or none comes behind it."""
    return None if last in {None, date.max} else last + timedelta(days=1)
