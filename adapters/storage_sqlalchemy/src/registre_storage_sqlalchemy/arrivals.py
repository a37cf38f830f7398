"""Records that arrived while access was cut."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from registre_core.access import Arrival, ArrivalState
from registre_core.kernel.actors import Client, ClientKind
from registre_core.kernel.identifiers import EntryId, UserId
from registre_core.kernel.pages import Cursor, Page
from registre_core.ports.storage import ArrivalOrder
from registre_storage_sqlalchemy.conditions import equal
from registre_storage_sqlalchemy.lists import Listing
from registre_storage_sqlalchemy.schema import arrivals, users
from registre_storage_sqlalchemy.shelves import Reference, Shelf
from registre_storage_sqlalchemy.transactions import AnyRow, Work

_CLIENTS = {one.value: one for one in ClientKind}
_STATES = {one.value: one for one in ArrivalState}


def _arrival(row: AnyRow) -> Arrival:
    identifier, action, arguments, user, client, client_version, claimed_at, received_at, *told = row
    on_behalf_of, state, settled_at, refusal, version = told
    return Arrival(
        identifier,
        action,
        arguments,
        user,
        Client(_CLIENTS[client], client_version),
        claimed_at,
        received_at,
        on_behalf_of,
        _STATES[state],
        settled_at,
        refusal,
        version,
    )


def _arrival_row(arrival: Arrival) -> Mapping[str, Any]:
    return {
        "action": arrival.action,
        "arguments": dict(arrival.arguments),
        "user_id": arrival.user_id,
        "client": arrival.client.kind.value,
        "client_version": arrival.client.version,
        "claimed_at": arrival.claimed_at,
        "received_at": arrival.received_at,
        "on_behalf_of": arrival.on_behalf_of,
        "state": arrival.state.value,
        "settled_at": arrival.settled_at,
        "refusal": arrival.refusal,
        "version": arrival.version,
    }


_ARRIVALS = Shelf(
    "arrival",
    arrivals,
    (
        arrivals.c.id,
        arrivals.c.action,
        arrivals.c.arguments,
        arrivals.c.user_id,
        arrivals.c.client,
        arrivals.c.client_version,
        arrivals.c.claimed_at,
        arrivals.c.received_at,
        arrivals.c.on_behalf_of,
        arrivals.c.state,
        arrivals.c.settled_at,
        arrivals.c.refusal,
        arrivals.c.version,
    ),
    read=_arrival,
    write=_arrival_row,
    references=[Reference("user", users, lambda arrival: (arrival.user_id,))],
)
_LISTS = Listing(_ARRIVALS, {})
_OF_USER = equal(arrivals.c.user_id, "user")
_IN_STATE = equal(arrivals.c.state, "state")


class SqlArrivalReader:
    """What arrived, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, arrival: EntryId) -> Arrival:
        """Give one of them."""
        return _ARRIVALS.get(self._work, arrival)

    def find(self, arrival: EntryId) -> Arrival | None:
        """Give one of them, if it is there."""
        return _ARRIVALS.find(self._work, arrival)

    def page(
        self,
        *,
        user: UserId | None = None,
        state: ArrivalState | None = None,
        order: ArrivalOrder = ArrivalOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Arrival]:
        """List them."""
        asked = {_OF_USER: user, _IN_STATE: state and state.value}
        return _LISTS.page(self._work, order, after, limit, asked)


class SqlArrivalStore(SqlArrivalReader):
    """The same, to write."""

    def add(self, arrival: Arrival) -> Arrival:
        """Keep what arrived."""
        return _ARRIVALS.add(self._work, arrival)

    def save(self, arrival: Arrival) -> Arrival:
        """Keep what became of it."""
        return _ARRIVALS.save(self._work, arrival)
