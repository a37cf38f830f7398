"""Use cases of interventions: planned, changed, proven, signed, closed (S3)."""

from __future__ import annotations

from attrs import frozen

from registre_core.services.interventions.attaching import Attaching
from registre_core.services.interventions.closing import Closing, ToSign
from registre_core.services.interventions.desk import target_of
from registre_core.services.interventions.planning import KEPT, Planning
from registre_core.services.interventions.questions import Questions
from registre_core.services.interventions.signing import SIGNABLE, SignableIntervention

__all__ = ["KEPT", "SIGNABLE", "InterventionsService", "SignableIntervention", "ToSign", "target_of"]


@frozen
class InterventionsService(Planning, Attaching, Closing, Questions):
    """Plans interventions, takes their reports and pictures, has them signed, closes them, plans them again."""
