"""Use cases: the summary of one or several sites (S2)."""

from __future__ import annotations

from attrs import frozen

from registre_core.ports import Ports
from registre_core.services.front_door import FrontDoor

__all__ = ["SummaryService"]


@frozen
class SummaryService:
    """Sums up the state of sites on a day."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""
