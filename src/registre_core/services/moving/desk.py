"""What all use cases of moving share."""

from __future__ import annotations

from attrs import frozen

from registre_core.ports import Ports
from registre_core.services.front_door import FrontDoor


def untold(_count: int, /) -> None:
    """Be told, and do nothing: for whoever does not wait."""


@frozen
class Desk:
    """Base of the use cases of moving."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""
