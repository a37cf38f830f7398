"""A visit of a safety commission, its report, its opinion, and the orders that bind. The two are kept apart."""

from __future__ import annotations

from datetime import date, datetime

from attrs import field, frozen

from registre_core.commissions.states import Authority, Favour, OrderKind, VisitKind
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.identifiers import FindingId, OrderId, SiteId, UserId, VisitId
from registre_core.kernel.people import Participant
from registre_core.kernel.validation import Checked, at_least, aware, each_once, must, not_blank


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
    """What else it says."""


@frozen
class AdministrativeOrder(Checked):
    """An order (*arrêté*) of the mayor or the prefect: what binds the operator."""

    id: OrderId
    kind: OrderKind
    """What it does."""
    authority: Authority
    """Who signed it."""
    signed_on: date
    """The day it was signed."""
    number: str = ""
    """As the authority counts it."""
    notified_on: date | None = None
    """The day the operator was told; it binds from then on."""
    due_on: date | None = None
    """By when its prescriptions are to be carried out."""
    prescriptions: tuple[FindingId, ...] = field(default=(), metadata=must(each_once))
    """Those that it makes binding."""
    document: DocumentRef | None = None
    """The order itself."""


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
    commission: str = field(metadata=must(not_blank))
    """Which one, such as ``commission communale de sécurité``."""
    attendees: tuple[Participant, ...] = ()
    """Who was there; the operator attends (CCH R. 143-42)."""
    examined: tuple[str, ...] = ()
    """The documents it looked at, as its report names them."""
    documents: tuple[DocumentRef, ...] = ()
    """What belongs to it beside the report: a summons, plans, letters."""
    report: DocumentRef | None = None
    """Its report (*procès-verbal*)."""
    opinion: Opinion | None = None
    """What it thinks."""
    orders: tuple[AdministrativeOrder, ...] = ()
    """What was decided after it, in the order it came."""
    recorded_by: UserId | None = None
    """Whose account recorded it."""
    recorded_at: datetime | None = field(default=None, metadata=must(aware))
    """When."""
    cancelled: str = ""
    """Why it did not take place."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""
