"""Use cases: visits of safety commissions, their reports, opinions and orders."""

from __future__ import annotations

from attrs import frozen

from registre_core.ports import Ports
from registre_core.services.front_door import FrontDoor

__all__ = ["CommissionsService"]


@frozen
class CommissionsService:
    """Keeps what a commission came to see, what it thinks, and what the authority decides."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""
