"""Questions about requests, and the links that let recipients answer."""

from __future__ import annotations

from typing import Protocol

from attrs import frozen

from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import ContractorId, FindingId, LinkId, SiteId, WorkRequestId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.ports.storage.orders import WorkRequestOrder
from registre_core.requests import Link, RequestKind, WorkRequest


@frozen
class WorkRequestFilter:
    """Which requests a list shows; every condition named must hold."""

    among: frozenset[SiteId] | None = None
    """Only on these sites; ``None`` means on any."""
    kind: RequestKind | None = None
    """Only of this kind."""
    finding: FindingId | None = None
    """Only those that ask for this to be corrected."""
    contractor: ContractorId | None = None
    """Only those that went, or are to go, to this firm."""


EVERY_WORK_REQUEST = WorkRequestFilter()
"""No condition."""


class WorkRequestReader(Protocol):
    """Requests."""

    def get(self, request: WorkRequestId) -> WorkRequest:
        """Give one request.

        Raises:
            NotFound: ``request-not-found``.
        """
        ...

    def page(
        self,
        where: WorkRequestFilter = EVERY_WORK_REQUEST,
        *,
        order: WorkRequestOrder = WorkRequestOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[WorkRequest]:
        """List requests."""
        ...

    def count(self, where: WorkRequestFilter = EVERY_WORK_REQUEST, *, cap: int = LARGEST_COUNT) -> Total:
        """Count the same, up to `cap`."""
        ...

    def of_finding(self, finding: FindingId) -> tuple[WorkRequest, ...]:
        """Give every request that asks for this to be corrected, by identifier."""
        ...


class WorkRequestStore(WorkRequestReader, Protocol):
    """The same, to write."""

    def add(self, request: WorkRequest) -> WorkRequest:
        """Keep a new request.

        Raises:
            Conflict: ``already-exists``.
            NotFound: ``site-not-found``, ``finding-not-found``, ``contractor-not-found``, ``contact-not-found``,
                ``intervention-not-found``, ``user-not-found``, when it names one that is not there.
        """
        ...

    def save(self, request: WorkRequest) -> WorkRequest:
        """Keep the changed request and give it with its new version.

        Raises:
            Conflict: ``stale-version``.
            NotFound: ``request-not-found``, or one it names, as for `add`.
        """
        ...

    def remove(self, request: WorkRequestId) -> None:
        """Drop a draft.

        Raises:
            Conflict: ``request-was-sent``: it stays, and can be withdrawn.
            NotFound: ``request-not-found``.
        """
        ...


class LinkReader(Protocol):
    """Links, to read."""

    def find(self, secret_digest: Digest) -> Link | None:
        """Give the link whose secret has this digest, if there is one."""
        ...

    def get(self, link: LinkId) -> Link:
        """Give one link.

        Raises:
            NotFound: ``link-not-found``.
        """
        ...

    def of_request(self, request: WorkRequestId) -> tuple[Link, ...]:
        """Give every link of a request, by identifier."""
        ...


class LinkStore(LinkReader, Protocol):
    """The same, to write."""

    def add(self, link: Link) -> Link:
        """Keep a new one.

        Raises:
            Conflict: ``already-exists``, also when there is a link with this secret.
            NotFound: ``request-not-found``.
        """
        ...

    def save(self, link: Link) -> Link:
        """Keep the changed one and give it with its new version.

        Raises:
            Conflict: ``stale-version``.
            NotFound: ``link-not-found``.
        """
        ...
