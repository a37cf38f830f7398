"""Days, moments, amounts and spaces as French readers expect them."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from registre_core.kernel.zones import zone_of

LOCALE = "fr_FR"
NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
_BEFORE_WIDE, _BEFORE_NARROW = re.compile(r" (?=:)|(?<=«) | (?=»)|(?<=n°) "), re.compile(r" (?=[;?!%])")


def typeset(text: str) -> str:
    """Set words of ours as French is printed: curved apostrophes, and no line ends before a sign of two parts.

    Never the words of others, which stay as they were written.
    """
    curved = re.sub(r"(?<=\w)'(?=\w|«)", "’", text)
    return _BEFORE_NARROW.sub(NARROW, _BEFORE_WIDE.sub(NO_BREAK, curved))


def short_day(day: date | datetime) -> str:
    """Write a day as in a table: 30/11/2026; of a moment, the day it is in Paris."""
    day = _in_paris(day)
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def long_day(day: date | datetime) -> str:
    """Write a day as in a sentence: lundi 30 novembre 2026; the first of a month is 1er."""
    day = _in_paris(day)
    weekday, rest = (format_date(day, pattern, locale=LOCALE) for pattern in ("EEEE", "MMMM y"))
    number = "1er" if day.day == 1 else str(day.day)
    return f"{weekday} {number}{NO_BREAK}{rest}"


def clock(moment: datetime) -> str:
    """Write what a clock in Paris shows: 14 h 05, or 9 h."""
    there = moment.astimezone(zone_of())
    return f"{there.hour}{NO_BREAK}h" + (f"{NO_BREAK}{there.minute:02}" if there.minute else "")


def short_moment(moment: datetime) -> str:
    """Write a moment as in a table: 30/11/2026 à 14 h 05."""
    return f"{short_day(moment)} à {clock(moment)}"


def long_moment(moment: datetime) -> str:
    """Write a moment as in a sentence: lundi 30 novembre 2026 à 14 h 05."""
    return f"{long_day(moment)} à {clock(moment)}"


def amount(value: Decimal, currency: str) -> str:
    """Write an amount: 3 200,00 €."""
    return str(format_currency(value, currency, locale=LOCALE))


def number(value: int) -> str:
    """Write a number: 12 500."""
    return str(format_decimal(value, locale=LOCALE))


def span(minutes: int) -> str:
    """Write a span: 45 min, 1 h, 1 h 30."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NO_BREAK}min"
    return f"{number(hours)}{NO_BREAK}h" + (f"{NO_BREAK}{rest:02}" if rest else "")


def counted(count: int, one: str, many: str) -> str:
    """Write how many there are: 1 jour, 2 jours; in French, none is one of them: 0 jour."""
    return f"{number(count)}{NO_BREAK}{one if count <= 1 else many}"


def elapsed(days: int) -> str:
    """Write for how long something has been late: depuis hier, depuis 3 jours; nothing of what is not."""
    if days <= 0:
        return ""
    return "depuis hier" if days == 1 else f"depuis {counted(days, 'jour', 'jours')}"


def waiting(count: int) -> str:
    """Say how many things wait for somebody: 3 choses vous attendent."""
    return f"{counted(count, 'chose', 'choses')} vous {'attend' if count <= 1 else 'attendent'}"


def _in_paris(day: date | datetime) -> date:
    return day.astimezone(zone_of()) if isinstance(day, datetime) else day
