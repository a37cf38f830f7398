"""While work goes on: stopping it, going on under other terms, declaring its end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from attrs import evolve

from registre_core.kernel.identifiers import ContactId, ContractorId
from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.permits.endings import Suspension
from registre_core.permits.entities import HotWorkPermit
from registre_core.permits.policy.guards import in_state, not_over, too_long
from registre_core.permits.states import PermitState
from registre_core.permits.tables import SIGNING, STOPPING
from registre_core.permits.terms import PermitPolicy

_ACTIVE = frozenset({PermitState.ACTIVE})
_SUSPENDED = frozenset({PermitState.SUSPENDED})
_GOING_ON = frozenset({PermitState.ACTIVE, PermitState.SUSPENDED, PermitState.WAITING})


def may_suspend(permit: HotWorkPermit, at: datetime) -> Verdict:
    """Whether work can be stopped for the time being."""
    return in_state(permit, at, _ACTIVE)


def suspended(permit: HotWorkPermit, reason: str, at: datetime) -> HotWorkPermit:
    """Stop the work. Ask `may_suspend` first."""
    return evolve(permit, suspension=Suspension(at, reason))


def may_resume(permit: HotWorkPermit, at: datetime) -> Verdict:
    """Whether work can go on: under terms that were signed, while they are valid."""
    verdict = in_state(permit, at, _SUSPENDED)
    if verdict and not permit.is_opened:
        said = "a signatory refused these terms: ask for others, or declare the end of work"
        return Verdict.no(Reason("terms-not-signed", said, SIGNING))
    return verdict


def resumed(permit: HotWorkPermit) -> HotWorkPermit:
    """Go on. Ask `may_resume` first."""
    return evolve(permit, suspension=None)


def may_reopen(permit: HotWorkPermit, at: datetime) -> Verdict:
    """Whether work that was allowed can be allowed again under other terms: extended, or with others.

    Not once the validity has passed: its watch has begun, and a missed round would be forgotten.
    """
    return in_state(permit, at, _GOING_ON, whenever=True) & _was_open(permit) & not_over(permit, at)


def _was_open(permit: HotWorkPermit) -> Verdict:
    if permit.has_been_open:
        return YES
    return Verdict.no(Reason("work-never-allowed", "nobody signed it yet: change its terms themselves", SIGNING))


def may_extend(permit: HotWorkPermit, until: datetime, at: datetime, policy: PermitPolicy) -> Verdict:
    """Whether it can be valid until then: the extension counts from now, and is no longer than the host allows."""
    verdict, begins_at = may_reopen(permit, at), max(at, permit.valid_from)
    if until <= max(permit.valid_until, at):
        said = "an extension ends later than the permit"
        facts = {"until_at": until.isoformat(), "ends_at": permit.valid_until.isoformat()}
        verdict &= Verdict.no(Reason("extension-ends-too-soon", said, STOPPING, facts))
    if until - begins_at > policy.longest_validity:
        verdict &= Verdict.no(too_long(until - begins_at, policy))
    return verdict


def extended(permit: HotWorkPermit, until: datetime, at: datetime) -> HotWorkPermit:
    """Ask that work may go on from now until then: another edition, which nobody signed yet. Ask `may_extend` first."""
    return evolve(_reopened(permit, at), valid_from=max(at, permit.valid_from), valid_until=until)


def joined(
    permit: HotWorkPermit, contractors: Iterable[ContractorId], people: Iterable[ContactId], at: datetime
) -> HotWorkPermit:
    """Ask that others may join or relieve those at work: another edition. Ask `may_reopen` first."""
    return evolve(
        _reopened(permit, at),
        contractors=tuple(dict.fromkeys((*permit.contractors, *contractors))),
        contractor_people=tuple(dict.fromkeys((*permit.contractor_people, *people))),
    )


def _reopened(permit: HotWorkPermit, at: datetime) -> HotWorkPermit:
    """Begin another edition: what was allowed before is remembered, and until all have signed again nobody works."""
    return evolve(
        permit, edition=permit.edition + 1, asked_at=at, opened_by=(), suspension=None, earlier=permit.allowed
    )


def may_end_work(permit: HotWorkPermit, ended_at: datetime, at: datetime) -> Verdict:
    """Whether the work can be declared to have ended then: also after its validity, and when it was stopped."""
    verdict = in_state(permit, at, _GOING_ON, whenever=True) & _was_open(permit)
    if ended_at > at:
        facts = {"ended_at": ended_at.isoformat()}
        verdict &= Verdict.no(Reason("work-ends-in-the-future", "nobody knows yet that it has ended", SIGNING, facts))
    if permit.allowed is not None and ended_at < permit.allowed.begins_at:
        facts = {"ended_at": ended_at.isoformat(), "begins_at": permit.allowed.begins_at.isoformat()}
        said = "work does not end before it may begin"
        verdict &= Verdict.no(Reason("work-ends-before-it-starts", said, SIGNING, facts))
    return verdict


def work_ended(permit: HotWorkPermit, ended_at: datetime) -> HotWorkPermit:
    """Declare the end of work: the watch begins. Ask `may_end_work` first."""
    return evolve(permit, work_ended_at=ended_at, suspension=None)
