"""Use cases: a whole workspace is carried out, and in."""

from __future__ import annotations

from attrs import frozen

from registre_core.services.moving.exporting import Exported, Exporting
from registre_core.services.moving.finishing import Finishing
from registre_core.services.moving.staging import Loaded, Staging

__all__ = ["Exported", "Loaded", "MovingService"]


@frozen
class MovingService(Exporting, Staging, Finishing):
    """Carries workspaces from one installation to another, so that nobody is locked in."""
