"""What may change while an intervention is open: who takes part, when, and whether at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from attrs import evolve

from registre_core.interventions.entities import Intervention, Postponement
from registre_core.interventions.recurrence import Recurrence
from registre_core.kernel.identifiers import ContactId, ContractorId, InterventionId
from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.signatories import SignatoryRule
from registre_core.kernel.verdicts import YES, Verdict

CHANGES = Source("Version 1.47, Choix de l'interlocuteur signataire (S3)")
SIGNATURES = Source("House rule: who signs is not changed behind the back of those who were asked")


def may_change(intervention: Intervention) -> Verdict:
    """Whether anything about it may still change: not once it was closed, or cancelled."""
    if intervention.is_closed:
        said = "the intervention is closed already: it takes no changes"
        return Verdict.no(Reason("intervention-closed", said, CHANGES))
    if intervention.cancelled_at is not None:
        said = "the intervention was cancelled: it takes no changes"
        return Verdict.no(Reason("intervention-cancelled", said, CHANGES))
    return YES


def may_edit(intervention: Intervention, rule: SignatoryRule | None) -> Verdict:
    """Whether it can be changed, so that these sign it.

    Once signatures are asked for, others are chosen by asking anew, and not behind the back of those who were asked.
    What was to be signed once is signed by somebody, also when it was not done after all and is done later.
    """
    verdict, was_asked = may_change(intervention), intervention.edition > 0
    if (intervention.asked_at is not None and rule != intervention.rule) or (was_asked and rule is None):
        said = "signatures are asked for already: ask for others instead"
        verdict &= Verdict.no(Reason("signatures-asked", said, SIGNATURES))
    return verdict


def edited(
    intervention: Intervention,
    contractors: Iterable[ContractorId],
    contacts: Iterable[ContactId],
    recurrence: Recurrence | None,
    rule: SignatoryRule | None,
) -> Intervention:
    """Change who takes part, how it recurs and who signs. Ask `may_edit` first."""
    return evolve(
        intervention, contractors=tuple(contractors), contacts=tuple(contacts), recurrence=recurrence, rule=rule
    )


def may_postpone(intervention: Intervention, to: date) -> Verdict:
    """Whether it can be planned for that day instead: any other one, sooner or later."""
    verdict = may_change(intervention)
    if to == intervention.planned_on:
        facts = {"planned_on": to.isoformat()}
        verdict &= Verdict.no(Reason("same-day", "it is planned for that very day", CHANGES, facts))
    return verdict


def postponed(intervention: Intervention, to: date, reason: str) -> Intervention:
    """Plan it for another day; if signatures were asked for, it was not done after all. Ask `may_postpone` first."""
    given_up = Postponement(intervention.planned_on, reason)
    return evolve(
        intervention,
        planned_on=to,
        done_on=None,
        asked_at=None,
        postponements=(*intervention.postponements, given_up),
    )


def cancelled(intervention: Intervention, reason: str, at: datetime) -> Intervention:
    """Say that it will not be done. Ask `may_change` first."""
    return evolve(intervention, cancelled_at=at, cancellation=reason)


def next_day(intervention: Intervention) -> date | None:
    """Give the day it comes again, if it does: counted from the day it was done, of a cancelled one from its own."""
    if intervention.recurrence is None or intervention.is_open:
        return None
    return intervention.recurrence.next_after(intervention.done_on or intervention.planned_on)


def next_one(
    intervention: Intervention, identifier: InterventionId, planned_on: date, contacts: Iterable[ContactId]
) -> Intervention:
    """Plan it again: same place, firms, signatories and recurrence, and nothing of what was done.

    Args:
        intervention: the one that is over.
        identifier: of the next one.
        planned_on: its day.
        contacts: those of its contacts who are still there.
    """
    return Intervention(
        identifier,
        intervention.site_id,
        intervention.type_code,
        planned_on,
        intervention.contractors,
        tuple(contacts),
        rule=intervention.rule,
        recurrence=intervention.recurrence,
        follows=intervention.id,
    )


def followed(intervention: Intervention, by: Intervention) -> Intervention:
    """Say which one comes next."""
    return evolve(intervention, followed_by=by.id)
