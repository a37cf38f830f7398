"""Precautions that are ticked, detectors that are taken out of service and put back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from attrs import evolve

from registre_core.kernel.identifiers import UserId
from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.permits.entities import HotWorkPermit
from registre_core.permits.policy.guards import in_state
from registre_core.permits.states import PermitState
from registre_core.permits.tables import SIGNING

_STANDING = frozenset({PermitState.WAITING, PermitState.ACTIVE, PermitState.SUSPENDED, PermitState.WORK_ENDED})
_EVER_AFTER = _STANDING | {PermitState.CLOSING, PermitState.CLOSED, PermitState.REFUSED, PermitState.CANCELLED}


def may_tick(permit: HotWorkPermit, codes: Collection[str], at: datetime) -> Verdict:
    """Whether these precautions can be ticked: what is asked for, from when it was submitted until it is closed."""
    asked = {one.code for one in permit.measures if one.applies}
    return in_state(permit, at, _STANDING, whenever=True) & _named(codes, asked, "measure-not-asked", "precaution")


def ticked(permit: HotWorkPermit, codes: Collection[str], by: UserId, at: datetime) -> HotWorkPermit:
    """Tick precautions; who ticked one first stays named. Ask `may_tick` first."""
    return evolve(
        permit,
        measures=tuple(
            evolve(one, done_at=at, done_by=by) if one.code in codes and one.done_at is None else one
            for one in permit.measures
        ),
    )


def may_isolate(permit: HotWorkPermit, names: Collection[str], at: datetime) -> Verdict:
    """Whether these detectors can be taken out of service."""
    return in_state(permit, at, _STANDING, whenever=True) & _listed(permit, names)


def isolated(permit: HotWorkPermit, names: Collection[str], at: datetime) -> HotWorkPermit:
    """Take detectors out of service; one that is out already stays as it is. Ask `may_isolate` first."""
    return evolve(
        permit,
        detectors=tuple(
            evolve(one, isolated_at=at, restored_at=None, restored_by=None)
            if one.name in names and not one.is_out
            else one
            for one in permit.detectors
        ),
    )


def may_restore(permit: HotWorkPermit, names: Collection[str], at: datetime) -> Verdict:
    """Whether these detectors can be said to be back: also of a permit that ended without them."""
    out = {one.name for one in permit.isolated}
    return in_state(permit, at, _EVER_AFTER, whenever=True) & _named(names, out, "detector-not-isolated", "detector")


def restored(permit: HotWorkPermit, names: Collection[str], by: UserId, at: datetime) -> HotWorkPermit:
    """Put detectors back in service. Ask `may_restore` first."""
    return evolve(
        permit,
        detectors=tuple(
            evolve(one, restored_at=at, restored_by=by) if one.name in names else one for one in permit.detectors
        ),
    )


def _listed(permit: HotWorkPermit, names: Iterable[str]) -> Verdict:
    return _named(names, {one.name for one in permit.detectors}, "unknown-detector", "detector")


def _named(names: Iterable[str], known: Collection[str], code: str, kind: str) -> Verdict:
    unknown = ", ".join(name for name in names if name not in known)
    if not unknown:
        return YES
    return Verdict.no(Reason(code, f"no such {kind} here: {unknown}", SIGNING, {"named": unknown}))
