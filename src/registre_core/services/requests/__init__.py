"""Use cases: requests for interventions and quotes (S5, S6)."""

from __future__ import annotations

from attrs import frozen

from registre_core.ports import Ports
from registre_core.services.front_door import FrontDoor

__all__ = ["RequestsService"]


@frozen
class RequestsService:
    """Asks as many contractors and contacts as wanted, for one and the same intervention."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""
