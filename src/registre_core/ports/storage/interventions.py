"""Questions about interventions."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from attrs import frozen

from registre_core.interventions import Intervention, Status
from registre_core.kernel.errors import Problem
from registre_core.kernel.identifiers import ContractorId, InterventionId, SiteId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.storable import unstorable
from registre_core.kernel.validation import Checked
from registre_core.ports.storage.orders import InterventionOrder


@frozen
class InterventionFilter(Checked):
    """Which interventions a list shows; every condition named must hold."""

    among: frozenset[SiteId] | None = None
    """Only on these sites; ``None`` means on any."""
    type_code: str | None = None
    """Only of this type."""
    status: Status | None = None
    """Only those that stand so on the day `today`."""
    today: date | None = None
    """The day that a status is asked for; needed with `status`."""
    contractor: ContractorId | None = None
    """Only those this firm takes part in."""
    from_day: date | None = None
    """Only those planned for this day or later."""
    until_day: date | None = None
    """Only those planned for this day or earlier."""

    def contradictions(self) -> list[Problem]:
        """A status is that of a day; a type is a text that may stand in a question."""
        found = list(unstorable(self.type_code, "type_code"))
        if self.status is not None and self.today is None:
            found.append(Problem("today", "day-missing", "a status is that of a day: name it"))
        return found


EVERY_INTERVENTION = InterventionFilter()
"""No condition."""


@frozen
class InterventionTally:
    """How many interventions of one site are alike before a summary."""

    site_id: SiteId
    """Of which site."""
    type_code: str
    """Of which type."""
    status: Status
    """Where they stand on the day asked about."""
    count: int
    """How many."""
    first: date
    """The first day one of them was done on, or is planned for."""
    last: date
    """The last such day."""


class InterventionReader(Protocol):
    """Interventions."""

    def get(self, intervention: InterventionId) -> Intervention:
        """Give one intervention.

        Raises:
            NotFound: ``intervention-not-found``.
        """
        ...

    def page(
        self,
        where: InterventionFilter = EVERY_INTERVENTION,
        *,
        order: InterventionOrder = InterventionOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Intervention]:
        """List interventions."""
        ...

    def count(self, where: InterventionFilter = EVERY_INTERVENTION, *, cap: int = LARGEST_COUNT) -> Total:
        """Count the same, up to `cap`."""
        ...

    def tally(self, among: frozenset[SiteId] | None, on: date) -> tuple[InterventionTally, ...]:
        """Count the interventions of some sites, or of all, by site, type and status on a day, in this order."""
        ...


class InterventionStore(InterventionReader, Protocol):
    """The same, to write."""

    def add(self, intervention: Intervention) -> Intervention:
        """Keep a new intervention.

        Raises:
            Conflict: ``already-exists``.
            NotFound: ``site-not-found``, ``contractor-not-found`` or ``contact-not-found``, when it names one that is
                not there.
        """
        ...

    def save(self, intervention: Intervention) -> Intervention:
        """Keep the changed intervention and give it with its new version.

        Raises:
            Conflict: ``stale-version``.
            NotFound: ``intervention-not-found``, or one it names, as for `add`.
        """
        ...
