"""Use cases: requests for interventions and quotes (S5, S6)."""

from __future__ import annotations

from attrs import frozen

from registre_core.services.requests.answering import Answering, Reply
from registre_core.services.requests.asked import Asked, Defect
from registre_core.services.requests.awarding import Awarded, Awarding
from registre_core.services.requests.drafting import KEPT, Drafting
from registre_core.services.requests.link_documents import LinkDocuments
from registre_core.services.requests.linking import IssuedLink, Linking
from registre_core.services.requests.questions import (
    ComparedQuotes,
    ListedRequest,
    Questions,
    ShownLine,
    ShownRequest,
)
from registre_core.services.requests.sending import Sending, Sent

__all__ = [
    "KEPT",
    "Asked",
    "Awarded",
    "ComparedQuotes",
    "Defect",
    "IssuedLink",
    "ListedRequest",
    "Reply",
    "RequestsService",
    "Sent",
    "ShownLine",
    "ShownRequest",
]


@frozen
class RequestsService(Drafting, Sending, Answering, Awarding, Linking, LinkDocuments, Questions):
    """Asks as many contractors and contacts as wanted, for one and the same intervention."""
