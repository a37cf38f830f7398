"""Arrivals, however many there are."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from registre_core.access import Arrival, ArrivalState
from registre_core.kernel.identifiers import UserId
from registre_core.ports.storage import Snapshot, Transaction
from registre_core.services.paging import LARGEST_PAGE, cursor


def every(tx: Snapshot, *, user: UserId | None = None, state: ArrivalState | None = None) -> Iterator[Arrival]:
    """Give those of one user, or in one state, page by page."""
    page = tx.arrivals.page(user=user, state=state, limit=LARGEST_PAGE)
    yield from page.items
    while page.next is not None:
        page = tx.arrivals.page(user=user, state=state, after=cursor(page.next), limit=LARGEST_PAGE)
        yield from page.items


def forget_behalf(tx: Transaction, user: UserId) -> int:
    """Take away for whom somebody who is erased recorded what arrived of him, and tell how often."""
    named = [arrival for arrival in every(tx, user=user) if arrival.on_behalf_of is not None]
    for arrival in named:
        tx.arrivals.save(evolve(arrival, on_behalf_of=None))
    return len(named)
