"""Use cases: drills, works, safety staff, instructions, and the documents of the building."""

from __future__ import annotations

from attrs import frozen

from registre_core.ports import Ports
from registre_core.services.front_door import FrontDoor

__all__ = ["LogbookService"]


@frozen
class LogbookService:
    """Writes the logbook; what was written is corrected by another entry and never overwritten."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""
