"""What every use case of documents has at hand."""

from __future__ import annotations

from attrs import frozen

from registre_core.ports import Ports
from registre_core.services.front_door import FrontDoor


@frozen
class Desk:
    """What they stand on."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""
