"""Visits of commissions in memory."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from attrs import evolve

from registre_core.commissions import Visit
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.identifiers import ContactId, UserId, VisitId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.signatories import PersonKind
from registre_core.kernel.storable import require_storable
from registre_core.ports.storage import EVERY_VISIT, VisitFilter, VisitOrder
from registre_core.testing.memory.rows import OnDesk, agrees, count, get, page, refuse_known, require, with_next_version


class MemoryVisitReader(OnDesk):
    """Visits, to read."""

    def get(self, visit: VisitId) -> Visit:
        return get(self._desk.rows.visits, visit, "visit")

    def page(
        self,
        where: VisitFilter = EVERY_VISIT,
        *,
        order: VisitOrder = VisitOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Visit]:
        return page(self._asked_for(where), order, after, limit)

    def count(self, where: VisitFilter = EVERY_VISIT, *, cap: int = LARGEST_COUNT) -> Total:
        return count(self._asked_for(where), cap)

    def every(self, where: VisitFilter = EVERY_VISIT) -> Iterator[Visit]:
        yield from sorted(self._asked_for(where), key=lambda one: one.id)

    def _asked_for(self, where: VisitFilter) -> Iterator[Visit]:
        return (one for one in self._desk.rows.visits.values() if _passes(where, one))


class MemoryVisitStore(MemoryVisitReader):
    """The same, to write."""

    def add(self, visit: Visit) -> Visit:
        rows = self._desk.rows
        require_storable(visit)
        refuse_known(rows.visits, visit.id, "visit")
        self._require_named(visit)
        rows.visits[visit.id] = visit
        return visit

    def save(self, visit: Visit) -> Visit:
        rows = self._desk.rows
        require_storable(visit)
        changed = with_next_version(rows.visits, visit.id, visit, "visit")
        self._require_named(visit)
        rows.visits[visit.id] = changed
        return changed

    def forget_person(self, person: UUID) -> int:
        rows = self._desk.rows
        met = [visit for visit in rows.visits.values() if person in {one.id for one in visit.attendees}]
        for visit in met:
            nameless = tuple(evolve(one, name=ERASED_NAME) if one.id == person else one for one in visit.attendees)
            rows.visits[visit.id] = evolve(visit, attendees=nameless, version=visit.version + 1)
        return len(met)

    def _require_named(self, visit: Visit) -> None:
        rows = self._desk.rows
        require(rows.sites, [visit.site_id], "site")
        users = [UserId(one.id) for one in visit.attendees if one.kind is PersonKind.USER]
        require(rows.users, [visit.recorded_by, *users], "user")
        contacts = [ContactId(one.id) for one in visit.attendees if one.kind is PersonKind.CONTACT]
        require(rows.contacts, contacts, "contact")
        motives = [finding for opinion in visit.opinions for finding in opinion.motivated_by]
        ordered = [finding for order in visit.orders for finding in order.prescriptions]
        require(rows.findings, [*motives, *ordered], "finding")


def _passes(where: VisitFilter, one: Visit) -> bool:
    return (
        (where.among is None or one.site_id in where.among)
        and agrees(where.kind, one.kind)
        and (where.from_day is None or where.from_day <= one.visited_on)
        and (where.until_day is None or one.visited_on <= where.until_day)
    )
