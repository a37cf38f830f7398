"""What many verdicts ask: where a permit stands, and whether its time has passed."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from math import ceil

from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.permits.entities import HotWorkPermit
from registre_core.permits.policy.states import french_state, phase, state
from registre_core.permits.states import PermitState
from registre_core.permits.tables import SIGNING, STOPPING
from registre_core.permits.terms import PermitPolicy

HOUR = timedelta(hours=1)


def in_state(
    permit: HotWorkPermit, at: datetime, states: AbstractSet[PermitState], *, whenever: bool = False
) -> Verdict:
    """Whether it stands in one of these states.

    Args:
        permit: which one.
        at: the moment.
        states: those that will do.
        whenever: whether one of them is meant that has expired, too.
    """
    if (phase(permit) if whenever else state(permit, at)) in states:
        return YES
    known = ", ".join(sorted(states))
    said = f"the permit is {state(permit, at)}; this is for one that is {known}"
    facts = {"state": state(permit, at).value, "label": french_state(permit, at), "states": known}
    return Verdict.no(Reason("wrong-permit-state", said, SIGNING, facts))


def not_over(permit: HotWorkPermit, at: datetime) -> Verdict:
    """Whether its validity has not passed: nor, while an extension is not signed, what was allowed before.

    From then on the place is watched. Signed later, the extension would forget the rounds that were missed.
    """
    if at <= permit.ends_at:
        return YES
    said = "its validity has passed: draw up another permit"
    return Verdict.no(Reason("permit-over", said, STOPPING, {"ends_at": permit.ends_at.isoformat()}))


def never_open(permit: HotWorkPermit) -> Verdict:
    """Whether no work was ever allowed under it."""
    if permit.allowed is None:
        return YES
    said = "work may have begun: extend the permit, or add who joins the work"
    facts = {"begins_at": permit.allowed.begins_at.isoformat()}
    return Verdict.no(Reason("work-may-have-begun", said, SIGNING, facts))


def too_long(length: timedelta, policy: PermitPolicy) -> Reason:
    """Say that a validity is longer than the host allows, in hours that are begun."""
    hours, longest = (ceil(one / HOUR) for one in (length, policy.longest_validity))
    said = f"a permit is valid for {longest} hours at most, not {hours}: extend it then, and sign it again"
    return Reason("permit-valid-too-long", said, STOPPING, {"hours": hours, "longest": longest})
