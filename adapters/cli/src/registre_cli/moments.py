"""Moments as people write them on a command line, by the clocks of France."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from registre_core import InvalidInput
from registre_core.kernel.written import day_of

FRANCE = ZoneInfo("Europe/Paris")

_HOUR = re.compile(r"(?P<day>.+?)[ T](?P<hour>[01]?[0-9]|2[0-3])(?:[:hH](?P<minute>[0-5][0-9])?)?")


def moment_of(written: str, option: str) -> datetime:
    """Read a moment: ``31/12/2026 08:30`` or ``2026-12-31T08:30`` by the clocks of France, or one with its offset.

    Raises:
        InvalidInput: ``malformed-moment``.
    """
    if (read := _HOUR.fullmatch(written.strip())) is not None:
        try:
            day = day_of(read["day"], option)
        except InvalidInput:
            raise _malformed(written, option) from None
        return datetime.combine(day, time(int(read["hour"]), int(read["minute"] or 0)), FRANCE)
    try:
        read_by_programs = datetime.fromisoformat(written)
    except ValueError:
        raise _malformed(written, option) from None
    if read_by_programs.tzinfo is None:
        raise _malformed(written, option)
    return read_by_programs


def bounds_of(written: str, option: str) -> tuple[datetime, datetime]:
    """Give the first moment of a day in France, and the last one before the next day."""
    day = day_of(written, option)
    begins = datetime.combine(day, time(), FRANCE)
    return begins, datetime.combine(day + timedelta(days=1), time(), FRANCE) - timedelta(microseconds=1)


def _malformed(written: str, option: str) -> InvalidInput:
    said = f"{written!r} is no moment: write it as 31/12/2026 08:30, or as 2026-12-31T08:30:00+01:00"
    return InvalidInput.at(option, "malformed-moment", said, value=written)
