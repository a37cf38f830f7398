"""The lists that are offered, each with the index that it is read by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from itertools import chain
from typing import Any

from attrs import frozen
from benchmarks.crowds import Crowd
from benchmarks.marks import FIRST_DAY, YEARS

from registre_core.access import ArrivalState
from registre_core.billing import Settlement
from registre_core.commissions import VisitKind
from registre_core.findings import Kind, Severity, State
from registre_core.interventions import Status
from registre_core.kernel.pages import Cursor, Page
from registre_core.logbook import Chapter
from registre_core.permits import PermitState
from registre_core.ports.storage import (
    EVERY_LOGBOOK_ENTRY,
    ArrivalOrder,
    FiledFilter,
    FiledOrder,
    FindingFilter,
    FindingOrder,
    InterventionFilter,
    InterventionOrder,
    InvoiceFilter,
    InvoiceOrder,
    LogbookFilter,
    LogbookOrder,
    NamedOrder,
    Order,
    PermitFilter,
    PermitOrder,
    SignatureFilter,
    SignatureOrder,
    Snapshot,
    VisitFilter,
    VisitOrder,
    WorkRequestFilter,
    WorkRequestOrder,
)
from registre_core.requests import RequestKind
from registre_core.signatures import SubjectKind
from registre_storage_sqlalchemy.lists import WINDOW

SHOWN = 10
"""Items of a page."""
TODAY = FIRST_DAY + timedelta(days=365 * YEARS // 2)
"""In the midst of what was planned."""

Where = Callable[[Crowd], Mapping[str, Any]]


def asking(filtered: Callable[[Crowd], object]) -> Where:
    """Ask for what passes a filter."""
    return lambda crowd: {"where": filtered(crowd)}


@frozen
class Case:
    """A list, and the index that it is read by."""

    told: str
    room: str
    order: Order
    where: Where
    index: str
    most: int = SHOWN + 1
    """How many rows a page of it looks at: those it shows, and the one that says whether the list goes on."""

    def __str__(self) -> str:
        return f"{self.told} by {self.order}"

    def page(self, snapshot: Snapshot, crowd: Crowd, after: Cursor | None = None) -> Page[Any]:
        """Read a page of it."""
        ask = getattr(snapshot, self.room).page
        page: Page[Any] = ask(order=self.order, after=after, limit=SHOWN, **self.where(crowd))
        return page

    def count(self, snapshot: Snapshot, crowd: Crowd) -> object:
        """Count it."""
        return getattr(snapshot, self.room).count(**self.where(crowd))


def named(room: str, thing: str = "") -> Iterator[Case]:
    """What has a name: all of it or what belongs to one thing, and of that those whose names begin so."""

    def where(crowd: Crowd) -> Mapping[str, Any]:
        return {thing: getattr(crowd, thing)} if thing else {}

    told, led = (f"{room} of a {thing}", f"ix_{room}_{thing}") if thing else (room, f"ix_{room}")
    yield Case(told, room, NamedOrder.CREATED, where, led if thing else f"pk_{room}")
    yield Case(told, room, NamedOrder.NAME, where, f"{led}_name")
    yield Case(
        f"{told} that begin so", room, NamedOrder.NAME, lambda crowd: {**where(crowd), "named": "éco"}, f"{led}_name"
    )


INTERVENTIONS: Mapping[str, tuple[str, Callable[[Crowd], InterventionFilter]]] = {
    "interventions": ("", lambda _: InterventionFilter()),
    "interventions on a site": ("_site", lambda crowd: InterventionFilter(frozenset({crowd.site}))),
    "interventions of a type": ("_type", lambda _: InterventionFilter(type_code="works")),
    "interventions overdue": ("_to_do", lambda _: InterventionFilter(status=Status.OVERDUE, today=TODAY)),
    "interventions planned": ("_to_do", lambda _: InterventionFilter(status=Status.PLANNED, today=TODAY)),
    "interventions to sign": ("_to_sign", lambda _: InterventionFilter(status=Status.TO_SIGN, today=TODAY)),
    "interventions cancelled": ("_cancelled", lambda _: InterventionFilter(status=Status.CANCELLED, today=TODAY)),
    "interventions closed": ("_closed", lambda _: InterventionFilter(status=Status.CLOSED, today=TODAY)),
}
"""With what their indexes are called, but for the order."""


RANKED: Mapping[Order, str] = {
    InterventionOrder.CREATED: "",
    InterventionOrder.PLANNED: "_planned",
    InterventionOrder.LATEST: "_planned",
    InterventionOrder.URGENT: "_urgency",
}
"""How indexes are called that give an order."""


def of_interventions() -> Iterator[Case]:
    """Each condition in each order."""
    for told, (led, where) in INTERVENTIONS.items():
        for order in InterventionOrder:
            ranked = RANKED[order]
            index = f"ix_interventions{led}{ranked}" if led or ranked else "pk_interventions"
            is_sifted = led == "_to_do" and ranked != "_planned"
            yield Case(told, "interventions", order, asking(where), index, 2 * WINDOW if is_sifted else SHOWN + 1)


FINDINGS: Mapping[str, tuple[str, Callable[[Crowd], FindingFilter]]] = {
    "findings": ("", lambda _: FindingFilter()),
    "findings on a site": ("_site", lambda crowd: FindingFilter(frozenset({crowd.site}))),
    "findings in a state": ("_state", lambda _: FindingFilter(state=State.OPEN)),
    "findings still open": ("_open", lambda _: FindingFilter(is_open=True)),
    "findings of a creator": ("_creator", lambda crowd: FindingFilter(creator=crowd.creator)),
    "anomalies": ("_kind", lambda _: FindingFilter(kinds=frozenset({Kind.ANOMALY}))),
}
"""With what their indexes are called, but for the order."""
GRADED: Mapping[Order, str] = {FindingOrder.DEADLINE: "_due", FindingOrder.GRAVEST: "_gravity"}
"""How indexes of findings are called that give an order."""


def graded(led: str, order: FindingOrder) -> str:
    """Name the index of findings that a condition leads in an order."""
    ranked = GRADED.get(order, "")
    return f"ix_findings{led}{ranked}" if led or ranked else "pk_findings"


def of_findings() -> Iterator[Case]:
    """Each condition in each order; what an intervention found, which is little, as it was written down."""
    for told, (led, where) in FINDINGS.items():
        for order in FindingOrder:
            yield Case(told, "findings", order, asking(where), graded(led, order))
    for order in (FindingOrder.CREATED, FindingOrder.NEWEST):
        of_one = asking(lambda crowd: FindingFilter(intervention=crowd.intervention))
        yield Case("findings of an intervention", "findings", order, of_one, "ix_findings_intervention")


BY_DAY: Mapping[str, tuple[str, str, type[Order], Callable[[Crowd], object]]] = {
    "visits": ("visits", "", VisitOrder, lambda _: VisitFilter()),
    "visits of a site": ("visits", "_site", VisitOrder, lambda crowd: VisitFilter(frozenset({crowd.site}))),
    "visits of a kind": ("visits", "_kind", VisitOrder, lambda _: VisitFilter(kind=VisitKind.UNANNOUNCED)),
    "entries": ("logbook", "", LogbookOrder, lambda _: EVERY_LOGBOOK_ENTRY),
    "entries of a site": (
        "logbook",
        "_site",
        LogbookOrder,
        lambda crowd: LogbookFilter(frozenset({crowd.site}), corrected=True),
    ),
    "entries of a chapter": (
        "logbook",
        "_chapter",
        LogbookOrder,
        lambda _: LogbookFilter(chapter=Chapter.STAFF, corrected=True),
    ),
}
"""With their room, what their indexes are called but for the order, and their orders."""


def by_day() -> Iterator[Case]:
    """Visits and the logbook: each condition in each order."""
    for told, (room, led, orders, where) in BY_DAY.items():
        for order in orders:
            ranked = "_day" if order == "latest" else ""
            yield Case(told, room, order, asking(where), f"ix_{room}{led}{ranked}" if led or ranked else f"pk_{room}")


MADE: Mapping[str, tuple[str, str, type[Order], Callable[[Crowd], object]]] = {
    "requests": ("requests", "pk_work_requests", WorkRequestOrder, lambda _: WorkRequestFilter()),
    "requests of a site": (
        "requests",
        "ix_work_requests_site",
        WorkRequestOrder,
        lambda crowd: WorkRequestFilter(frozenset({crowd.site})),
    ),
    "requests for quotes": (
        "requests",
        "ix_work_requests_kind",
        WorkRequestOrder,
        lambda _: WorkRequestFilter(kind=RequestKind.QUOTE),
    ),
    "filed documents": ("filed", "pk_filed_documents", FiledOrder, lambda _: FiledFilter()),
    "filed documents of a site": (
        "filed",
        "ix_filed_documents_site",
        FiledOrder,
        lambda crowd: FiledFilter(frozenset({crowd.site})),
    ),
}
"""With their room and their index: both orders go by identifier."""


def as_made() -> Iterator[Case]:
    """Requests and filed documents: each condition in each order."""
    for told, (room, index, orders, where) in MADE.items():
        for order in orders:
            yield Case(told, room, order, asking(where), index)


INVOICES: Mapping[str, tuple[str, InvoiceFilter]] = {
    "invoices": ("", InvoiceFilter()),
    "invoices of a currency": ("_currency", InvoiceFilter(currency="XPF")),
    "invoices paid": ("_paid", InvoiceFilter(Settlement.PAID, TODAY)),
}
UNPAID: Mapping[str, tuple[str, InvoiceFilter]] = {
    "invoices overdue": ("_unpaid", InvoiceFilter(Settlement.OVERDUE, TODAY)),
    "invoices due": ("_unpaid", InvoiceFilter(Settlement.DUE, TODAY)),
    "invoices overdue of a currency": ("_unpaid", InvoiceFilter(Settlement.OVERDUE, TODAY, "XPF")),
    "invoices paid of a currency": ("_paid", InvoiceFilter(Settlement.PAID, TODAY, "XPF")),
}
"""With what their indexes are called, but for the order."""


def of_invoices(conditions: Mapping[str, tuple[str, InvoiceFilter]]) -> Iterator[Case]:
    """Each condition in each order."""
    for told, (led, where) in conditions.items():
        for order in InvoiceOrder:
            ranked = "" if order is InvoiceOrder.CREATED else "_due"
            index = f"ix_invoices{led}{ranked}" if led or ranked else "pk_invoices"
            yield Case(told, "invoices", order, asking(lambda _, where=where: where), index)  # type: ignore[misc]


def of_arrivals() -> Iterator[Case]:
    """Of everybody, of one user, in one state."""
    order = ArrivalOrder.CREATED
    yield Case("arrivals", "arrivals", order, lambda _: {}, "pk_arrivals")
    yield Case("arrivals of a user", "arrivals", order, lambda crowd: {"user": crowd.user}, "ix_arrivals_user")
    yield Case("arrivals that wait", "arrivals", order, lambda _: {"state": ArrivalState.WAITING}, "ix_arrivals_state")


NOON = datetime.combine(TODAY, time(12), UTC)

SIGNATURES: Mapping[str, tuple[str, Callable[[Crowd], SignatureFilter]]] = {
    "signatures": ("pk_signatures", lambda _: SignatureFilter()),
    "signatures on a site": ("ix_signatures_site", lambda crowd: SignatureFilter(frozenset({crowd.site}))),
    "signatures of a signer": ("ix_signatures_signer", lambda crowd: SignatureFilter(signer=crowd.creator)),
    "signatures under permits": ("ix_signatures_kind", lambda _: SignatureFilter(kind=SubjectKind.PERMIT)),
}
"""With their indexes: both orders go by identifier."""

PERMITS: Mapping[str, tuple[str, Callable[[Crowd], PermitFilter]]] = {
    "permits": ("", lambda _: PermitFilter()),
    "permits on a site": ("_site", lambda crowd: PermitFilter(frozenset({crowd.site}))),
    "permits cancelled": ("_phase", lambda _: PermitFilter(state=PermitState.CANCELLED, at=NOON)),
}
SIFTED_PERMITS: Mapping[str, tuple[str, Callable[[Crowd], PermitFilter]]] = {
    "permits under way": ("_phase", lambda _: PermitFilter(state=PermitState.ACTIVE, at=NOON)),
    "permits expired": ("_expiring", lambda _: PermitFilter(state=PermitState.EXPIRED, at=NOON)),
    "permits still valid": ("", lambda _: PermitFilter(from_moment=NOON)),
    "permits cancelled on several sites": (
        "_phase",
        lambda crowd: PermitFilter(crowd.several, state=PermitState.CANCELLED, at=NOON),
    ),
}
"""With what their indexes are called, but for the order."""


def of_signatures(conditions: Mapping[str, tuple[str, Callable[[Crowd], SignatureFilter]]]) -> Iterator[Case]:
    """Each condition in each order."""
    for told, (index, where) in conditions.items():
        for order in SignatureOrder:
            yield Case(told, "signatures", order, asking(where), index)


def of_permits(conditions: Mapping[str, tuple[str, Callable[[Crowd], PermitFilter]]]) -> Iterator[Case]:
    """Each condition in each order."""
    for told, (led, where) in conditions.items():
        for order in PermitOrder:
            ranked = "" if order is PermitOrder.CREATED else "_start"
            index = f"ix_permits{led}{ranked}" if led or ranked else "pk_permits"
            yield Case(told, "permits", order, asking(where), index)


LED = [
    *chain(named("sites"), named("contractors"), named("contacts"), named("contacts", "contractor")),
    *chain(named("profiles"), named("users"), named("users", "profile")),
    *chain(of_interventions(), of_findings(), of_invoices(INVOICES), of_permits(PERMITS), by_day(), as_made()),
]
"""Every offered order with every single condition."""


def of_situations(told: str, where: Where, most: int = SHOWN + 1) -> Iterator[Case]:
    """Users in some situations, in each order; and of these, those whose names begin so."""

    def begins_so(crowd: Crowd) -> Mapping[str, Any]:
        return {**where(crowd), "named": "éco"}

    yield Case(told, "users", NamedOrder.CREATED, where, "ix_users_situation", most)
    yield Case(told, "users", NamedOrder.NAME, where, "ix_users_situation_name", most)
    yield Case(f"{told} that begin so", "users", NamedOrder.NAME, begins_so, "ix_users_situation_name", most)


UNCOUNTED = [
    *of_situations("users in a situation", lambda crowd: {"among": [crowd.situation]}),
    *of_arrivals(),
    *of_signatures(SIGNATURES),
]
"""What is listed and not counted: situations know how many are in them, and nobody asks for the number of arrivals."""

MERGED = [*of_situations("users in three situations", lambda crowd: {"among": crowd.situations}, 6 * (SHOWN + 1))]
"""Several pages read as one, whose rows are looked at again to put them into order."""


def sifted_interventions(told: str, led: str, where: Callable[[Crowd], InterventionFilter]) -> Iterator[Case]:
    """Conditions that lead no index, in each order."""
    for order in InterventionOrder:
        ranked = RANKED[order]
        index = f"ix_interventions{led}{ranked}" if led or ranked else "pk_interventions"
        yield Case(told, "interventions", order, asking(where), index)


def sifted_findings(told: str, led: str, where: Callable[[Crowd], FindingFilter]) -> Iterator[Case]:
    """Conditions that lead no index, in each order."""
    for order in FindingOrder:
        yield Case(told, "findings", order, asking(where), graded(led, order))


def begins(named: str) -> Where:
    return lambda _: {"named": named}


SIFTED = [
    *sifted_interventions("interventions on several sites", "", lambda crowd: InterventionFilter(crowd.several)),
    *sifted_interventions(
        "works on a site", "_site", lambda crowd: InterventionFilter(frozenset({crowd.site}), "works")
    ),
    *sifted_interventions(
        "closed interventions on several sites",
        "_closed",
        lambda crowd: InterventionFilter(crowd.several, status=Status.CLOSED, today=TODAY),
    ),
    *sifted_findings("findings on several sites", "", lambda crowd: FindingFilter(crowd.several)),
    *sifted_findings("findings that say so", "", lambda _: FindingFilter(text="ISSUE encombrée")),
    *sifted_findings("what no finding says", "", lambda _: FindingFilter(text="dragon")),
    *sifted_findings(
        "findings of a creator on several sites that say so",
        "_creator",
        lambda crowd: FindingFilter(crowd.several, creator=crowd.creator, text="plan"),
    ),
    *sifted_findings(
        "open anomalies on a site",
        "_site",
        lambda crowd: FindingFilter(frozenset({crowd.site}), kinds=frozenset({Kind.ANOMALY}), is_open=True),
    ),
    *sifted_findings(
        "grave ones still open on several sites",
        "_open",
        lambda crowd: FindingFilter(crowd.several, is_open=True, severity=Severity.CRITICAL),
    ),
    Case(
        "entries that hold",
        "logbook",
        LogbookOrder.LATEST,
        asking(lambda crowd: LogbookFilter(frozenset({crowd.site}))),
        "ix_logbook_site_day",
    ),
    *of_invoices(UNPAID),
    *of_permits(SIFTED_PERMITS),
    Case("sites that begin so", "sites", NamedOrder.CREATED, begins("éco"), "pk_sites"),
    Case("users that begin as none does", "users", NamedOrder.CREATED, begins("xyz"), "pk_users"),
]
"""Several sites, combined conditions, texts: sifted out of windows."""
