"""Use cases: who is told what, as a workspace settles it, and which machines are told."""

from __future__ import annotations

from attrs import frozen

from registre_core.ports import Ports
from registre_core.services.front_door import FrontDoor
from registre_core.services.notices.contacts import drop_notices, tell_contacts

__all__ = ["NoticesService", "drop_notices", "tell_contacts"]


@frozen
class NoticesService:
    """Shows and settles who is told what. Queueing itself is part of the changes that are told of."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""
