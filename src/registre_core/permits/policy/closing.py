"""Closing a permit: the work is over, detectors are back, the place was looked after; or somebody says why not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from attrs import evolve

from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.permits.endings import Exemption
from registre_core.permits.entities import HotWorkPermit
from registre_core.permits.policy.guards import in_state
from registre_core.permits.policy.watch import watch_rounds
from registre_core.permits.states import PermitState
from registre_core.permits.tables import CHECKING, CUSTOM, SIGNING

_BEHIND = frozenset(
    {
        PermitState.WAITING,
        PermitState.ACTIVE,
        PermitState.SUSPENDED,
        PermitState.WORK_ENDED,
        PermitState.CLOSING,
    }
)


def left_to_do(permit: HotWorkPermit, at: datetime) -> Verdict:
    """Tell what is missing for its closing: detectors out of service, rounds that were not made."""
    return Verdict(tuple(_left(permit, at)))


def _left(permit: HotWorkPermit, at: datetime) -> Iterator[Reason]:
    if permit.isolated:
        names = ", ".join(one.name for one in permit.isolated)
        facts = {"detectors": names}
        yield Reason("detectors-not-restored", f"detectors are still out of service: {names}", CUSTOM, facts)
    left = ", ".join(str(one.minutes) for one in watch_rounds(permit, at) if one.record is None)
    if left:
        yield Reason("watch-not-done", f"rounds are missing, at {left} minutes", CHECKING, {"rounds": left})


def may_ask_closing(permit: HotWorkPermit, at: datetime, exemption: str = "") -> Verdict:
    """Whether signatures to close it can be asked for; again, too, when those asked for before led nowhere.

    Args:
        permit: which one.
        at: the moment.
        exemption: why it is closed although something is missing, if anything is.
    """
    verdict = in_state(permit, at, _BEHIND, whenever=True) & _is_over(permit, at)
    left = left_to_do(permit, at)
    if not exemption.strip():
        return verdict & left
    if left:
        verdict &= Verdict.no(Reason("nothing-to-exempt", "nothing is missing: close it without a reason", SIGNING))
    return verdict


def _is_over(permit: HotWorkPermit, at: datetime) -> Verdict:
    """Whether the work has ended: it was declared, or all that was allowed has passed."""
    if permit.allowed is None:
        return Verdict.no(Reason("work-never-allowed", "no work was ever allowed: cancel it", SIGNING))
    if permit.work_ended_at is not None or at > permit.allowed.ends_at:
        return YES
    facts = {"ends_at": permit.allowed.ends_at.isoformat()}
    return Verdict.no(Reason("work-not-ended", "declare the end of work first", SIGNING, facts))


def closing_asked(permit: HotWorkPermit, at: datetime, exemption: Exemption | None) -> HotWorkPermit:
    """Ask for the signatures that close it. Ask `may_ask_closing` first."""
    return evolve(
        permit,
        closing_asked_at=at,
        closings=permit.closings + 1,
        closed_by=(),
        exemption=exemption,
        suspension=None,
    )
