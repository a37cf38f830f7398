"""Where an intervention stands."""

from __future__ import annotations

from datetime import date

from registre_core.interventions.entities import Intervention
from registre_core.interventions.states import Status


def status(intervention: Intervention, today: date) -> Status:
    """Derive where an intervention stands: overdue from the day after it was planned for, until it was done.

    One that was done late and waits for its signatures is to be signed, not overdue: whoever is reminded to come would
    come for nothing.
    """
    if intervention.is_closed:
        return Status.CLOSED
    if intervention.cancelled_at is not None:
        return Status.CANCELLED
    if intervention.asked_at is not None:
        return Status.TO_SIGN
    return Status.OVERDUE if intervention.planned_on < today else Status.PLANNED
