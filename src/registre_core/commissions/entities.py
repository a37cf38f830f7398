"""A visit of a safety commission, its report, its opinion, and the orders that bind. The two are kept apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from attrs import field, frozen

from registre_core.commissions.states import Authority, Favour, OrderKind, VisitKind
from registre_core.kernel.documents import Digest, DocumentRef
from registre_core.kernel.errors import NotFound, Problem
from registre_core.kernel.identifiers import FindingId, OrderId, SiteId, UserId, VisitId
from registre_core.kernel.people import Participant
from registre_core.kernel.validation import Checked, at_least, aware, each_once, must, none_blank, not_blank, one_line


@frozen
class Opinion(Checked):
    """What the commission thinks. It binds nobody: the mayor or the prefect decides."""

    favour: Favour
    """Favourable or not."""
    given_on: date
    """The day it was given."""
    motivated_by: tuple[FindingId, ...] = field(default=(), metadata=must(each_once))
    """The prescriptions that it rests on."""
    remarks: str = ""
    """What else it says; of circumstances, never of a person."""


@frozen
class AdministrativeOrder(Checked):
    """An order (*arrêté*) of the mayor or the prefect: what binds the operator, from the day he is told."""

    id: OrderId
    kind: OrderKind
    """What it does."""
    authority: Authority
    """Who signed it."""
    signed_on: date
    """The day it was signed."""
    number: str = field(default="", metadata=must(one_line))
    """As the authority counts it."""
    notified_on: date | None = None
    """The day the operator was told; it binds from then on."""
    due_on: date | None = None
    """By when its prescriptions are to be carried out."""
    prescriptions: tuple[FindingId, ...] = field(default=(), metadata=must(each_once))
    """Those that it makes binding."""
    document: DocumentRef | None = None
    """The order itself."""
    replaces: OrderId | None = None
    """The earlier order on this site that it ends, or that was written down wrongly and stays to be read."""

    def contradictions(self) -> Iterator[Problem]:
        """Nobody is told of an order, nor bound to carry it out, before it is signed."""
        if self.notified_on is not None and self.notified_on < self.signed_on:
            said = "an order is notified on the day it is signed, or later"
            yield Problem("notified_on", "order-notified-before-signature", said)
        if self.due_on is not None and self.due_on < self.signed_on:
            said = "what an order asks for is due on the day it is signed, or later"
            yield Problem("due_on", "order-due-before-signature", said)
        if self.replaces == self.id:
            yield Problem("replaces", "order-replaces-itself", "an order replaces another one")


@frozen
class Visit(Checked):
    """One visit of a safety commission to a site."""

    id: VisitId
    site_id: SiteId
    """Where."""
    kind: VisitKind
    """Why it comes."""
    visited_on: date
    """The day; one to come is a visit that was announced."""
    commission: str = field(metadata=must(not_blank, one_line))
    """Which one, such as ``commission communale de sécurité``."""
    attendees: tuple[Participant, ...] = ()
    """Who was there; the operator attends, or is represented (CCH R. 143-42)."""
    examined: tuple[str, ...] = field(default=(), metadata=must(each_once, none_blank))
    """The documents it looked at, as its report names them."""
    documents: tuple[DocumentRef, ...] = ()
    """What belongs to it beside the report: a summons, plans, letters, and reports that another one replaced."""
    report: DocumentRef | None = None
    """Its report (*procès-verbal*)."""
    opinions: tuple[Opinion, ...] = ()
    """What it thinks, as it was written down: the last one counts, those before it stay to be read."""
    orders: tuple[AdministrativeOrder, ...] = ()
    """What was decided after it, in the order it came."""
    next_due_on: date | None = None
    """By when its report, or an order after it, wants the next periodic visit, where that is not what the table says
    (GE 4, § 3 and § 4)."""
    recorded_by: UserId | None = None
    """Whose account recorded it."""
    recorded_at: datetime | None = field(default=None, metadata=must(aware))
    """When."""
    cancelled: str = ""
    """Why it did not take place."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""

    @property
    def opinion(self) -> Opinion | None:
        """What the commission thinks, as it was last written down."""
        return self.opinions[-1] if self.opinions else None

    @property
    def took_place(self) -> bool:
        """Whether something came of it: a report, an opinion, an order."""
        return self.report is not None or bool(self.opinions or self.orders)

    def order(self, order: OrderId) -> AdministrativeOrder:
        """Give one of the orders that were decided after it.

        Raises:
            NotFound: ``order-not-found``.
        """
        for known in self.orders:
            if known.id == order:
                return known
        raise NotFound.of("order", order)

    def document(self, digest: Digest) -> DocumentRef:
        """Give a document that belongs to it: its report, an order, or another one.

        Raises:
            NotFound: ``document-not-found``.
        """
        decided = (order.document for order in self.orders)
        for known in (self.report, *self.documents, *decided):
            if known is not None and known.digest == digest:
                return known
        raise NotFound.of("document", digest)

    def contradictions(self) -> Iterator[Problem]:
        """A commission thinks, and an authority decides, after the visit; nothing comes of one that was cancelled."""
        for place, opinion in enumerate(self.opinions):
            if opinion.given_on < self.visited_on:
                said = "a commission gives its opinion on the day of its visit, or later"
                yield Problem(f"opinions[{place}].given_on", "opinion-before-visit", said)
        for place, order in enumerate(self.orders):
            if order.signed_on < self.visited_on:
                said = "an order that follows a visit is signed on its day, or later"
                yield Problem(f"orders[{place}].signed_on", "order-before-visit", said)
        if self.next_due_on is not None and self.next_due_on <= self.visited_on:
            yield Problem("next_due_on", "next-visit-not-later", "the next visit is due after this one")
        if self.cancelled and self.took_place:
            yield Problem("cancelled", "cancelled-visit-took-place", "nothing comes of a visit that did not take place")
