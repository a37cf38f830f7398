"""Days, moments, numbers and sizes as French readers expect them."""

from __future__ import annotations

from datetime import date, datetime

from registre_core.kernel.zones import zone_of

NO_BREAK = "\N{NO-BREAK SPACE}"

YEAR = 365.25
MONTH = YEAR / 12
"""Days of each, in the long run."""


def day(when: date) -> str:
    """Write a day: 26/11/2026."""
    return f"{when.day:02}/{when.month:02}/{when.year:04}"


def moment(when: datetime) -> str:
    """Write a moment as a clock in Paris shows it: 26/11/2026 à 14:05."""
    there = when.astimezone(zone_of())
    return f"{day(there)} à {there:%H:%M}"


def exact(when: datetime) -> str:
    """Write a moment to the second, with its distance from UTC: nothing can be confused with it."""
    there = when.astimezone(zone_of())
    hours = there.strftime("%z")
    return f"{day(there)} à {there:%H:%M:%S} (UTC{hours[:3]}:{hours[3:]})"


def curved(text: str) -> str:
    """Write a text of ours with the apostrophes that French is printed with. Never the text of others."""
    return text.replace("'", "’")


def size(octets: int) -> str:
    """Write how large a file is, to the byte: 12 345 octets."""
    unit = "octet" if octets == 1 else "octets"
    return f"{number(octets)}{NO_BREAK}{unit}"


def minutes(count: int) -> str:
    """Write so many minutes after something: 90 min."""
    return f"{count}{NO_BREAK}min"


def number(count: int) -> str:
    """Write a number with its thousands apart: 12 345."""
    return f"{count:,}".replace(",", NO_BREAK)


def counted(count: int, one: str, many: str) -> str:
    """Write how many there are of something: 1 visite, 2 visites; in French, none is one of them: 0 visite."""
    return f"{number(count)}{NO_BREAK}{one if count <= 1 else many}"


def elapsed(days: int) -> str:
    """Write how long ago something was, no more exactly than one cares: 40 jours, 8 mois, 2 ans."""
    if days < 2 * MONTH:
        return counted(days, "jour", "jours")
    if days < 2 * YEAR:
        return f"{int(days / MONTH)}{NO_BREAK}mois"
    return f"{int(days / YEAR)}{NO_BREAK}ans"
