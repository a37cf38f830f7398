"""Hot-work permits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from registre_core.kernel.identifiers import PermitId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.signatories import PersonKind
from registre_core.permits import HotWorkPermit, PermitState, phase, state
from registre_core.ports.storage import EVERY_PERMIT, PermitFilter, PermitOrder
from registre_storage_sqlalchemy.conditions import Asked, Condition, Places, below, equal, linked
from registre_storage_sqlalchemy.fields import Fields
from registre_storage_sqlalchemy.lists import Listing
from registre_storage_sqlalchemy.schema import (
    contacts,
    contractors,
    permit_contacts,
    permit_contractors,
    permit_users,
    permits,
    sites,
    users,
)
from registre_storage_sqlalchemy.shelves import Link, Reference, Shelf
from registre_storage_sqlalchemy.transactions import WORKSPACE, Work, built

_MAY_EXPIRE = {PermitState.WAITING, PermitState.ACTIVE, PermitState.SUSPENDED}
_FOR_EVER = datetime.max.replace(tzinfo=UTC)


def _expires_after(permit: HotWorkPermit) -> datetime | None:
    """Tell when a permit expires unless something is done with it."""
    return permit.ends_at if state(permit, _FOR_EVER) is PermitState.EXPIRED else None


def _watch_due_from(permit: HotWorkPermit) -> datetime | None:
    """Tell from when rounds of a permit are waited for; of one that lacks none, never."""
    return permit.watched_from if permit.is_watched(_FOR_EVER) else None


def _named(permit: HotWorkPermit, kind: PersonKind) -> Iterator[UUID]:
    return (one.id for one in dict.fromkeys((permit.watcher, *permit.operator_people)) if one.kind is kind)


def _users(permit: HotWorkPermit) -> tuple[UUID, ...]:
    return tuple(_named(permit, PersonKind.USER))


def _contacts(permit: HotWorkPermit) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys((*_named(permit, PersonKind.CONTACT), *permit.contractor_people)))


_FIELDS = Fields(
    HotWorkPermit,
    permits,
    beside={
        "phase": lambda permit: phase(permit).value,
        "expires_after": _expires_after,
        "watch_due_from": _watch_due_from,
    },
)
_PERMITS = Shelf(
    "permit",
    permits,
    _FIELDS.columns,
    read=_FIELDS.read,
    write=_FIELDS.write,
    references=[
        Reference("site", sites, lambda permit: (permit.site_id,)),
        Reference("contractor", contractors, lambda permit: permit.contractors),
        Reference("user", users, _users),
        Reference("contact", contacts, _contacts),
    ],
    links=[
        Link(permit_contractors, "permit_id", "contractor_id", lambda permit: permit.contractors),
        Link(permit_contacts, "permit_id", "contact_id", _contacts),
        Link(permit_users, "permit_id", "user_id", _users),
    ],
)

_LISTS = Listing(_PERMITS, {PermitOrder.LATEST: permits.c.valid_from})
_PLACES = Places(permits.c.site_id)
_OF_CONTRACTOR = linked(permits.c.id, permit_contractors, "permit_id", "contractor_id")
_PHASE = equal(permits.c.phase, "phase")
_EXPIRING = Condition(permits.c.expires_after.is_not(None), leads=True)
_EXPIRED = Condition(permits.c.expires_after < bindparam("at"), "at")
_UNEXPIRED = Condition(permits.c.expires_after >= bindparam("at"), "at")
_ENDS_LATER = Condition(permits.c.valid_until >= bindparam("from_moment"), "from_moment")
_STARTS_BEFORE = below(permits.c.valid_from, "until_moment")


def _asked(where: PermitFilter) -> Asked:
    """Name the narrowest first: few permits are open, and a site has few; most are closed."""
    standing = _standing(where.state, where.at)
    places = _PLACES.asked(where.among)
    both = {**places, **standing} if where.state is PermitState.CLOSED else {**standing, **places}
    rest = {
        _OF_CONTRACTOR: where.contractor,
        _STARTS_BEFORE: where.until_moment,
        _ENDS_LATER: where.from_moment,
    }
    return {**both, **rest}


def _standing(wanted: PermitState | None, at: datetime | None) -> dict[Condition, Any]:
    """Say in columns what `state` derives from a permit."""
    if wanted is None:
        return {}
    if wanted is PermitState.EXPIRED:
        return {_EXPIRING: True, _EXPIRED: at}
    return {_PHASE: wanted.value, _UNEXPIRED: at if wanted in _MAY_EXPIRE else None}


_WATCHED = (
    select(*_PERMITS.columns)
    .where(permits.c.workspace_id == WORKSPACE, permits.c.watch_due_from <= bindparam("at"))
    .order_by(permits.c.watch_due_from, permits.c.id)
)


class SqlPermitReader:
    """Permits, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, permit: PermitId) -> HotWorkPermit:
        """Give one permit."""
        return _PERMITS.get(self._work, permit)

    def page(
        self,
        where: PermitFilter = EVERY_PERMIT,
        *,
        order: PermitOrder = PermitOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[HotWorkPermit]:
        """List permits."""
        return _LISTS.page(self._work, order, after, limit, _asked(where))

    def count(self, where: PermitFilter = EVERY_PERMIT, *, cap: int = LARGEST_COUNT) -> Total:
        """Count permits."""
        return _LISTS.count(self._work, cap, _asked(where))

    def every(self, where: PermitFilter = EVERY_PERMIT) -> Iterator[HotWorkPermit]:
        """Give all of them one by one."""
        return _LISTS.every(self._work, PermitOrder.CREATED, _asked(where))

    def watched(self, at: datetime) -> tuple[HotWorkPermit, ...]:
        """Give those whose fire watch has begun and lacks rounds."""
        found = built("permit", _PERMITS.read, self._work.rows(_WATCHED, {"at": at}))
        return tuple(sorted(found, key=lambda permit: permit.id))


class SqlPermitStore(SqlPermitReader):
    """Permits, to write."""

    def add(self, permit: HotWorkPermit) -> HotWorkPermit:
        """Keep a new permit."""
        return _PERMITS.add(self._work, permit)

    def save(self, permit: HotWorkPermit) -> HotWorkPermit:
        """Keep the changed permit."""
        return _PERMITS.save(self._work, permit)
