"""The sites of a summary: those that were asked for, or all that somebody works on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from attrs import frozen

from registre_core.kernel.errors import NotFound
from registre_core.kernel.identifiers import SiteId
from registre_core.ports.storage import NamedOrder, Snapshot
from registre_core.services.paging import LARGEST_PAGE, cursor
from registre_core.workspace import Site


@frozen
class Places:
    """Where a summary is of."""

    sites: tuple[Site, ...]
    """By name."""
    among: frozenset[SiteId] | None
    """The same for questions; ``None`` means all there are."""

    @classmethod
    def of(cls, tx: Snapshot, his: frozenset[SiteId] | None, wanted: tuple[SiteId, ...] | None) -> Self:
        """Find the sites, each once, also those that no longer receive the public.

        Args:
            tx: the snapshot.
            his: the sites of whoever asks; ``None`` means all.
            wanted: those he names; ``None`` means all of his.

        Raises:
            NotFound: ``site-not-found``, also of one that is not his.
        """
        among = his if wanted is None else frozenset(wanted)
        found = tuple(_by_name(tx, among))
        there = {one.id for one in found}
        for site in wanted or ():
            if site not in there or (his is not None and site not in his):
                raise NotFound.of("site", site)
        return cls(found, among)


def _by_name(tx: Snapshot, among: frozenset[SiteId] | None) -> Iterator[Site]:
    after = None
    while True:
        page = tx.sites.page(among=among, order=NamedOrder.NAME, after=cursor(after), limit=LARGEST_PAGE)
        yield from page.items
        after = page.next
        if after is None:
            return
