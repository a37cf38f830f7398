"""Use cases: visits are looked at, listed, counted on, and their documents opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import BinaryIO

from attrs import evolve, frozen

from registre_core import commissions
from registre_core.commissions import AdministrativeOrder, NextVisit, Visit, VisitKind
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import NotFound
from registre_core.kernel.identifiers import SiteId, VisitId
from registre_core.kernel.pages import Page
from registre_core.ports.storage import VisitFilter, VisitOrder
from registre_core.services.commissions.desk import Desk, target_of, visits_to
from registre_core.services.front_door import Target, workspace_of
from registre_core.services.paging import among, cursor, page_size


@frozen
class Questions(Desk):
    """Shows visits to the sites of whoever asks."""

    def show(self, actor: Actor, visit: VisitId) -> Visit:
        """Give one visit, with its report, opinions and orders.

        Raises:
            Forbidden: without ``visits.consult``.
            NotFound: ``visit-not-found``, also when it is to a site that is not his.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            found = tx.visits.get(visit)
            self.door.authorise(tx, actor, "commissions.show", target_of(found))
            return found

    def page(
        self,
        actor: Actor,
        *,
        site: SiteId | None = None,
        kind: VisitKind | None = None,
        from_day: date | None = None,
        until_day: date | None = None,
        order: VisitOrder = VisitOrder.LATEST,
        after: str | None = None,
        limit: int = 50,
        counted: bool = False,
    ) -> Page[Visit]:
        """List visits to the sites of this actor, those that were called off included.

        Args:
            actor: who asks.
            site: only those to this site; to one that is not his there is none.
            kind: only of this kind.
            from_day: only those on this day or later.
            until_day: only those on this day or earlier.
            order: in which order; the latest first unless told otherwise, those announced before all others.
            after: where the page begins: what `next` of the last one said.
            limit: how many at most, up to 200.
            counted: whether to tell the `total`, too.

        Raises:
            Forbidden: without ``visits.consult``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer = self.door.authorise(tx, actor, "commissions.page")
            where = VisitFilter(among(bearer.sites, site), kind, from_day, until_day)
            page = tx.visits.page(where, order=order, after=cursor(after), limit=page_size(limit))
            return evolve(page, total=tx.visits.count(where)) if counted else page

    def next_visit(
        self, actor: Actor, site: SiteId, *, sleeping: bool | None = None, on: date | None = None
    ) -> NextVisit:
        """Tell when a commission is due at a site again, by its type and category, or by what a report said.

        Args:
            actor: who asks.
            site: which one.
            sleeping: whether the public sleeps there; where nobody says, the shorter interval counts, and in the fifth
                category only types that always lodge people have one.
            on: the day that tells past from future; today unless said otherwise.

        Raises:
            Forbidden: without ``visits.consult``.
            NotFound: ``site-not-found``.
        """
        day = on or self.ports.clock.today()
        with self.ports.storage.read(workspace_of(actor)) as tx:
            place = tx.sites.get(site)
            self.door.authorise(tx, actor, "commissions.next_visit", Target(place.id, "site", place.id))
            visits = visits_to(tx, place.id)
            return commissions.next_visit(visits, place.erp_type, place.category, day, sleeping=sleeping)

    def orders_in_force(self, actor: Actor, site: SiteId, *, on: date | None = None) -> tuple[AdministrativeOrder, ...]:
        """Tell which orders bind a site on a day: those its operator was told of, and none that came later ends.

        Args:
            actor: who asks.
            site: which one.
            on: the day; today unless said otherwise.

        Raises:
            Forbidden: without ``visits.consult``.
            NotFound: ``site-not-found``.
        """
        day = on or self.ports.clock.today()
        with self.ports.storage.read(workspace_of(actor)) as tx:
            place = tx.sites.get(site)
            self.door.authorise(tx, actor, "commissions.orders_in_force", Target(place.id, "site", place.id))
            return commissions.orders_in_force(visits_to(tx, place.id), day)

    @contextmanager
    def open_report(self, actor: Actor, visit: VisitId) -> Iterator[BinaryIO]:
        """Open the bytes of the report of a visit.

        Raises:
            Forbidden: without ``documents.consult``.
            NotFound: ``visit-not-found``; ``report-not-found``, where it has none yet.
            IntegrityBreach: ``document-altered``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            found = tx.visits.get(visit)
            self.door.authorise(tx, actor, "commissions.open_report", target_of(found))
            if found.report is None:
                raise NotFound.of("report", visit)
        with self.ports.documents.open(workspace, found.report.digest) as stream:
            yield stream

    @contextmanager
    def open_document(self, actor: Actor, visit: VisitId, document: Digest) -> Iterator[BinaryIO]:
        """Open the bytes of a document of a visit: an order, a summons, a report that another one came in place of.

        Raises:
            Forbidden: without ``documents.consult``.
            NotFound: ``visit-not-found``, ``document-not-found``.
            IntegrityBreach: ``document-altered``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            found = tx.visits.get(visit)
            self.door.authorise(tx, actor, "commissions.open_document", target_of(found))
            reference = found.document(document)
        with self.ports.documents.open(workspace, reference.digest) as stream:
            yield stream
