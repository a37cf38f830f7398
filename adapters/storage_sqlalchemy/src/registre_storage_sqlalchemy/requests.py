"""Requests for interventions and quotes."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import bindparam, select

from registre_core.kernel.errors import Conflict
from registre_core.kernel.identifiers import FindingId, WorkRequestId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.ports.storage import EVERY_WORK_REQUEST, WorkRequestFilter, WorkRequestOrder
from registre_core.requests import WorkRequest
from registre_storage_sqlalchemy.conditions import Asked, Places, equal, linked
from registre_storage_sqlalchemy.fields import Fields
from registre_storage_sqlalchemy.lists import Listing
from registre_storage_sqlalchemy.schema import (
    contacts,
    contractors,
    findings,
    interventions,
    sites,
    users,
    work_request_contacts,
    work_request_contractors,
    work_request_findings,
    work_requests,
)
from registre_storage_sqlalchemy.shelves import Link, Reference, Shelf
from registre_storage_sqlalchemy.transactions import WORKSPACE, Work, built


def _contractors(request: WorkRequest) -> Iterator[UUID]:
    return filter(None, (line.recipient.contractor_id for line in request.lines))


def _contacts(request: WorkRequest) -> Iterator[UUID]:
    return (contact for line in request.lines for contact in line.recipient.contacts)


def _interventions(request: WorkRequest) -> Iterator[UUID]:
    return filter(None, (request.intervention_id, *(line.intervention_id for line in request.lines)))


def _users(request: WorkRequest) -> Iterator[UUID]:
    yield request.created_by
    yield from filter(None, (line.answer.written_by for line in request.lines if line.answer))


_FIELDS = Fields(WorkRequest, work_requests)
WORK_REQUESTS = Shelf(
    "request",
    work_requests,
    _FIELDS.columns,
    read=_FIELDS.read,
    write=_FIELDS.write,
    references=[
        Reference("site", sites, lambda request: (request.site_id,)),
        Reference("finding", findings, lambda request: request.findings),
        Reference("contractor", contractors, _contractors),
        Reference("contact", contacts, _contacts),
        Reference("intervention", interventions, _interventions),
        Reference("user", users, _users),
    ],
    links=[
        Link(work_request_findings, "request_id", "finding_id", lambda request: request.findings),
        Link(work_request_contractors, "request_id", "contractor_id", _contractors),
        Link(work_request_contacts, "request_id", "contact_id", _contacts),
    ],
)
"""Where they lie."""

_LISTS = Listing(WORK_REQUESTS, {})
_PLACES = Places(work_requests.c.site_id)
_OF_KIND = equal(work_requests.c.kind, "kind")
_ABOUT = linked(work_requests.c.id, work_request_findings, "request_id", "finding_id")
_TO = linked(work_requests.c.id, work_request_contractors, "request_id", "contractor_id")


def _asked(where: WorkRequestFilter) -> Asked:
    """Name the narrowest first: a site has few, a kind half."""
    return {
        **_PLACES.asked(where.among),
        _OF_KIND: where.kind and where.kind.value,
        _ABOUT: where.finding,
        _TO: where.contractor,
    }


_OF_FINDING = (
    select(*WORK_REQUESTS.columns)
    .join_from(
        work_request_findings,
        work_requests,
        (work_requests.c.workspace_id == work_request_findings.c.workspace_id)
        & (work_requests.c.id == work_request_findings.c.request_id),
    )
    .where(
        work_request_findings.c.workspace_id == WORKSPACE,
        work_request_findings.c.finding_id == bindparam("finding"),
    )
    .order_by(work_request_findings.c.request_id)
)


class SqlWorkRequestReader:
    """Requests, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, request: WorkRequestId) -> WorkRequest:
        """Give one request."""
        return WORK_REQUESTS.get(self._work, request)

    def page(
        self,
        where: WorkRequestFilter = EVERY_WORK_REQUEST,
        *,
        order: WorkRequestOrder = WorkRequestOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[WorkRequest]:
        """List requests."""
        return _LISTS.page(self._work, order, after, limit, _asked(where))

    def count(self, where: WorkRequestFilter = EVERY_WORK_REQUEST, *, cap: int = LARGEST_COUNT) -> Total:
        """Count requests."""
        return _LISTS.count(self._work, cap, _asked(where))

    def of_finding(self, finding: FindingId) -> tuple[WorkRequest, ...]:
        """Give every request that asks for this to be corrected."""
        return tuple(built("request", WORK_REQUESTS.read, self._work.rows(_OF_FINDING, {"finding": finding})))


class SqlWorkRequestStore(SqlWorkRequestReader):
    """Requests, to write."""

    def add(self, request: WorkRequest) -> WorkRequest:
        """Keep a new request."""
        return WORK_REQUESTS.add(self._work, request)

    def save(self, request: WorkRequest) -> WorkRequest:
        """Keep the changed request."""
        return WORK_REQUESTS.save(self._work, request)

    def remove(self, request: WorkRequestId) -> None:
        """Drop a draft."""
        kept = WORK_REQUESTS.get(self._work, request)
        if kept.was_sent:
            raise Conflict("request-was-sent", "it was sent: withdraw it instead", {"request": str(request)})
        WORK_REQUESTS.remove(self._work, kept)
