"""Safety commissions: their visits, what they think, and what the authority decides."""

from registre_core.commissions.entities import AdministrativeOrder, Opinion, Visit
from registre_core.commissions.facts import (
    OpinionRecorded,
    OrderNotified,
    OrderRecorded,
    VisitCancelled,
    VisitEdited,
    VisitRecorded,
    VisitReportAttached,
)
from registre_core.commissions.policy.deciding import (
    may_decide,
    may_give_opinion,
    may_notify,
    may_replace,
    notified,
    orders_in_force,
    with_opinion,
    with_order,
)
from registre_core.commissions.policy.intervals import NextVisit, next_visit, visit_years
from registre_core.commissions.policy.visiting import (
    cancelled,
    may_attach_report,
    may_cancel,
    may_change,
    may_edit,
    may_follow,
    with_report,
)
from registre_core.commissions.states import Authority, Favour, OrderKind, VisitKind

__all__ = [
    "AdministrativeOrder",
    "Authority",
    "Favour",
    "NextVisit",
    "Opinion",
    "OpinionRecorded",
    "OrderKind",
    "OrderNotified",
    "OrderRecorded",
    "Visit",
    "VisitCancelled",
    "VisitEdited",
    "VisitKind",
    "VisitRecorded",
    "VisitReportAttached",
    "cancelled",
    "may_attach_report",
    "may_cancel",
    "may_change",
    "may_decide",
    "may_edit",
    "may_follow",
    "may_give_opinion",
    "may_notify",
    "may_replace",
    "next_visit",
    "notified",
    "orders_in_force",
    "visit_years",
    "with_opinion",
    "with_order",
    "with_report",
]
