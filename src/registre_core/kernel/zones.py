"""Time zones: that of the legal day in France, and those that people name."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from registre_core.kernel.errors import ConfigurationError, Problem

PARIS = "Europe/Paris"
"""By whose clocks the legal day begins and ends, deadlines are said and nights are quiet, unless told otherwise."""


def known_zone(name: str, value: str) -> Problem | None:
    """Refuse a zone that nobody knows."""
    try:
        if value != PARIS:  # the default is good, and spares importing a register the reading of a zone
            ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        said = f"'{name}' is a zone of the IANA database such as {PARIS}, not {value!r}"
        return Problem(name, "unknown-zone", said, {"zone": value})
    return None


def zone_of(name: str = PARIS) -> ZoneInfo:
    """Give a zone that must be there: whatever tells or writes the legal time needs it.

    Raises:
        ConfigurationError: ``time-zone-data-missing``.
    """
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError as error:
        said = f"this machine has no data of the time zone {name}: install the system's or Python's package tzdata"
        raise ConfigurationError("time-zone-data-missing", said, {"zone": name}) from error
