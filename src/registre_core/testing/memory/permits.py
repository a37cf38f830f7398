"""Hot-work permits in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from registre_core.kernel.identifiers import ContactId, PermitId, UserId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.signatories import PersonKind
from registre_core.kernel.storable import require_storable
from registre_core.permits import HotWorkPermit, state
from registre_core.ports.storage import EVERY_PERMIT, PermitFilter, PermitOrder
from registre_core.testing.memory.rows import OnDesk, count, get, page, refuse_known, require, with_next_version


class MemoryPermitReader(OnDesk):
    """Permits, to read."""

    def get(self, permit: PermitId) -> HotWorkPermit:
        return get(self._desk.rows.permits, permit, "permit")

    def page(
        self,
        where: PermitFilter = EVERY_PERMIT,
        *,
        order: PermitOrder = PermitOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[HotWorkPermit]:
        return page(self._asked_for(where), order, after, limit)

    def count(self, where: PermitFilter = EVERY_PERMIT, *, cap: int = LARGEST_COUNT) -> Total:
        return count(self._asked_for(where), cap)

    def every(self, where: PermitFilter = EVERY_PERMIT) -> Iterator[HotWorkPermit]:
        yield from sorted(self._asked_for(where), key=lambda one: one.id)

    def watched(self, at: datetime) -> tuple[HotWorkPermit, ...]:
        every = self._desk.rows.permits
        return tuple(every[key] for key in sorted(every) if every[key].is_watched(at))

    def _asked_for(self, where: PermitFilter) -> Iterator[HotWorkPermit]:
        return (one for one in self._desk.rows.permits.values() if _passes(where, one))


class MemoryPermitStore(MemoryPermitReader):
    """The same, to write."""

    def add(self, permit: HotWorkPermit) -> HotWorkPermit:
        rows = self._desk.rows
        require_storable(permit)
        refuse_known(rows.permits, permit.id, "permit")
        self._require_named(permit)
        rows.permits[permit.id] = permit
        return permit

    def save(self, permit: HotWorkPermit) -> HotWorkPermit:
        rows = self._desk.rows
        require_storable(permit)
        changed = with_next_version(rows.permits, permit.id, permit, "permit")
        self._require_named(permit)
        rows.permits[permit.id] = changed
        return changed

    def _require_named(self, permit: HotWorkPermit) -> None:
        rows = self._desk.rows
        require(rows.sites, [permit.site_id], "site")
        require(rows.contractors, permit.contractors, "contractor")
        people = (permit.watcher, *permit.operator_people)
        users = [UserId(one.id) for one in people if one.kind is PersonKind.USER]
        contacts = [ContactId(one.id) for one in people if one.kind is PersonKind.CONTACT]
        require(rows.users, users, "user")
        require(rows.contacts, (*contacts, *permit.contractor_people), "contact")


def _passes(where: PermitFilter, one: HotWorkPermit) -> bool:
    return (
        (where.among is None or one.site_id in where.among)
        and (where.contractor is None or where.contractor in one.contractors)
        and (where.state is None or where.at is None or state(one, where.at) is where.state)
        and (where.from_moment is None or where.from_moment <= one.valid_until)
        and (where.until_moment is None or one.valid_from < where.until_moment)
    )
