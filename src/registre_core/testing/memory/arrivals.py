"""Arrivals in memory."""

from __future__ import annotations

from registre_core.access import Arrival, ArrivalState
from registre_core.kernel.identifiers import EntryId, UserId
from registre_core.kernel.pages import Cursor, Page
from registre_core.kernel.storable import require_storable
from registre_core.ports.storage import ArrivalOrder
from registre_core.testing.memory.rows import OnDesk, agrees, get, page, refuse_known, require, with_next_version


class MemoryArrivalReader(OnDesk):
    """What arrived, to read."""

    def get(self, arrival: EntryId) -> Arrival:
        return get(self._desk.rows.arrivals, arrival, "arrival")

    def find(self, arrival: EntryId) -> Arrival | None:
        return self._desk.rows.arrivals.get(arrival)

    def page(
        self,
        *,
        user: UserId | None = None,
        state: ArrivalState | None = None,
        order: ArrivalOrder = ArrivalOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Arrival]:
        every = self._desk.rows.arrivals.values()
        asked = (one for one in every if agrees(user, one.user_id) and agrees(state, one.state))
        return page(asked, order, after, limit)


class MemoryArrivalStore(MemoryArrivalReader):
    """The same, to write."""

    def add(self, arrival: Arrival) -> Arrival:
        rows = self._desk.rows
        require_storable(arrival)
        refuse_known(rows.arrivals, arrival.id, "arrival")
        require(rows.users, [arrival.user_id], "user")
        rows.arrivals[arrival.id] = arrival
        return arrival

    def save(self, arrival: Arrival) -> Arrival:
        rows = self._desk.rows
        require_storable(arrival)
        changed = with_next_version(rows.arrivals, arrival.id, arrival, "arrival")
        rows.arrivals[arrival.id] = changed
        return changed
