"""What all use cases of notices share."""

from __future__ import annotations

from attrs import frozen

from registre_core.ports import Ports
from registre_core.services.front_door import FrontDoor


@frozen
class Desk:
    """Base of the use cases of notices."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""
