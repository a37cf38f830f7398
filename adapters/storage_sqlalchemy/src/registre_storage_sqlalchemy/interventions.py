"""Interventions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import bindparam, case, func

from registre_core.codec import from_builtins, to_builtins
from registre_core.interventions import Intervention, Postponement, Recurrence, Status
from registre_core.kernel.documents import Digest, DocumentRef, Originality
from registre_core.kernel.identifiers import ContactId, ContractorId, InterventionId, SiteId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.signatories import SignatoryRule
from registre_core.ports.storage import EVERY_INTERVENTION, InterventionFilter, InterventionOrder, InterventionTally
from registre_storage_sqlalchemy.columns import identifier
from registre_storage_sqlalchemy.conditions import Asked, Condition, Places, at_least, below, equal, linked
from registre_storage_sqlalchemy.days import day_after
from registre_storage_sqlalchemy.lists import Listing
from registre_storage_sqlalchemy.schema import (
    contacts,
    contractors,
    intervention_contacts,
    intervention_contractors,
    intervention_reports,
    interventions,
    sites,
)
from registre_storage_sqlalchemy.shelves import Link, Reference, Shelf
from registre_storage_sqlalchemy.tallies import Tallying
from registre_storage_sqlalchemy.transactions import AnyRow, Work, built

_ORIGINALITIES = {one.value: one for one in Originality}


def _intervention(row: AnyRow) -> Intervention:
    intervention, site, type_code, planned_on, firms, people, reports, done_on, closed_at, photos, rule, *later = row
    asked_at, edition, recurrence, follows, followed_by, postponements, cancelled_at, cancellation, version = later
    return Intervention(
        intervention,
        site,
        type_code,
        planned_on,
        tuple([ContractorId(identifier(firm)) for firm in firms]),
        tuple([ContactId(identifier(person)) for person in people]),
        tuple([_document(*report) for report in reports]),
        done_on,
        closed_at,
        tuple([_document(*photo) for photo in photos or ()]),
        rule and from_builtins(SignatoryRule, rule),
        asked_at,
        edition,
        recurrence and from_builtins(Recurrence, recurrence),
        follows,
        followed_by,
        from_builtins(tuple[Postponement, ...], postponements) if postponements else (),
        cancelled_at,
        cancellation,
        version,
    )


def _document(digest: Digest, size: int, name: str, media_type: str, originality: str) -> DocumentRef:
    return DocumentRef(digest, size, name, media_type, _ORIGINALITIES[originality])


def _intervention_row(intervention: Intervention) -> Mapping[str, Any]:
    return {
        "site_id": intervention.site_id,
        "type_code": intervention.type_code,
        "planned_on": intervention.planned_on,
        "contractors": [str(contractor) for contractor in intervention.contractors],
        "contacts": [str(contact) for contact in intervention.contacts],
        "reports": [_document_row(report) for report in intervention.reports],
        "done_on": intervention.done_on,
        "closed_at": intervention.closed_at,
        "photos": [_document_row(photo) for photo in intervention.photos],
        "rule": intervention.rule and to_builtins(intervention.rule),
        "asked_at": intervention.asked_at,
        "edition": intervention.edition,
        "recurrence": intervention.recurrence and to_builtins(intervention.recurrence),
        "follows": intervention.follows,
        "followed_by": intervention.followed_by,
        "postponements": to_builtins(intervention.postponements),
        "cancelled_at": intervention.cancelled_at,
        "cancellation": intervention.cancellation,
        "urgency": InterventionOrder.URGENT.value_of(intervention),
        "version": intervention.version,
    }


def _document_row(document: DocumentRef) -> list[Any]:
    return [document.digest, document.size, document.name, document.media_type, document.originality.value]


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
        interventions.c.photos,
        interventions.c.rule,
        interventions.c.asked_at,
        interventions.c.edition,
        interventions.c.recurrence,
        interventions.c.follows,
        interventions.c.followed_by,
        interventions.c.postponements,
        interventions.c.cancelled_at,
        interventions.c.cancellation,
        interventions.c.version,
    ),
    read=_intervention,
    write=_intervention_row,
    references=[
        Reference("site", sites, lambda intervention: (intervention.site_id,)),
        Reference("contractor", contractors, lambda intervention: intervention.contractors),
        Reference("contact", contacts, lambda intervention: intervention.contacts),
        Reference("intervention", interventions, lambda one: filter(None, (one.follows, one.followed_by))),
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
        self,
        where: InterventionFilter = EVERY_INTERVENTION,
        *,
        order: InterventionOrder = InterventionOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Intervention]:
        """List interventions."""
        return _LISTS.page(self._work, order, after, limit, _asked(where))

    def count(self, where: InterventionFilter = EVERY_INTERVENTION, *, cap: int = LARGEST_COUNT) -> Total:
        """Count interventions."""
        return _LISTS.count(self._work, cap, _asked(where))

    def tally(self, among: frozenset[SiteId] | None, on: date) -> tuple[InterventionTally, ...]:
        """Count the interventions of some sites."""
        return tuple(built("intervention", _tally, _TALLY.rows(self._work, among, {"on": on})))


_LISTS = Listing(
    _INTERVENTIONS,
    {
        InterventionOrder.PLANNED: interventions.c.planned_on,
        InterventionOrder.LATEST: interventions.c.planned_on,
        InterventionOrder.URGENT: interventions.c.urgency,
    },
)
_PLACES = Places(interventions.c.site_id)
_OF_TYPE = equal(interventions.c.type_code, "type_code")
_OF_CONTRACTOR = linked(interventions.c.id, intervention_contractors, "intervention_id", "contractor_id")
_CLOSED = Condition(interventions.c.closed_at.is_not(None), leads=True)
_CANCELLED = Condition(interventions.c.cancelled_at.is_not(None), leads=True)
_IS_OPEN = interventions.c.closed_at.is_(None) & interventions.c.cancelled_at.is_(None)
_TO_SIGN = Condition(_IS_OPEN & interventions.c.asked_at.is_not(None), leads=True)
_TO_DO = Condition(_IS_OPEN & interventions.c.asked_at.is_(None), leads=True)
_BEFORE = below(interventions.c.planned_on, "before")
_FROM = at_least(interventions.c.planned_on, "from_day")


def _asked(where: InterventionFilter) -> Asked:
    """Name the narrowest first: a site has few interventions, few are open, most are closed."""
    standing = _standing(where.status)
    of_type = {_OF_TYPE: where.type_code}
    both = {**of_type, **standing} if where.status is Status.CLOSED else {**standing, **of_type}
    first, beyond = _days(where)
    rest = {_OF_CONTRACTOR: where.contractor, _FROM: first, _BEFORE: beyond}
    return {**_PLACES.asked(where.among), **both, **rest}


def _standing(status: Status | None) -> Asked:
    """Say in columns what `status` derives from an intervention, but for the day."""
    match status:
        case Status.CLOSED:
            return {_CLOSED: True}
        case Status.CANCELLED:
            return {_CANCELLED: True}
        case Status.TO_SIGN:
            return {_TO_SIGN: True}
        case Status.OVERDUE | Status.PLANNED:
            return {_TO_DO: True}
    return {}


def _days(where: InterventionFilter) -> tuple[date | None, date | None]:
    """Give the first day of what is asked for, and the one behind its last: of the period, and by the status."""
    first, beyond = where.from_day, day_after(where.until_day)
    if where.status is Status.PLANNED:
        first = max(filter(None, (first, where.today)))
    if where.status is Status.OVERDUE:
        beyond = min(filter(None, (beyond, where.today)))
    return first, beyond


_DAY = func.coalesce(interventions.c.done_on, interventions.c.planned_on, type_=interventions.c.planned_on.type)
_STATUS = case(
    (interventions.c.closed_at.is_not(None), Status.CLOSED.value),
    (interventions.c.cancelled_at.is_not(None), Status.CANCELLED.value),
    (interventions.c.asked_at.is_not(None), Status.TO_SIGN.value),
    (interventions.c.planned_on < bindparam("on"), Status.OVERDUE.value),
    else_=Status.PLANNED.value,
)
"""As `status` derives it."""
_TALLY = Tallying(
    interventions.c.site_id,
    (interventions.c.type_code, _STATUS.label("status")),
    (func.count(), func.min(_DAY), func.max(_DAY)),
)


def _tally(row: AnyRow) -> InterventionTally:
    site, type_code, status, *figures = row
    return InterventionTally(site, type_code, Status(status), *figures)


class SqlInterventionStore(SqlInterventionReader):
    """Interventions, to write."""

    def add(self, intervention: Intervention) -> Intervention:
        """Keep a new intervention."""
        return _INTERVENTIONS.add(self._work, intervention)

    def save(self, intervention: Intervention) -> Intervention:
        """Keep the changed intervention."""
        return _INTERVENTIONS.save(self._work, intervention)
