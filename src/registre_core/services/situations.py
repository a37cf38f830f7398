"""Users by situation, however many situations are meant."""

from __future__ import annotations

from collections.abc import Collection

from registre_core.kernel.identifiers import ProfileId
from registre_core.kernel.pages import Cursor, Page
from registre_core.ports.storage import NamedOrder, Snapshot
from registre_core.rights import Situation, User
from registre_core.services.paging import LARGEST_PAGE

MOST_SITUATIONS = 1_000
"""No database takes a question of any length."""


def people_in(
    tx: Snapshot,
    situations: Collection[Situation],
    *,
    profile: ProfileId | None = None,
    order: NamedOrder = NamedOrder.NAME,
    after: Cursor | None = None,
    limit: int,
) -> Page[User]:
    """List those who are in some situations.

    Where these are too many to be asked for, as where each user has a site of his own, a page of everybody is read and
    sifted: it may come short, and `next` goes on.
    """
    if len(situations) <= MOST_SITUATIONS:
        return tx.users.page(profile=profile, among=situations, order=order, after=after, limit=limit)
    window = tx.users.page(profile=profile, order=order, after=after, limit=LARGEST_PAGE)
    wanted = frozenset(situations)
    found = tuple(user for user in window.items if Situation.of(user) in wanted)
    if len(found) <= limit:
        return Page(found, window.next)
    return Page(found[:limit], str(order.cursor(found[limit - 1])))
