"""A request: one question to as many recipients as wanted, for one and the same intervention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Self

from attrs import evolve, field, frozen

from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.errors import NotFound, Problem
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
from registre_core.kernel.passages import Passage
from registre_core.kernel.validation import Checked, at_least, aware, each_once, must, not_blank, not_empty
from registre_core.kernel.zones import PARIS
from registre_core.requests.answers import Answer, short_enough
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
    reason: str = field(default="", metadata=must(short_enough))
    """Why he declined, or why it was taken back."""
    awarded_at: datetime | None = field(default=None, metadata=must(aware))
    """When he was chosen."""
    told_at: datetime | None = field(default=None, metadata=must(aware))
    """When he was told that others were chosen."""
    intervention_id: InterventionId | None = None
    """The intervention he comes for, once he was chosen."""

    def contradictions(self) -> Iterator[Problem]:
        """Nobody answers what he was not sent; who was chosen comes, and is not sent away."""
        heard = (self.opened_at, self.answer, self.declined_at, self.awarded_at, self.told_at)
        if self.sent_at is None and any(one is not None for one in heard):
            yield Problem("sent_at", "line-never-sent", "who was sent nothing neither opens, answers nor is chosen")
        if self.awarded_at is not None and self.withdrawn_at is not None:
            yield Problem("withdrawn_at", "awarded-and-withdrawn", "who was chosen comes: cancel his intervention")
        if (self.awarded_at is None) is not (self.intervention_id is None):
            yield Problem("intervention_id", "award-unclear", "who was chosen comes for an intervention, nobody else")


@frozen
class WorkRequest(Checked):
    """One request, to all its recipients (S5, S6)."""

    id: WorkRequestId
    kind: RequestKind
    """That somebody comes, or what it would cost."""
    site_id: SiteId
    """Where."""
    findings: tuple[FindingId, ...] = field(metadata=must(not_empty, each_once))
    """What is to be corrected."""
    message: str = field(metadata=must(not_blank, short_enough))
    """What is asked, in words."""
    lines: tuple[Line, ...] = field(metadata=must(not_empty))
    """One for each recipient, in the order they were named."""
    created_by: UserId
    """Who asks."""
    created_at: datetime = field(metadata=must(aware))
    """When it was drawn up."""
    deadline: datetime | None = field(default=None, metadata=must(aware))
    """Until when answers are waited for; what comes later is kept, and marked."""
    zone: str = PARIS
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

    def contradictions(self) -> Iterator[Problem]:
        """Everybody is asked once, and answers what is asked: a quote with a price, an intervention without."""
        asked = [one for line in self.lines for one in _asked(line.recipient)]
        if len(set(asked)) < len(asked):
            yield Problem("lines", "recipient-twice", "a request goes to each firm and each contact once")
        if len({line.id for line in self.lines}) < len(self.lines):
            yield Problem("lines", "repeated-member", "'lines' names each member once")
        for place, line in enumerate(self.lines):
            if line.answer and (line.answer.quote is not None) is not (self.kind is RequestKind.QUOTE):
                said = "a quote is answered with what it would cost, an intervention without"
                yield Problem(f"lines[{place}].answer", "answer-of-another-kind", said, {"kind": self.kind.value})

    @property
    def was_sent(self) -> bool:
        """Whether anybody was sent it: it is no draft any more, and is not deleted."""
        return any(line.sent_at for line in self.lines)

    def line(self, line: LineId) -> Line:
        """Give one of its lines.

        Raises:
            NotFound: ``line-not-found``.
        """
        if found := next((one for one in self.lines if one.id == line), None):
            return found
        raise NotFound.of("line", line)

    def having(self, *changed: Line) -> Self:
        """Give the same with these lines in the place of what they were."""
        known = {line.id: line for line in changed}
        return evolve(self, lines=tuple(known.get(line.id, line) for line in self.lines))

    def having_more(self, lines: Iterable[Line]) -> Self:
        """Give the same with further lines behind its own."""
        return evolve(self, lines=(*self.lines, *lines))


def _asked(recipient: Recipient) -> tuple[object, ...]:
    firm = () if recipient.contractor_id is None else (recipient.contractor_id,)
    return (*firm, *recipient.contacts)
