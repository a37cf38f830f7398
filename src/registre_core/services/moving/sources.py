"""Every entity of a workspace, kind by kind and by identifier: so that the same state is written the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol, TypeVar

from registre_core.kernel.pages import Cursor, Page
from registre_core.ports.storage import Snapshot
from registre_core.services.paging import cursor
from registre_core.signatures import Seal

Item = TypeVar("Item")

_AT_ONCE = 500
"""Entities that are asked for together."""


class Pages(Protocol[Item]):
    """The question of a store that lists its entities, by identifier unless told otherwise."""

    def __call__(self, *, after: Cursor | None, limit: int) -> Page[Item]:
        """Give one page."""
        ...


def every(page: Pages[Item]) -> Iterator[Item]:
    """Give all of them, a page at a time."""
    for found in _pages(page):
        yield from found.items


def _pages(page: Pages[Item]) -> Iterator[Page[Item]]:
    after: Cursor | None = None
    while True:
        found = page(after=after, limit=_AT_ONCE)
        yield found
        if found.next is None:
            return
        after = cursor(found.next)


def _seals(tx: Snapshot) -> Iterator[Seal]:
    """Give each seal where the first signature in it is listed: there is no list of seals of their own."""
    for page in _pages(tx.signatures.page):
        here = {request.id for request in page.items}
        subjects = dict.fromkeys(request.subject for request in page.items)
        yield from (seal for seal in tx.seals.of_subjects(subjects) if seal.signatures[0] in here)


SOURCES: Mapping[str, Callable[[Snapshot], Iterable[Any]]] = {
    "workspace": lambda tx: [tx.workspace.get()],
    "sites": lambda tx: every(tx.sites.page),
    "contractors": lambda tx: every(tx.contractors.page),
    "contacts": lambda tx: every(tx.contacts.page),
    "profiles": lambda tx: every(tx.profiles.page),
    "users": lambda tx: every(tx.users.page),
    "invoices": lambda tx: every(tx.invoices.page),
    "standing": lambda tx: filter(None, [tx.standing.get()]),
    "arrivals": lambda tx: every(tx.arrivals.page),
    "interventions": lambda tx: every(tx.interventions.page),
    "permits": lambda tx: every(tx.permits.page),
    "filed": lambda tx: every(tx.filed.page),
    "visits": lambda tx: every(tx.visits.page),
    "findings": lambda tx: every(tx.findings.page),
    "requests": lambda tx: every(tx.requests.page),
    "signatures": lambda tx: every(tx.signatures.page),
    "seals": _seals,
    "logbook": lambda tx: every(tx.logbook.page),
}
"""Where each kind that travels is read."""
