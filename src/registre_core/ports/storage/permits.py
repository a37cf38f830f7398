"""Questions about hot-work permits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from attrs import field, frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.identifiers import ContractorId, PermitId, SiteId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.validation import Checked, aware, must
from registre_core.permits import HotWorkPermit, PermitState
from registre_core.ports.storage.orders import PermitOrder


@frozen
class PermitFilter(Checked):
    """Which permits a list shows; every condition named must hold."""

    among: frozenset[SiteId] | None = None
    """Only on these sites; ``None`` means on any."""
    contractor: ContractorId | None = None
    """Only those this firm works under."""
    state: PermitState | None = None
    """Only those that stand so at the moment `at`."""
    at: datetime | None = field(default=None, metadata=must(aware))
    """The moment that a state is asked for; needed with `state`."""
    from_moment: datetime | None = field(default=None, metadata=must(aware))
    """Only those still valid then, or later."""
    until_moment: datetime | None = field(default=None, metadata=must(aware))
    """Only those valid before then."""

    def contradictions(self) -> list[Problem]:
        """A state is that of a moment."""
        if self.state is not None and self.at is None:
            return [Problem("at", "moment-missing", "a state is that of a moment: name it")]
        return []


EVERY_PERMIT = PermitFilter()
"""No condition."""


class PermitReader(Protocol):
    """Hot-work permits."""

    def get(self, permit: PermitId) -> HotWorkPermit:
        """Give one permit.

        Raises:
            NotFound: ``permit-not-found``.
        """
        ...

    def page(
        self,
        where: PermitFilter = EVERY_PERMIT,
        *,
        order: PermitOrder = PermitOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[HotWorkPermit]:
        """List permits."""
        ...

    def count(self, where: PermitFilter = EVERY_PERMIT, *, cap: int = LARGEST_COUNT) -> Total:
        """Count the same, up to `cap`."""
        ...

    def every(self, where: PermitFilter = EVERY_PERMIT) -> Iterator[HotWorkPermit]:
        """Give all of them one by one, by identifier, without holding them all at once."""
        ...

    def watched(self, at: datetime) -> tuple[HotWorkPermit, ...]:
        """Give those whose fire watch has begun by this moment and lacks rounds, by identifier.

        A permit that ended for good is not among them; one whose validity passed while work was going on is.
        """
        ...


class PermitStore(PermitReader, Protocol):
    """The same, to write."""

    def add(self, permit: HotWorkPermit) -> HotWorkPermit:
        """Keep a new permit.

        Raises:
            Conflict: ``already-exists``.
            NotFound: ``site-not-found``, ``contractor-not-found``, ``contact-not-found``, ``user-not-found``, when it
                names one that is not there.
        """
        ...

    def save(self, permit: HotWorkPermit) -> HotWorkPermit:
        """Keep the changed permit and give it with its new version.

        Raises:
            Conflict: ``stale-version``.
            NotFound: ``permit-not-found``, or one it names, as for `add`.
        """
        ...
