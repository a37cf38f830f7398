"""Requests and their links in memory."""

from __future__ import annotations

from collections.abc import Iterator

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import Conflict
from registre_core.kernel.identifiers import FindingId, LinkId, WorkRequestId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.storable import require_storable
from registre_core.ports.storage import EVERY_WORK_REQUEST, WorkRequestFilter, WorkRequestOrder
from registre_core.requests import Link, WorkRequest
from registre_core.testing.memory.rows import OnDesk, agrees, count, get, page, refuse_known, require, with_next_version


class MemoryWorkRequestReader(OnDesk):
    """Requests, to read."""

    def get(self, request: WorkRequestId) -> WorkRequest:
        return get(self._desk.rows.work_requests, request, "request")

    def page(
        self,
        where: WorkRequestFilter = EVERY_WORK_REQUEST,
        *,
        order: WorkRequestOrder = WorkRequestOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[WorkRequest]:
        return page(self._asked_for(where), order, after, limit)

    def count(self, where: WorkRequestFilter = EVERY_WORK_REQUEST, *, cap: int = LARGEST_COUNT) -> Total:
        return count(self._asked_for(where), cap)

    def of_finding(self, finding: FindingId) -> tuple[WorkRequest, ...]:
        every = self._desk.rows.work_requests
        return tuple(every[key] for key in sorted(every) if finding in every[key].findings)

    def _asked_for(self, where: WorkRequestFilter) -> Iterator[WorkRequest]:
        return (one for one in self._desk.rows.work_requests.values() if _passes(where, one))


class MemoryWorkRequestStore(MemoryWorkRequestReader):
    """The same, to write."""

    def add(self, request: WorkRequest) -> WorkRequest:
        rows = self._desk.rows
        require_storable(request)
        refuse_known(rows.work_requests, request.id, "request")
        self._require_named(request)
        rows.work_requests[request.id] = request
        return request

    def save(self, request: WorkRequest) -> WorkRequest:
        rows = self._desk.rows
        require_storable(request)
        changed = with_next_version(rows.work_requests, request.id, request, "request")
        self._require_named(request)
        rows.work_requests[request.id] = changed
        return changed

    def remove(self, request: WorkRequestId) -> None:
        if self.get(request).was_sent:
            raise Conflict("request-was-sent", "it was sent: withdraw it instead", {"request": str(request)})
        del self._desk.rows.work_requests[request]

    def _require_named(self, request: WorkRequest) -> None:
        rows = self._desk.rows
        require(rows.sites, [request.site_id], "site")
        require(rows.findings, request.findings, "finding")
        require(rows.contractors, [line.recipient.contractor_id for line in request.lines], "contractor")
        require(rows.contacts, [one for line in request.lines for one in line.recipient.contacts], "contact")
        visits = [request.intervention_id, *(line.intervention_id for line in request.lines)]
        require(rows.interventions, visits, "intervention")
        written_by = [line.answer.written_by for line in request.lines if line.answer]
        require(rows.users, [request.created_by, *written_by], "user")


class MemoryLinkReader(OnDesk):
    """Links, to read."""

    def find(self, secret_digest: Digest) -> Link | None:
        return next((one for one in self._desk.rows.links.values() if one.secret_digest == secret_digest), None)

    def get(self, link: LinkId) -> Link:
        return get(self._desk.rows.links, link, "link")

    def of_request(self, request: WorkRequestId) -> tuple[Link, ...]:
        every = self._desk.rows.links
        return tuple(every[key] for key in sorted(every) if every[key].request_id == request)


class MemoryLinkStore(MemoryLinkReader):
    """The same, to write."""

    def add(self, link: Link) -> Link:
        rows = self._desk.rows
        require_storable(link)
        refuse_known(rows.links, link.id, "link")
        self._require_possible(link)
        rows.links[link.id] = link
        return link

    def save(self, link: Link) -> Link:
        rows = self._desk.rows
        require_storable(link)
        changed = with_next_version(rows.links, link.id, link, "link")
        self._require_possible(link)
        rows.links[link.id] = changed
        return changed

    def _require_possible(self, link: Link) -> None:
        require(self._desk.rows.work_requests, [link.request_id], "request")
        if (known := self.find(link.secret_digest)) and known.id != link.id:
            raise Conflict("already-exists", "there is a link with this secret already", {"link": str(link.id)})


def _passes(where: WorkRequestFilter, one: WorkRequest) -> bool:
    return (
        (where.among is None or one.site_id in where.among)
        and agrees(where.kind, one.kind)
        and (where.finding is None or where.finding in one.findings)
        and (where.contractor is None or where.contractor in {line.recipient.contractor_id for line in one.lines})
    )
