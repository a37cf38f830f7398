"""Use cases: what the commission thinks, what the mayor or the prefect decides, and when the operator is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from registre_core import commissions
from registre_core.commissions import (
    AdministrativeOrder,
    Authority,
    Favour,
    Opinion,
    OpinionRecorded,
    OrderKind,
    OrderNotified,
    OrderRecorded,
    Visit,
)
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.errors import NotFound, RuleViolation
from registre_core.kernel.identifiers import FindingId, OrderId, SiteId, VisitId
from registre_core.ports.storage import Snapshot
from registre_core.services.commissions.desk import Desk, require_prescriptions, target_of, visits_to
from registre_core.services.documents import as_they_are
from registre_core.services.front_door import workspace_of
from registre_core.services.journal import Stamp, record


@frozen
class Deciding(Desk):
    """Keeps opinions and orders apart: the commission advises, the authority binds (CCH R. 143-42)."""

    def record_opinion(
        self,
        actor: Actor,
        visit: VisitId,
        *,
        favour: Favour,
        given_on: date,
        motivated_by: Iterable[FindingId] = (),
        remarks: str = "",
    ) -> Visit:
        """Write down what the commission thinks. The last opinion counts; those before it stay to be read.

        Args:
            actor: who writes it down.
            visit: after which visit.
            favour: favourable or not, or put off.
            given_on: the day it was given.
            motivated_by: the prescriptions of this site that it rests on, those of earlier visits included.
            remarks: what else it says; of circumstances, never of a person.

        Raises:
            Forbidden: without ``visits.edit``.
            InvalidInput: ``opinion-before-visit``, ``repeated-member``.
            NotFound: ``visit-not-found``, ``finding-not-found``.
            RuleViolation: ``visit-cancelled``, ``visit-to-come``, ``opinion-in-the-future``: all at once;
                ``not-a-prescription``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        opinion = Opinion(favour, given_on, tuple(motivated_by), remarks)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.visits.get(visit)
            bearer = self.door.authorise(tx, actor, "commissions.record_opinion", target_of(found))
            commissions.may_give_opinion(found, opinion, stamp.today).require(RuleViolation)
            require_prescriptions(tx, found, opinion.motivated_by)
            saved = tx.visits.save(commissions.with_opinion(found, opinion))
            record(tx, workspace, bearer, stamp, OpinionRecorded(saved))
            tx.commit()
        return saved

    def record_order(
        self,
        actor: Actor,
        visit: VisitId,
        *,
        kind: OrderKind,
        authority: Authority,
        signed_on: date,
        number: str = "",
        notified_on: date | None = None,
        due_on: date | None = None,
        prescriptions: Iterable[FindingId] = (),
        document: DocumentRef | None = None,
        replaces: OrderId | None = None,
    ) -> Visit:
        """Write down what the mayor or the prefect decided. It binds from the day the operator is told.

        Args:
            actor: who writes it down.
            visit: after which visit.
            kind: what it does.
            authority: who signed it.
            signed_on: the day it was signed.
            number: as the authority counts it.
            notified_on: the day the operator was told, if he was; otherwise `record_notification` says so later.
            due_on: by when its prescriptions are to be carried out.
            prescriptions: those of this site that it makes binding.
            document: the order itself, stored before.
            replaces: an order that it ends, after this visit or another one to this site.

        Raises:
            Forbidden: without ``visits.edit``.
            InvalidInput: ``order-before-visit``, ``order-notified-before-signature``, ``order-due-before-signature``,
                ``repeated-member``.
            NotFound: ``visit-not-found``, ``finding-not-found``, ``order-not-found``, ``document-not-found``.
            RuleViolation: ``visit-cancelled``, ``visit-to-come``, ``order-in-the-future``,
                ``order-notified-in-the-future``, ``order-already-replaced``: all at once; ``not-a-prescription``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        order_id = OrderId(self.ports.ids.new())
        with self.ports.storage.read(workspace) as seen:
            self.door.authorise(seen, actor, "commissions.record_order", target_of(seen.visits.get(visit)))
        paper = next(iter(as_they_are(self.ports, workspace, [document] if document else [])), None)
        order = AdministrativeOrder(
            order_id, kind, authority, signed_on, number, notified_on, due_on, tuple(prescriptions), paper, replaces
        )
        with self.ports.storage.begin(workspace) as tx:
            found = tx.visits.get(visit)
            bearer = self.door.authorise(tx, actor, "commissions.record_order", target_of(found))
            may = commissions.may_decide(found, order, stamp.today)
            if replaces:
                may &= commissions.may_replace(replaces, _orders_of_site(tx, found.site_id, replaces))
            may.require(RuleViolation)
            require_prescriptions(tx, found, order.prescriptions)
            saved = tx.visits.save(commissions.with_order(found, order))
            record(tx, workspace, bearer, stamp, OrderRecorded(saved))
            tx.commit()
        return saved

    def record_notification(self, actor: Actor, visit: VisitId, order: OrderId, *, notified_on: date) -> Visit:
        """Write down when the operator was told of an order: it binds from then on.

        Args:
            actor: who writes it down.
            visit: after which visit it was decided.
            order: which one.
            notified_on: the day.

        Raises:
            Forbidden: without ``visits.edit``.
            InvalidInput: ``order-notified-before-signature``.
            NotFound: ``visit-not-found``, ``order-not-found``.
            RuleViolation: ``order-notified-in-the-future``, ``order-already-notified``: both at once.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.visits.get(visit)
            bearer = self.door.authorise(tx, actor, "commissions.record_notification", target_of(found))
            commissions.may_notify(found.order(order), notified_on, stamp.today).require(RuleViolation)
            saved = tx.visits.save(commissions.notified(found, order, notified_on))
            record(tx, workspace, bearer, stamp, OrderNotified(saved))
            tx.commit()
        return saved


def _orders_of_site(tx: Snapshot, site: SiteId, wanted: OrderId) -> tuple[AdministrativeOrder, ...]:
    """Give every order on a site.

    Raises:
        NotFound: ``order-not-found``, when the one that is wanted is not among them.
    """
    orders = tuple(order for visit in visits_to(tx, site) for order in visit.orders)
    if wanted not in {order.id for order in orders}:
        raise NotFound.of("order", wanted)
    return orders
