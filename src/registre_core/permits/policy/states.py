"""Where a permit stands: what it went through, and what time made of it."""

from __future__ import annotations

from datetime import datetime

from registre_core.permits.endings import EndingKind
from registre_core.permits.entities import HotWorkPermit
from registre_core.permits.states import PermitState
from registre_core.permits.tables import READY, SIDES, STATES, WAITING_FOR

_ENDED = {
    EndingKind.CLOSED: PermitState.CLOSED,
    EndingKind.REFUSED: PermitState.REFUSED,
    EndingKind.CANCELLED: PermitState.CANCELLED,
}
_EXPIRING = frozenset({PermitState.WAITING, PermitState.ACTIVE, PermitState.SUSPENDED})


def phase(permit: HotWorkPermit) -> PermitState:
    """Tell how far it has come by what was done with it, whatever the time: never `EXPIRED`. Storages may keep it."""
    if permit.ending is not None:
        return _ENDED[permit.ending.kind]
    if permit.closing_asked_at is not None:
        return PermitState.CLOSING
    if permit.work_ended_at is not None:
        return PermitState.WORK_ENDED
    if permit.asked_at is None:
        return PermitState.SUSPENDED if permit.earlier else PermitState.DRAFT
    if not permit.is_opened:
        return PermitState.WAITING
    return PermitState.SUSPENDED if permit.suspension else PermitState.ACTIVE


def state(permit: HotWorkPermit, now: datetime) -> PermitState:
    """Derive where it stands now: work that nobody declared to be over expires with the permit."""
    reached = phase(permit)
    return PermitState.EXPIRED if reached in _EXPIRING and now > permit.ends_at else reached


def french_state(permit: HotWorkPermit, now: datetime) -> str:
    """Tell people where it stands; while signatures are missing, whose (S8)."""
    reached = state(permit, now)
    if reached in {PermitState.WAITING, PermitState.CLOSING}:
        return f"{WAITING_FOR} {' et '.join(SIDES[role] for role in permit.missing_roles)}"
    if reached is PermitState.ACTIVE and now < permit.valid_from:
        return READY
    return STATES[reached]
