"""Visits of safety commissions."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from attrs import evolve
from sqlalchemy import bindparam, select

from registre_core.commissions import Visit
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.identifiers import VisitId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.signatories import PersonKind
from registre_core.ports.storage import EVERY_VISIT, VisitFilter, VisitOrder
from registre_storage_sqlalchemy.conditions import Asked, Places, at_least, below, equal
from registre_storage_sqlalchemy.days import day_after
from registre_storage_sqlalchemy.fields import Fields
from registre_storage_sqlalchemy.lists import Listing
from registre_storage_sqlalchemy.schema import contacts, findings, sites, users, visit_people, visits
from registre_storage_sqlalchemy.shelves import Link, Reference, Shelf
from registre_storage_sqlalchemy.transactions import WORKSPACE, Work, built


def _attending(visit: Visit, kind: PersonKind) -> Iterator[UUID]:
    return (one.id for one in visit.attendees if one.kind is kind)


def _users(visit: Visit) -> Iterator[UUID]:
    return filter(None, (visit.recorded_by, *_attending(visit, PersonKind.USER)))


def _prescriptions(visit: Visit) -> Iterator[UUID]:
    for opinion in visit.opinions:
        yield from opinion.motivated_by
    for order in visit.orders:
        yield from order.prescriptions


_FIELDS = Fields(Visit, visits)
VISITS = Shelf(
    "visit",
    visits,
    _FIELDS.columns,
    read=_FIELDS.read,
    write=_FIELDS.write,
    references=[
        Reference("site", sites, lambda visit: (visit.site_id,)),
        Reference("user", users, _users),
        Reference("contact", contacts, lambda visit: _attending(visit, PersonKind.CONTACT)),
        Reference("finding", findings, _prescriptions),
    ],
    links=[Link(visit_people, "visit_id", "person_id", lambda visit: (one.id for one in visit.attendees))],
)
"""Where they lie."""

_LISTS = Listing(VISITS, {VisitOrder.LATEST: visits.c.visited_on})
_PLACES = Places(visits.c.site_id)
_OF_KIND = equal(visits.c.kind, "kind")
_FROM = at_least(visits.c.visited_on, "from_day")
_BEFORE = below(visits.c.visited_on, "before")


def _asked(where: VisitFilter) -> Asked:
    """Name the narrowest first: a site has few, nearly all may be of one kind."""
    return {
        **_PLACES.asked(where.among),
        _OF_KIND: where.kind and where.kind.value,
        _FROM: where.from_day,
        _BEFORE: day_after(where.until_day),
    }


_WITH_PERSON = (
    select(*VISITS.columns)
    .join_from(
        visit_people,
        visits,
        (visits.c.workspace_id == visit_people.c.workspace_id) & (visits.c.id == visit_people.c.visit_id),
    )
    .where(visit_people.c.workspace_id == WORKSPACE, visit_people.c.person_id == bindparam("person"))
)


class SqlVisitReader:
    """Visits, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, visit: VisitId) -> Visit:
        """Give one visit."""
        return VISITS.get(self._work, visit)

    def page(
        self,
        where: VisitFilter = EVERY_VISIT,
        *,
        order: VisitOrder = VisitOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Visit]:
        """List visits."""
        return _LISTS.page(self._work, order, after, limit, _asked(where))

    def count(self, where: VisitFilter = EVERY_VISIT, *, cap: int = LARGEST_COUNT) -> Total:
        """Count visits."""
        return _LISTS.count(self._work, cap, _asked(where))

    def every(self, where: VisitFilter = EVERY_VISIT) -> Iterator[Visit]:
        """Give all of them one by one."""
        return _LISTS.every(self._work, VisitOrder.CREATED, _asked(where))


class SqlVisitStore(SqlVisitReader):
    """Visits, to write."""

    def add(self, visit: Visit) -> Visit:
        """Keep a new visit."""
        return VISITS.add(self._work, visit)

    def save(self, visit: Visit) -> Visit:
        """Keep the changed visit."""
        return VISITS.save(self._work, visit)

    def forget_person(self, person: UUID) -> int:
        """Take the name of one person away from every visit."""
        met = built("visit", VISITS.read, self._work.rows(_WITH_PERSON, {"person": person}))
        nameless = [_without_name(visit, person) for visit in met]
        VISITS.replace(self._work, VISITS.renewed(self._work, nameless))
        return len(nameless)


def _without_name(visit: Visit, person: UUID) -> Visit:
    attendees = tuple(evolve(one, name=ERASED_NAME) if one.id == person else one for one in visit.attendees)
    return evolve(visit, attendees=attendees)
