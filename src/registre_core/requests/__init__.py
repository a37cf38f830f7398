"""Requests for interventions and quotes: one request, as many recipients as wanted."""

from registre_core.requests.answers import Answer, Quote
from registre_core.requests.deadlines import Deadline
from registre_core.requests.entities import Line, Recipient, WorkRequest
from registre_core.requests.facts import (
    LineOfRequest,
    LinkIssued,
    LinksRevoked,
    RequestAnswered,
    RequestAwarded,
    RequestDeclined,
    RequestDeleted,
    RequestDrafted,
    RequestEdited,
    RequestOpened,
    RequestSent,
    RequestWithdrawn,
)
from registre_core.requests.links import Link
from registre_core.requests.policy.comparing import Comparison, Offer, OfferTable
from registre_core.requests.states import LineState, RequestKind, RequestState
from registre_core.requests.tables import KINDS, LINE_STATES, REQUEST_STATES
from registre_core.requests.terms import THE_SOURCES_REQUESTS, RequestPolicy

__all__ = [
    "KINDS",
    "LINE_STATES",
    "REQUEST_STATES",
    "THE_SOURCES_REQUESTS",
    "Answer",
    "Comparison",
    "Deadline",
    "Line",
    "LineOfRequest",
    "LineState",
    "Link",
    "LinkIssued",
    "LinksRevoked",
    "Offer",
    "OfferTable",
    "Quote",
    "Recipient",
    "RequestAnswered",
    "RequestAwarded",
    "RequestDeclined",
    "RequestDeleted",
    "RequestDrafted",
    "RequestEdited",
    "RequestKind",
    "RequestOpened",
    "RequestPolicy",
    "RequestSent",
    "RequestState",
    "RequestWithdrawn",
    "WorkRequest",
]
