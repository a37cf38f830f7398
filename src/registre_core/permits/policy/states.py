"""Where a permit stands: what it went through, and what time made of it."""

from __future__ import annotations

from datetime import datetime

from registre_core.permits.entities import EndingKind, HotWorkPermit, PermitStages
from registre_core.permits.states import PermitState

_ENDED = {
    EndingKind.CLOSED: PermitState.CLOSED,
    EndingKind.REFUSED: PermitState.REFUSED,
    EndingKind.CANCELLED: PermitState.CANCELLED,
}


def phase(permit: HotWorkPermit) -> PermitState:
    """Tell how far it has come by what was done with it, whatever the time: never `EXPIRED`. Storages may keep it."""
    if permit.ending is not None:
        return _ENDED[permit.ending.kind]
    if permit.asked_at is None:
        return PermitState.DRAFT
    if permit.closing_asked_at is not None:
        return PermitState.CLOSING
    if permit.stages is PermitStages.BOTH and set(permit.opened_by) < set(permit.rule.roles):
        return PermitState.WAITING
    if permit.work_ended_at is not None:
        return PermitState.WORK_ENDED
    return PermitState.SUSPENDED if permit.suspension else PermitState.ACTIVE


def state(permit: HotWorkPermit, now: datetime) -> PermitState:
    """Derive where it stands now: work that nobody declared to be over expires with the permit."""
    reached = phase(permit)
    may_expire = {PermitState.WAITING, PermitState.ACTIVE, PermitState.SUSPENDED}
    return PermitState.EXPIRED if reached in may_expire and now > permit.valid_until else reached
