"""What all use cases of access share."""

from __future__ import annotations

from attrs import frozen

from registre_core.ports import Ports
from registre_core.services.access.sendable import Table
from registre_core.services.front_door import FrontDoor


@frozen
class Desk:
    """Base of the use cases of access."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""
    sendable: Table
    """What may be sent late, as it is done when it arrives."""
    admissible: Table
    """The same, as it is done when its turn comes."""
