"""Questions about the visits of safety commissions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol
from uuid import UUID

from attrs import frozen

from registre_core.commissions import Visit, VisitKind
from registre_core.kernel.identifiers import SiteId, VisitId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.ports.storage.orders import VisitOrder


@frozen
class VisitFilter:
    """Which visits a list shows; every condition named must hold."""

    among: frozenset[SiteId] | None = None
    """Only to these sites; ``None`` means to any."""
    kind: VisitKind | None = None
    """Only of this kind."""
    from_day: date | None = None
    """Only those on this day or later."""
    until_day: date | None = None
    """Only those on this day or earlier."""


EVERY_VISIT = VisitFilter()
"""No condition."""


class VisitReader(Protocol):
    """Visits."""

    def get(self, visit: VisitId) -> Visit:
        """Give one visit.

        Raises:
            NotFound: ``visit-not-found``.
        """
        ...

    def page(
        self,
        where: VisitFilter = EVERY_VISIT,
        *,
        order: VisitOrder = VisitOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Visit]:
        """List visits."""
        ...

    def count(self, where: VisitFilter = EVERY_VISIT, *, cap: int = LARGEST_COUNT) -> Total:
        """Count the same, up to `cap`."""
        ...

    def every(self, where: VisitFilter = EVERY_VISIT) -> Iterator[Visit]:
        """Give all of them one by one, by identifier, without holding them all at once."""
        ...


class VisitStore(VisitReader, Protocol):
    """The same, to write."""

    def add(self, visit: Visit) -> Visit:
        """Keep a new visit.

        Raises:
            Conflict: ``already-exists``.
            NotFound: ``site-not-found``, ``user-not-found``, ``contact-not-found``, ``finding-not-found``, when it
                names one that is not there.
        """
        ...

    def save(self, visit: Visit) -> Visit:
        """Keep the changed visit and give it with its new version.

        Raises:
            Conflict: ``stale-version``.
            NotFound: ``visit-not-found``, or one it names, as for `add`.
        """
        ...

    def forget_person(self, person: UUID) -> int:
        """Let every visit read `ERASED_NAME` where this person took part, and tell how many; each version is raised."""
        ...
