"""What all use cases of deliveries share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from attrs import frozen

from registre_core.kernel.errors import AdapterFailure
from registre_core.ports import Ports
from registre_core.services.front_door import FrontDoor

Answer = TypeVar("Answer")

WAITS = (0.1, 0.5, 2.5)
"""Seconds between asking a storage once more that is busy, or is being restarted: what went out is marked if that can
be, or it goes out once more."""


@frozen
class Desk:
    """Base of the use cases of deliveries."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""

    def _patiently(self, ask: Callable[[], Answer]) -> Answer:
        """Ask the storage, and ask again after each failure that may pass; the last one is the caller's."""
        for wait in WAITS:
            try:
                return ask()
            except AdapterFailure as failure:
                if not failure.retryable:
                    raise
            self.ports.clock.wait(wait)
        return ask()
