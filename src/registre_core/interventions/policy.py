"""What may be done with an intervention, and what becomes of it."""

from __future__ import annotations

from datetime import date, datetime

from attrs import evolve

from registre_core.interventions.entities import Intervention, Status
from registre_core.interventions.tables import EXTRACTABLE_TYPES
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.verdicts import YES, Verdict

CLOSING = Source("Version 1.47, Choix de l'interlocuteur signataire (S3)")


def status(intervention: Intervention, today: date) -> Status:
    """Derive where an intervention stands: overdue from the day after it was planned for."""
    if intervention.is_closed:
        return Status.CLOSED
    if intervention.cancelled_at is not None:
        return Status.CANCELLED
    return Status.OVERDUE if intervention.planned_on < today else Status.PLANNED


def may_close(intervention: Intervention, done_on: date, today: date) -> Verdict:
    """Whether it can be closed as done on that day; an overdue one can."""
    verdict = YES
    if intervention.is_closed:
        verdict &= Verdict.no(
            Reason("intervention-closed", "the intervention is closed already: it takes no changes", CLOSING)
        )
    if done_on > today:
        facts = {"done_on": done_on.isoformat(), "today": today.isoformat()}
        verdict &= Verdict.no(Reason("done-in-the-future", "nothing is done before its day has come", CLOSING, facts))
    return verdict


def closed(intervention: Intervention, *, done_on: date, at: datetime) -> Intervention:
    """Close it. Ask `may_close` first."""
    return evolve(intervention, done_on=done_on, closed_at=at)


def may_attach(intervention: Intervention, report: DocumentRef) -> Verdict:
    """Whether the report can join it: closed or not, each file once."""
    if report.digest not in {known.digest for known in intervention.reports}:
        return YES
    facts = {"name": report.name, "digest": report.digest}
    return Verdict.no(Reason("report-already-attached", "this very file is attached already", CLOSING, facts))


def with_report(intervention: Intervention, report: DocumentRef) -> Intervention:
    """Attach a report. Ask `may_attach` first."""
    return evolve(intervention, reports=(*intervention.reports, report))


def may_extract(intervention: Intervention, report: DocumentRef) -> Verdict:
    """Whether observations may be taken from this report: every gate of S4 that is shut is named at once."""
    shut = []
    if not intervention.is_closed:
        shut.append(
            Reason("intervention-not-closed", "only a closed intervention's reports can be read", EXTRACTABLE_TYPES)
        )
    if not intervention.type.extractable:
        said = f"the reports of type {intervention.type_code!r} hold no observations"
        facts = {"type": intervention.type_code}
        shut.append(Reason("type-not-extractable", said, EXTRACTABLE_TYPES, facts))
    if not report.is_pdf:
        facts = {"name": report.name, "media_type": report.media_type}
        shut.append(Reason("report-not-pdf", "observations are taken from PDF files only", EXTRACTABLE_TYPES, facts))
    return Verdict(tuple(shut))
