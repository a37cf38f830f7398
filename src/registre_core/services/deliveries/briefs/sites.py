"""Notices of what happens on a site: interventions, permits and their rounds, findings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from attrs import evolve

from registre_core.findings import Finding
from registre_core.interventions import Intervention
from registre_core.kernel.identifiers import ContractorId, FindingId, InterventionId, PermitId
from registre_core.kernel.reasons import FactValue
from registre_core.permits import HotWorkPermit, watch_colour, watch_rounds
from registre_core.ports.storage import Notice, Snapshot
from registre_core.services.deliveries.briefs.found import Found, Look, address, fact
from registre_core.signatures import Stage


def intervention_of(tx: Snapshot, notice: Notice) -> Intervention:
    """Load the intervention that a notice is about."""
    return tx.interventions.get(InterventionId(notice.subject_id))


def permit_of(tx: Snapshot, notice: Notice) -> HotWorkPermit:
    """Load the permit that a notice is about."""
    return tx.permits.get(PermitId(notice.subject_id))


def _planned(tx: Snapshot, notice: Notice, _: datetime) -> Found | None:
    one = intervention_of(tx, notice)
    return _visit(tx, one) if one.is_open and _is_of_that_day(one, notice) else None


def _postponed(tx: Snapshot, notice: Notice, _: datetime) -> Found | None:
    one = intervention_of(tx, notice)
    if not (one.is_open and _is_of_that_day(one, notice)):
        return None
    last = one.postponements[-1] if one.postponements else None
    before = last.planned_on.isoformat() if last else None
    return _visit(tx, one, before_on=before, reason=last.reason if last else None)


def _cancelled(tx: Snapshot, notice: Notice, _: datetime) -> Found | None:
    one = intervention_of(tx, notice)
    return _visit(tx, one, reason=one.cancellation or None) if one.cancelled_at else None


def _overdue(tx: Snapshot, notice: Notice, _: datetime) -> Found | None:
    """One that was done and waits for its signatures is late no more: those who sign are told by themselves."""
    one = intervention_of(tx, notice)
    is_late = one.is_open and one.asked_at is None and _is_of_that_day(one, notice)
    return _visit(tx, one) if is_late else None


def _is_of_that_day(one: Intervention, notice: Notice) -> bool:
    return one.planned_on.isoformat() == notice.facts["planned_on"]


def _visit(tx: Snapshot, one: Intervention, **facts: FactValue) -> Found:
    where, firms = address(tx, one.site_id), ", ".join(_firm(tx, firm) for firm in one.contractors)
    return Found(one.site_id, one.type.french, {"address": where, "contractors": firms or None, **facts})


def _firm(tx: Snapshot, firm: ContractorId) -> str:
    return tx.contractors.get(firm).name


def _awaiting(tx: Snapshot, notice: Notice, at: datetime) -> Found | None:
    """Tell of a permit that lacks signatures, at the stage it was told of; of one that is over, nobody signs."""
    permit = permit_of(tx, notice)
    stage = Stage.OPENING if permit.closing_asked_at is None else Stage.CLOSING
    lacks = permit.missing_roles and notice.facts["stage"] == stage
    is_over = stage is Stage.OPENING and permit.valid_until <= at
    return Found(permit.site_id, permit.place, {"work": permit.work}) if lacks and not is_over else None


def _suspended(tx: Snapshot, notice: Notice, _: datetime) -> Found | None:
    permit = permit_of(tx, notice)
    if permit.suspension is None or permit.ending is not None:  # it goes on, or is over: nobody cancels work that began
        return None
    return Found(permit.site_id, permit.place, {"reason": permit.suspension.reason})


def _round(tx: Snapshot, notice: Notice, at: datetime) -> Found | None:
    """Tell of a round until it is made: of one that was missed meanwhile, too, since it is to be made all the more."""
    permit = permit_of(tx, notice)
    found = {one.minutes: one for one in watch_rounds(permit, at)}.get(int(fact(notice, "round")))
    if found is None or found.record is not None or watch_colour(permit, at) is None:
        return None
    is_another = found.due_at is not None and _moment(notice, "due_at") not in {None, found.due_at}
    return None if is_another else Found(permit.site_id, permit.place)


def _due(tx: Snapshot, notice: Notice, at: datetime) -> Found | None:
    """Tell whether its time has passed since it was queued: nobody is sent to be there before a moment that is over."""
    found, shuts_at = _round(tx, notice, at), _moment(notice, "shuts_at")
    missed_since = notice.facts["shuts_at"] if shuts_at and at > shuts_at else None
    return found and evolve(found, facts={"missed_since": missed_since})


def _moment(notice: Notice, name: str) -> datetime | None:
    return None if notice.facts[name] is None else datetime.fromisoformat(fact(notice, name))


def _finding(tx: Snapshot, notice: Notice, _: datetime) -> Found | None:
    one = tx.findings.get(FindingId(notice.subject_id))
    is_late = one.is_open and f"{one.due_on}" == notice.facts["due_on"]
    return Found(one.site_id, one.text, _read_of(one)) if is_late else None


def _read_of(finding: Finding) -> Mapping[str, FactValue]:
    return {"place": finding.place.strip() or None, "reference": finding.reference.strip() or None}


SITES: Mapping[str, Look] = {
    "intervention-planned": _planned,
    "intervention-postponed": _postponed,
    "intervention-cancelled": _cancelled,
    "intervention-overdue": _overdue,
    "permit-awaiting": _awaiting,
    "permit-suspended": _suspended,
    "round-due": _due,
    "round-missed": _round,
    "finding-overdue": _finding,
}
"""By topic."""
