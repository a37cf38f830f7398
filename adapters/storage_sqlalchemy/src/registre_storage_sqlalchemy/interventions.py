"""Interventions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam

from registre_core.interventions import Intervention, Status
from registre_core.kernel.documents import Digest, DocumentRef, Originality
from registre_core.kernel.identifiers import ContactId, ContractorId, InterventionId
from registre_core.kernel.pages import Page
from registre_core.ports.storage import EVERY_INTERVENTION, InterventionFilter
from registre_storage_sqlalchemy.columns import identifier
from registre_storage_sqlalchemy.schema import (
    contacts,
    contractors,
    intervention_contacts,
    intervention_contractors,
    intervention_reports,
    interventions,
    sites,
)
from registre_storage_sqlalchemy.shelves import Condition, Link, Reference, Shelf
from registre_storage_sqlalchemy.transactions import AnyRow, Work

_ORIGINALITIES = {one.value: one for one in Originality}


def _intervention(row: AnyRow) -> Intervention:
    intervention, site, type_code, planned_on, firms, people, reports, done_on, closed_at, version = row
    return Intervention(
        intervention,
        site,
        type_code,
        planned_on,
        tuple([ContractorId(identifier(firm)) for firm in firms]),
        tuple([ContactId(identifier(person)) for person in people]),
        tuple([_report(*report) for report in reports]),
        done_on,
        closed_at,
        version,
    )


def _report(digest: Digest, size: int, name: str, media_type: str, originality: str) -> DocumentRef:
    return DocumentRef(digest, size, name, media_type, _ORIGINALITIES[originality])


def _intervention_row(intervention: Intervention) -> Mapping[str, Any]:
    return {
        "site_id": intervention.site_id,
        "type_code": intervention.type_code,
        "planned_on": intervention.planned_on,
        "contractors": [str(contractor) for contractor in intervention.contractors],
        "contacts": [str(contact) for contact in intervention.contacts],
        "reports": [_report_row(report) for report in intervention.reports],
        "done_on": intervention.done_on,
        "closed_at": intervention.closed_at,
        "version": intervention.version,
    }


def _report_row(report: DocumentRef) -> list[Any]:
    return [report.digest, report.size, report.name, report.media_type, report.originality.value]


_INTERVENTIONS = Shelf(
    "intervention",
    interventions,
    (
        interventions.c.id,
        interventions.c.site_id,
        interventions.c.type_code,
        interventions.c.planned_on,
        interventions.c.contractors,
        interventions.c.contacts,
        interventions.c.reports,
        interventions.c.done_on,
        interventions.c.closed_at,
        interventions.c.version,
    ),
    read=_intervention,
    write=_intervention_row,
    references=[
        Reference("site", sites, lambda intervention: (intervention.site_id,)),
        Reference("contractor", contractors, lambda intervention: intervention.contractors),
        Reference("contact", contacts, lambda intervention: intervention.contacts),
    ],
    links=[
        Link(
            intervention_contractors,
            "intervention_id",
            "contractor_id",
            lambda intervention: intervention.contractors,
        ),
        Link(intervention_contacts, "intervention_id", "contact_id", lambda intervention: intervention.contacts),
        Link(
            intervention_reports,
            "intervention_id",
            "digest",
            lambda intervention: (report.digest for report in intervention.reports),
        ),
    ],
)


class SqlInterventionReader:
    """Interventions, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, intervention: InterventionId) -> Intervention:
        """Give one intervention."""
        return _INTERVENTIONS.get(self._work, intervention)

    def page(
        self, where: InterventionFilter = EVERY_INTERVENTION, *, after: UUID | None = None, limit: int = 50
    ) -> Page[Intervention]:
        """List interventions by identifier."""
        standing = _standing(where.status, where.today)
        asked = {_AMONG: where.among, _OF_TYPE: where.type_code, **standing}
        return _INTERVENTIONS.page(self._work, after, limit, asked)


_AMONG = Condition(interventions.c.site_id.in_(bindparam("among", expanding=True)), "among")
_OF_TYPE = Condition(interventions.c.type_code == bindparam("type_code"), "type_code")
_CLOSED = Condition(interventions.c.closed_at.is_not(None))
_OPEN = Condition(interventions.c.closed_at.is_(None))
_BEFORE = Condition(interventions.c.planned_on < bindparam("before"), "before")
_FROM = Condition(interventions.c.planned_on >= bindparam("from_day"), "from_day")


def _standing(status: Status | None, today: date | None) -> Mapping[Condition, Any]:
    """Say in columns what `status` derives from an intervention."""
    match status:
        case Status.CLOSED:
            return {_CLOSED: True}
        case Status.OVERDUE:
            return {_OPEN: True, _BEFORE: today}
        case Status.PLANNED:
            return {_OPEN: True, _FROM: today}
    return {}


class SqlInterventionStore(SqlInterventionReader):
    """Interventions, to write."""

    def add(self, intervention: Intervention) -> Intervention:
        """Keep a new intervention."""
        return _INTERVENTIONS.add(self._work, intervention)

    def save(self, intervention: Intervention) -> Intervention:
        """Keep the changed intervention."""
        return _INTERVENTIONS.save(self._work, intervention)
