"""Use cases: visits of safety commissions, their reports, opinions and orders."""

from __future__ import annotations

from attrs import frozen

from registre_core.services.commissions.deciding import Deciding
from registre_core.services.commissions.desk import target_of
from registre_core.services.commissions.questions import Questions
from registre_core.services.commissions.visiting import KEPT, Visiting

__all__ = ["KEPT", "CommissionsService", "target_of"]


@frozen
class CommissionsService(Visiting, Deciding, Questions):
    """Keeps what a commission came to see, what it thinks, and what the authority decides."""
