"""Use cases: entries of the logbook are looked at, listed, followed, and their documents opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import BinaryIO

from attrs import evolve, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import LogbookId, SiteId
from registre_core.kernel.pages import Page
from registre_core.logbook import Chapter, LogbookEntry, standing_on
from registre_core.ports.storage import LogbookFilter, LogbookOrder, Snapshot
from registre_core.services.front_door import Target, workspace_of
from registre_core.services.logbook.desk import Desk, history, target_of
from registre_core.services.paging import LARGEST_PAGE, among, cursor, page_size


@frozen
class Questions(Desk):
    """Shows the logbook of the sites of whoever asks."""

    def show(self, actor: Actor, entry: LogbookId) -> LogbookEntry:
        """Give one entry.

        Raises:
            Forbidden: without ``logbook.consult``.
            NotFound: ``logbook-entry-not-found``, also when it is of a site that is not his.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            found = tx.logbook.get(entry)
            self.door.authorise(tx, actor, "logbook.show", target_of(found))
            return found

    def history(self, actor: Actor, entry: LogbookId) -> tuple[LogbookEntry, ...]:
        """Give an entry with all it stands in for and all that stand in for it, as they were written.

        Raises:
            Forbidden: without ``logbook.consult``.
            NotFound: ``logbook-entry-not-found``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            found = tx.logbook.get(entry)
            self.door.authorise(tx, actor, "logbook.history", target_of(found))
            return history(tx, found)

    def page(
        self,
        actor: Actor,
        *,
        site: SiteId | None = None,
        chapter: Chapter | None = None,
        from_day: date | None = None,
        until_day: date | None = None,
        corrected: bool = False,
        order: LogbookOrder = LogbookOrder.LATEST,
        after: str | None = None,
        limit: int = 50,
        counted: bool = False,
    ) -> Page[LogbookEntry]:
        """List the logbook of the sites of this actor.

        Args:
            actor: who asks.
            site: only of this site; of one that is not his there is nothing.
            chapter: only of this chapter.
            from_day: only what is about this day or later.
            until_day: only what is about this day or earlier.
            corrected: whether to list what no longer stands, too.
            order: in which order; the latest first unless told otherwise.
            after: where the page begins: what `next` of the last one said.
            limit: how many at most, up to 200.
            counted: whether to tell the `total`, too.

        Raises:
            Forbidden: without ``logbook.consult``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer = self.door.authorise(tx, actor, "logbook.page")
            where = LogbookFilter(among(bearer.sites, site), chapter, from_day, until_day, corrected)
            page = tx.logbook.page(where, order=order, after=cursor(after), limit=page_size(limit))
            return evolve(page, total=tx.logbook.count(where)) if counted else page

    def on(
        self, actor: Actor, site: SiteId, day: date | None = None, *, chapter: Chapter | None = None
    ) -> tuple[LogbookEntry, ...]:
        """Tell what stands and is on a day.

        That is who is of the safety service, which instructions are in force, what works go on, which drills were held.

        Args:
            actor: who asks.
            site: of which site.
            day: today unless said otherwise.
            chapter: only of this chapter.

        Returns:
            The latest first.

        Raises:
            Forbidden: without ``logbook.consult``.
            NotFound: ``site-not-found``.
        """
        when = day or self.ports.clock.today()
        with self.ports.storage.read(workspace_of(actor)) as tx:
            place = tx.sites.get(site)
            self.door.authorise(tx, actor, "logbook.on", Target(place.id, "site", place.id))
            where = LogbookFilter(frozenset({place.id}), chapter, until_day=when)
            return standing_on(_every(tx, where), when)

    @contextmanager
    def open_document(self, actor: Actor, entry: LogbookId, document: Digest) -> Iterator[BinaryIO]:
        """Open the bytes of a document of an entry.

        Raises:
            Forbidden: without ``documents.consult``.
            NotFound: ``logbook-entry-not-found``, ``document-not-found``.
            IntegrityBreach: ``document-altered``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            found = tx.logbook.get(entry)
            self.door.authorise(tx, actor, "logbook.open_document", target_of(found))
            reference = found.document(document)
        with self.ports.documents.open(workspace, reference.digest) as stream:
            yield stream


def _every(tx: Snapshot, where: LogbookFilter) -> Iterator[LogbookEntry]:
    """Give all of them, page by page."""
    page = tx.logbook.page(where, order=LogbookOrder.LATEST, limit=LARGEST_PAGE)
    yield from page.items
    while page.next is not None:
        page = tx.logbook.page(where, order=LogbookOrder.LATEST, after=cursor(page.next), limit=LARGEST_PAGE)
        yield from page.items
