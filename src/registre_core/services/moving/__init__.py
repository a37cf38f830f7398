"""Use cases: a whole workspace is carried out, and in."""

from __future__ import annotations

from attrs import frozen

from registre_core.ports import Ports
from registre_core.services.front_door import FrontDoor

__all__ = ["MovingService"]


@frozen
class MovingService:
    """Carries workspaces from one installation to another, so that nobody is locked in."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""
