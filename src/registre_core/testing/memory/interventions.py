"""Interventions in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from registre_core.interventions import Intervention, Status, status
from registre_core.kernel.identifiers import InterventionId, SiteId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.storable import require_storable
from registre_core.ports.storage import EVERY_INTERVENTION, InterventionFilter, InterventionOrder, InterventionTally
from registre_core.testing.memory.rows import (
    OnDesk,
    agrees,
    count,
    get,
    page,
    refuse_known,
    require,
    with_next_version,
)


class MemoryInterventionReader(OnDesk):
    """Interventions, to read."""

    def get(self, intervention: InterventionId) -> Intervention:
        return get(self._desk.rows.interventions, intervention, "intervention")

    def page(
        self,
        where: InterventionFilter = EVERY_INTERVENTION,
        *,
        order: InterventionOrder = InterventionOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Intervention]:
        return page(self._asked_for(where), order, after, limit)

    def count(self, where: InterventionFilter = EVERY_INTERVENTION, *, cap: int = LARGEST_COUNT) -> Total:
        return count(self._asked_for(where), cap)

    def tally(self, among: frozenset[SiteId] | None, on: date) -> tuple[InterventionTally, ...]:
        alike: dict[tuple[SiteId, str, Status], list[date]] = {}
        for one in self._asked_for(InterventionFilter(among)):
            days = alike.setdefault((one.site_id, one.type_code, status(one, on)), [])
            days.append(one.done_on or one.planned_on)
        return tuple(
            InterventionTally(*key, len(alike[key]), min(alike[key]), max(alike[key])) for key in sorted(alike)
        )

    def _asked_for(self, where: InterventionFilter) -> Iterator[Intervention]:
        return (one for one in self._desk.rows.interventions.values() if _passes_intervention(where, one))


class MemoryInterventionStore(MemoryInterventionReader):
    """Interventions, to write."""

    def add(self, intervention: Intervention) -> Intervention:
        rows = self._desk.rows
        require_storable(intervention)
        refuse_known(rows.interventions, intervention.id, "intervention")
        self._require_named(intervention)
        rows.interventions[intervention.id] = intervention
        return intervention

    def save(self, intervention: Intervention) -> Intervention:
        rows = self._desk.rows
        require_storable(intervention)
        changed = with_next_version(rows.interventions, intervention.id, intervention, "intervention")
        self._require_named(intervention)
        rows.interventions[intervention.id] = changed
        return changed

    def _require_named(self, intervention: Intervention) -> None:
        rows = self._desk.rows
        require(rows.sites, [intervention.site_id], "site")
        require(rows.contractors, intervention.contractors, "contractor")
        require(rows.contacts, intervention.contacts, "contact")
        require(rows.interventions, (intervention.follows, intervention.followed_by), "intervention")


def _passes_intervention(where: InterventionFilter, intervention: Intervention) -> bool:
    return (
        (where.among is None or intervention.site_id in where.among)
        and agrees(where.type_code, intervention.type_code)
        and (where.contractor is None or where.contractor in intervention.contractors)
        and (where.from_day is None or where.from_day <= intervention.planned_on)
        and (where.until_day is None or intervention.planned_on <= where.until_day)
        and (where.status is None or where.today is None or status(intervention, where.today) is where.status)
    )
