"""Use cases: interventions and their reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import BinaryIO, TypeVar

from attrs import evolve, frozen

from registre_core import interventions
from registre_core.interventions import Intervention, InterventionClosed, InterventionPlanned, ReportAttached, Status
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest, DocumentRef
from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.identifiers import ContactId, ContractorId, InterventionId, SiteId
from registre_core.kernel.pages import Page
from registre_core.ports import Ports
from registre_core.ports.storage import InterventionFilter, InterventionOrder
from registre_core.services.documents import as_stored
from registre_core.services.front_door import FrontDoor, Target, workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.notices import tell_contacts
from registre_core.services.paging import cursor, page_size
from registre_core.workspace import may_receive


def target_of(intervention: Intervention) -> Target:
    """Tell what the front door must know of it."""
    return Target(intervention.site_id, "intervention", intervention.id)


@frozen
class InterventionsService:
    """Plans interventions, takes their reports, closes them."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""

    def plan(
        self,
        actor: Actor,
        *,
        site: SiteId,
        type_code: str,
        planned_on: date,
        contractors: Iterable[ContractorId] = (),
        contacts: Iterable[ContactId] = (),
    ) -> Intervention:
        """Plan one intervention; as many contractors and contacts as wanted take part in it.

        Contacts with a mail address are told.

        Raises:
            Forbidden: without ``interventions.create``.
            InvalidInput: ``unknown-intervention-type``.
            NotFound: the site, a contractor or a contact is not there.
            RuleViolation: ``site-closed``, when the site is closed on that day.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        intervention_id = InterventionId(self.ports.ids.new())
        with self.ports.storage.begin(workspace) as tx:
            place = tx.sites.get(site)
            bearer = self.door.authorise(tx, actor, "interventions.plan", Target(place.id, "site", place.id))
            may_receive(place, planned_on).require(RuleViolation)
            planned = Intervention(
                intervention_id, site, type_code, planned_on, _each_once(contractors), _each_once(contacts)
            )
            planned = tx.interventions.add(planned)
            record(tx, workspace, bearer, stamp, InterventionPlanned(planned))
            tell_contacts(tx, "intervention-planned", planned, stamp.at, stamp.ids)
            tx.commit()
        return planned

    def attach_report(self, actor: Actor, intervention: InterventionId, report: DocumentRef) -> Intervention:
        """Attach a stored document as a report, before or after closing. Its size and kind are read from its bytes.

        Raises:
            Forbidden: without ``interventions.edit``.
            NotFound: ``intervention-not-found``, or ``document-not-found`` when its bytes were never stored.
            RuleViolation: ``report-already-attached``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.read(workspace) as seen:  # who may not is told nothing about documents
            known = seen.interventions.get(intervention)
            self.door.authorise(seen, actor, "interventions.attach_report", target_of(known))
        with self.ports.documents.open(workspace, report.digest) as stream:
            report = as_stored(report, stream)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.interventions.get(intervention)
            bearer = self.door.authorise(tx, actor, "interventions.attach_report", target_of(found))
            interventions.may_attach(found, report).require(RuleViolation)
            saved = tx.interventions.save(interventions.with_report(found, report))
            record(tx, workspace, bearer, stamp, ReportAttached(saved))
            tx.commit()
        return saved

    def close(self, actor: Actor, intervention: InterventionId, *, done_on: date | None = None) -> Intervention:
        """Close an intervention, overdue ones included.

        Args:
            actor: who closes it.
            intervention: which one.
            done_on: the day it was really done; today unless said otherwise.

        Raises:
            Forbidden: without ``interventions.close``.
            NotFound: ``intervention-not-found``.
            RuleViolation: ``intervention-closed``, ``done-in-the-future``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        done = done_on or stamp.today
        with self.ports.storage.begin(workspace) as tx:
            found = tx.interventions.get(intervention)
            bearer = self.door.authorise(tx, actor, "interventions.close", target_of(found))
            interventions.may_close(found, done, stamp.today).require(RuleViolation)
            saved = tx.interventions.save(interventions.closed(found, done_on=done, at=stamp.at))
            record(tx, workspace, bearer, stamp, InterventionClosed(saved))
            tx.commit()
        return saved

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
        type_code: str | None = None,
        status: Status | None = None,
        order: InterventionOrder = InterventionOrder.LATEST,
        after: str | None = None,
        limit: int = 50,
        counted: bool = False,
    ) -> Page[Intervention]:
        """List interventions on the sites of this actor.

        Args:
            actor: who asks.
            type_code: only those of this type.
            status: only those that stand so today.
            order: in which order. Unless told otherwise the latest day comes first, since the list begins years ago
                and nobody looks for its beginning; ask for `PLANNED` to see what is due next, or overdue longest.
            after: where the page begins: what `next` of the last one said.
            limit: how many at most, up to 200. There may be fewer although the list goes on, as `next` says.
            counted: whether to tell the `total`, too.
        """
        today = self.ports.clock.today()
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer = self.door.authorise(tx, actor, "interventions.page")
            where = InterventionFilter(bearer.sites, type_code, status, today if status else None)
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


Item = TypeVar("Item")


def _each_once(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(items))
