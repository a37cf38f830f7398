"""What being chosen leads to: an intervention, shared or one's own, for which what is wrong is planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import frozen

from registre_core import findings, interventions
from registre_core.findings import Finding, FindingPlanned, Mover
from registre_core.interventions import Intervention, InterventionEdited, InterventionPlanned
from registre_core.kernel.errors import InvalidInput, RuleViolation
from registre_core.kernel.facts import Fact
from registre_core.kernel.identifiers import ContactId, ContractorId, InterventionId, UserId
from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import Verdict
from registre_core.ports.storage import Transaction
from registre_core.requests import Line, WorkRequest
from registre_core.requests.policy import agreed_day
from registre_core.requests.policy.states import REQUESTS
from registre_core.services.interventions.desk import each_once
from registre_core.services.journal import Stamp
from registre_core.workspace import may_receive


@frozen
class Coming:
    """One intervention, and those who were chosen now and come for it."""

    intervention: Intervention
    """As it was saved."""
    lines: tuple[Line, ...]
    """Who comes."""
    fact: Fact
    """That it was planned, or that more take part in it."""


def let_come(
    tx: Transaction, request: WorkRequest, lines: Sequence[Line], day: date | None, stamp: Stamp, *, split: bool
) -> tuple[Coming, ...]:
    """Let those who were chosen come: all for one and the same intervention, or each for his own.

    Whoever is chosen later joins the others, as long as their intervention is open.

    Raises:
        InvalidInput: ``planned-day-missing``.
        RuleViolation: ``site-closed``, ``planned-already``; as `interventions.edit`.
    """
    if split:
        return tuple(_planned(tx, request, (line,), day, stamp) for line in lines)
    shared = tx.interventions.get(request.intervention_id) if request.intervention_id else None
    if shared is not None and shared.is_open:
        return (_joined(tx, shared, lines, day),)
    return (_planned(tx, request, lines, day, stamp),)


def _planned(tx: Transaction, request: WorkRequest, lines: Sequence[Line], day: date | None, stamp: Stamp) -> Coming:
    planned_on = day or agreed_day(lines)
    if planned_on is None:
        said = "they named no day, or not the same: say on which day they come"
        raise InvalidInput.at("planned_on", "planned-day-missing", said)
    may_receive(tx.sites.get(request.site_id), planned_on).require(RuleViolation)
    planned = Intervention(
        InterventionId(stamp.ids.new()),
        request.site_id,
        request.type_code,
        planned_on,
        each_once(_firms(lines)),
        each_once(_people(lines)),
    )
    saved = tx.interventions.add(planned)
    return Coming(saved, tuple(lines), InterventionPlanned(saved))


def _joined(tx: Transaction, shared: Intervention, lines: Sequence[Line], day: date | None) -> Coming:
    verdict = interventions.may_edit(shared, shared.rule)
    if day is not None and day != shared.planned_on:
        facts = {"planned_on": shared.planned_on.isoformat()}
        said = "those chosen before come on another day: postpone their intervention, or split"
        verdict &= Verdict.no(Reason("planned-already", said, REQUESTS, facts))
    verdict.require(RuleViolation)
    more = interventions.edited(
        shared,
        each_once((*shared.contractors, *_firms(lines))),
        each_once((*shared.contacts, *_people(lines))),
        shared.recurrence,
        shared.rule,
    )
    saved = tx.interventions.save(more)
    return Coming(saved, tuple(lines), InterventionEdited(saved))


def plan_findings(
    tx: Transaction, request: WorkRequest, intervention: Intervention, by: UserId, stamp: Stamp
) -> Iterator[FindingPlanned]:
    """Plan what the request is about for an intervention; what it was planned for already, or is settled, stays."""
    for identifier in request.findings:
        found = tx.findings.get(identifier)
        if findings.may_plan(found) and not _is_planned_for(found, intervention):
            mover = Mover(by, stamp.at)
            plan = findings.planned(found, mover, due_on=intervention.planned_on, intervention=intervention.id)
            yield FindingPlanned(tx.findings.save(plan))


def _is_planned_for(finding: Finding, intervention: Intervention) -> bool:
    return bool(finding.steps) and finding.steps[-1].intervention_id == intervention.id


def _firms(lines: Iterable[Line]) -> Iterator[ContractorId]:
    return (line.recipient.contractor_id for line in lines if line.recipient.contractor_id is not None)


def _people(lines: Iterable[Line]) -> Iterator[ContactId]:
    return (contact for line in lines for contact in line.recipient.contacts)
