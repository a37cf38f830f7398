"""Requests for interventions and quotes: one request, as many recipients as wanted."""

from registre_core.requests.entities import Answer, Line, Quote, Recipient, WorkRequest
from registre_core.requests.links import Link
from registre_core.requests.states import LineState, RequestKind, RequestState

__all__ = [
    "Answer",
    "Line",
    "LineState",
    "Link",
    "Quote",
    "Recipient",
    "RequestKind",
    "RequestState",
    "WorkRequest",
]
