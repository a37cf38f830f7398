"""Arrivals, however many there are."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from registre_core.access import ACTIONS, Arrival, ArrivalState
from registre_core.codec import read_entry
from registre_core.kernel.identifiers import UserId
from registre_core.ports.storage import Snapshot, Transaction
from registre_core.register import Entry
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


def tells_of(entry: Entry, arrival: Arrival) -> bool:
    """Whether an entry is that of what arrived: by the same account, of that deed, about what was asked.

    Telephones make their own identifiers. One that uses one twice, or another's, is not told that all is done.
    """
    heading, action = entry.heading, ACTIONS.get(arrival.action)
    is_of_that_deed = action is not None and heading.kind in action.records
    is_about_it = str(heading.subject_id) in arrival.arguments.values()
    return is_of_that_deed and is_about_it and read_entry(entry).actor["id"] == str(arrival.user_id)
