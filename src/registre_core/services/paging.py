"""Cursors and sizes of pages, checked once for every list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Protocol, TypeVar

from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import SiteId
from registre_core.kernel.pages import Cursor, Page
from registre_core.ports.storage import Order

Item = TypeVar("Item")

LARGEST_PAGE = 200
"""More than anybody reads at once."""


_AT_ONCE = 500
"""Items that are asked for together when all are wanted."""


def cursor(after: str | None) -> Cursor | None:
    """Read where a page begins; whether it is a place in the order asked for is checked by the list itself.

    Raises:
        InvalidInput: ``malformed-cursor``.
    """
    return Cursor.read(after) if after else None


def page_size(limit: int) -> int:
    """Check how much is asked for.

    Raises:
        InvalidInput: ``page-size``.
    """
    if 1 <= limit <= LARGEST_PAGE:
        return limit
    said = f"a page holds 1 to {LARGEST_PAGE} items, not {limit}"
    raise InvalidInput.at("limit", "page-size", said, limit=limit, largest=LARGEST_PAGE)


def among(his: frozenset[SiteId] | None, site: SiteId | None) -> frozenset[SiteId] | None:
    """Narrow somebody's sites down to one of them; ``None`` means all, and no site leaves them as they are."""
    if site is None:
        return his
    asked = frozenset({site})
    return asked if his is None else his & asked


def paged(items: Iterable[Item], order: Order, after: Cursor | None, limit: int) -> Page[Item]:
    """Give one page of what no storage lists, as a storage would: in this order, behind this place.

    Raises:
        InvalidInput: ``malformed-cursor``, when it is one of another order.
    """
    if after is not None:
        order.value_in(after)
    places = sorted(((_place(order.cursor(item)), item) for item in items), key=itemgetter(0))
    waiting = [item for place, item in places if after is None or place > _place(after)]
    shown = tuple(waiting[:limit])
    return Page(shown, str(order.cursor(shown[-1])) if len(waiting) > limit else None)


def _place(cursor: Cursor) -> tuple[str, str]:
    return cursor.key, cursor.id.hex


class Pages(Protocol[Item]):
    """The question of a store that lists its entities, by identifier unless told otherwise."""

    def __call__(self, *, after: Cursor | None, limit: int) -> Page[Item]:
        """Give one page."""
        ...


def every(page: Pages[Item]) -> Iterator[Item]:
    """Give all of them, a page at a time."""
    for found in pages(page):
        yield from found.items


def pages(page: Pages[Item]) -> Iterator[Page[Item]]:
    """Give page after page, to the last."""
    after: Cursor | None = None
    while True:
        found = page(after=after, limit=_AT_ONCE)
        yield found
        if found.next is None:
            return
        after = cursor(found.next)
