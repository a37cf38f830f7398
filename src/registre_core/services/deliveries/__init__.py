"""Use cases: what was queued is carried to people and machines, at least once and in order."""

from __future__ import annotations

from attrs import frozen

from registre_core.ports import Ports
from registre_core.services.front_door import FrontDoor

__all__ = ["DeliveriesService"]


@frozen
class DeliveriesService:
    """Carries what waits. Any number of them may run at once, in any number of processes."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""
