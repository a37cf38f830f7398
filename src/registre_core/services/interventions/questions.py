"""Use cases: interventions are looked at, listed, and their documents opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import BinaryIO

from attrs import evolve, frozen

from registre_core.interventions import Intervention, Status
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import ContractorId, InterventionId, SiteId
from registre_core.kernel.pages import Page
from registre_core.ports.storage import InterventionFilter, InterventionOrder
from registre_core.services.front_door import workspace_of
from registre_core.services.interventions.desk import Desk, target_of
from registre_core.services.paging import among, cursor, page_size


@frozen
class Questions(Desk):
    """Shows interventions on the sites of whoever asks."""

    def show(self, actor: Actor, intervention: InterventionId) -> Intervention:
        """Give one intervention.

        Raises:
            NotFound: ``intervention-not-found``, also when it is on a site that is not his.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            found = tx.interventions.get(intervention)
            self.door.authorise(tx, actor, "interventions.show", target_of(found))
            return found

    def page(
        self,
        actor: Actor,
        *,
        site: SiteId | None = None,
        type_code: str | None = None,
        status: Status | None = None,
        contractor: ContractorId | None = None,
        from_day: date | None = None,
        until_day: date | None = None,
        order: InterventionOrder = InterventionOrder.URGENT,
        after: str | None = None,
        limit: int = 50,
        counted: bool = False,
    ) -> Page[Intervention]:
        """List interventions on the sites of this actor.

        Args:
            actor: who asks.
            site: only those on this site; on one that is not his there is none.
            type_code: only those of this type.
            status: only those that stand so today.
            contractor: only those that this firm takes part in.
            from_day: only those planned for this day or later.
            until_day: only those planned for this day or earlier.
            order: in which order. Unless told otherwise what is open comes first, by its day: what is overdue longest,
                or waits longest to be signed, before all others. Ask for `LATEST` to see what was.
            after: where the page begins: what `next` of the last one said.
            limit: how many at most, up to 200. There may be fewer although the list goes on, as `next` says.
            counted: whether to tell the `total`, too.
        """
        on = self.ports.clock.today() if status else None
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer = self.door.authorise(tx, actor, "interventions.page")
            where = InterventionFilter(
                among(bearer.sites, site), type_code, status, on, contractor, from_day, until_day
            )
            page = tx.interventions.page(where, order=order, after=cursor(after), limit=page_size(limit))
            return evolve(page, total=tx.interventions.count(where)) if counted else page

    @contextmanager
    def open_report(self, actor: Actor, intervention: InterventionId, report: Digest) -> Iterator[BinaryIO]:
        """Open the bytes of a report.

        Raises:
            Forbidden: without ``documents.consult``.
            NotFound: ``intervention-not-found``, ``report-not-found``.
            IntegrityBreach: ``document-altered``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            found = tx.interventions.get(intervention)
            self.door.authorise(tx, actor, "interventions.open_report", target_of(found))
            reference = found.report(report)
        with self.ports.documents.open(workspace, reference.digest) as stream:
            yield stream

    @contextmanager
    def open_photo(self, actor: Actor, intervention: InterventionId, photo: Digest) -> Iterator[BinaryIO]:
        """Open the bytes of a picture.

        Raises:
            Forbidden: without ``documents.consult``.
            NotFound: ``intervention-not-found``, ``photo-not-found``.
            IntegrityBreach: ``document-altered``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            found = tx.interventions.get(intervention)
            self.door.authorise(tx, actor, "interventions.open_photo", target_of(found))
            reference = found.photo(photo)
        with self.ports.documents.open(workspace, reference.digest) as stream:
            yield stream
