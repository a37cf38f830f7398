"""What this adapter offers to a host. Importing it opens nothing."""

from __future__ import annotations

from registre_core.plugins import Offer, hookimpl
from registre_core.ports import Clock, IdSource


def _clock(_: str) -> Clock:
    from registre_system.clock import SystemClock  # loaded only when chosen

    return SystemClock()


def _ids(_: str) -> IdSource:
    from registre_system.ids import Uuid7Source  # loaded only when chosen

    return Uuid7Source()


@hookimpl
def registre_clocks() -> list[Offer[Clock]]:
    """Offer the machine's own clock."""
    return [Offer("system", _clock, "horloge de la machine")]


@hookimpl
def registre_id_sources() -> list[Offer[IdSource]]:
    """Offer UUIDv7 identifiers and the system's source of randomness."""
    return [Offer("uuid7", _ids, "identifiants UUIDv7")]
