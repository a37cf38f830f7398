"""A request: one question to as many recipients as wanted, for one and the same intervention."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from attrs import field, frozen

from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.errors import Problem
from registre_core.kernel.identifiers import (
    ContactId,
    ContractorId,
    FindingId,
    InterventionId,
    LineId,
    SiteId,
    UserId,
    WorkRequestId,
)
from registre_core.kernel.money import Money
from registre_core.kernel.passages import Passage
from registre_core.kernel.validation import Checked, at_least, aware, each_once, must, not_blank, not_empty
from registre_core.requests.states import RequestKind


@frozen
class Recipient(Checked):
    """Whom a request goes to: a contractor, a contractor with one or several contacts, or a contact alone."""

    contractor_id: ContractorId | None = None
    """The firm."""
    contacts: tuple[ContactId, ...] = field(default=(), metadata=must(each_once))
    """Its people, or whoever stands alone."""

    def contradictions(self) -> Iterator[Problem]:
        """Somebody is asked; without a firm it is one person."""
        if self.contractor_id is None and len(self.contacts) != 1:
            yield Problem("contacts", "recipient-unclear", "a recipient is a firm, a firm's people, or one contact")


@frozen
class Quote(Checked):
    """What it would cost."""

    amount: Money
    """Without value added tax."""
    vat_rate: Decimal
    """Of the tax, in percent: ``20``, ``5.5``."""
    valid_until: date | None = None
    """The last day it binds whoever made it."""


@frozen
class Answer(Checked):
    """What a recipient said."""

    at: datetime = field(metadata=must(aware))
    """When it came."""
    is_late: bool
    """Whether the deadline had passed by then."""
    message: str = ""
    """In his words."""
    proposed_on: date | None = None
    """The day he would come."""
    quote: Quote | None = None
    """What it would cost; always of a quote request."""
    documents: tuple[DocumentRef, ...] = ()
    """What he sent along."""


@frozen
class Line(Checked):
    """One recipient of a request, and what became of it."""

    id: LineId
    recipient: Recipient
    """Whom it goes to."""
    sent_at: datetime | None = field(default=None, metadata=must(aware))
    """When it was sent."""
    opened_at: datetime | None = field(default=None, metadata=must(aware))
    """When he first looked at it."""
    answer: Answer | None = None
    """What he said, the last time."""
    declined_at: datetime | None = field(default=None, metadata=must(aware))
    """When he declined."""
    withdrawn_at: datetime | None = field(default=None, metadata=must(aware))
    """When it was taken back from him."""
    reason: str = ""
    """Why he declined, or why it was taken back."""
    awarded_at: datetime | None = field(default=None, metadata=must(aware))
    """When he was chosen."""
    told_at: datetime | None = field(default=None, metadata=must(aware))
    """When he was told that others were chosen."""
    intervention_id: InterventionId | None = None
    """The intervention he comes for, once he was chosen."""


@frozen
class WorkRequest(Checked):
    """One request, to all its recipients (S5, S6)."""

    id: WorkRequestId
    kind: RequestKind
    site_id: SiteId
    """Where."""
    findings: tuple[FindingId, ...] = field(metadata=must(not_empty, each_once))
    """What is to be corrected."""
    message: str = field(metadata=must(not_blank))
    """What is asked, in words."""
    lines: tuple[Line, ...] = field(metadata=must(not_empty))
    """One for each recipient, in the order they were named."""
    created_by: UserId
    """Who asks."""
    created_at: datetime = field(metadata=must(aware))
    """When it was drawn up."""
    deadline: datetime | None = field(default=None, metadata=must(aware))
    """Until when answers are waited for; what comes later is kept, and marked."""
    zone: str = "Europe/Paris"
    """The time zone that the deadline was said in."""
    type_code: str = "after-sales"
    """The type of the intervention it leads to."""
    documents: tuple[DocumentRef, ...] = ()
    """What goes along."""
    passages: tuple[Passage, ...] = ()
    """The words of the reports, as they stood when it was drawn up."""
    is_split: bool = False
    """Whether each of those chosen gets an intervention of his own; otherwise all share one and the same."""
    intervention_id: InterventionId | None = None
    """The one that those chosen share."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""
