"""Who is chosen, for one and the same intervention, and who is told that it was somebody else."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from attrs import evolve

from registre_core.kernel.identifiers import InterventionId, LineId
from registre_core.kernel.reasons import FactValue, Reason
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.requests.entities import Line, WorkRequest
from registre_core.requests.policy.states import REQUESTS, UNDECIDED, line_state, must_be
from registre_core.requests.states import LineState

CHOOSABLE = frozenset({LineState.ANSWERED, LineState.NOT_AWARDED})
"""Whoever chose somebody else before may come back to an answer: the one that was chosen fell through."""


def may_award(request: WorkRequest, lines: Iterable[Line], today: date, now: datetime) -> Verdict:
    """Whether these can be chosen: each has answered, and his quote still binds him."""
    verdict = YES
    for line in lines:
        verdict &= _may_choose(request, line, today, now)
    return verdict


def _may_choose(request: WorkRequest, line: Line, today: date, now: datetime) -> Verdict:
    if not (verdict := must_be(request, line, CHOOSABLE, now)):
        return verdict
    facts: dict[str, FactValue] = {"line": str(line.id)}
    if line.answer is None:  # passed over before he said anything
        return Verdict.no(Reason("line-unanswered", "he has not answered: nobody is chosen unasked", REQUESTS, facts))
    quote = line.answer.quote
    if quote is None or quote.valid_until is None or not quote.is_expired(today):
        return YES
    facts["expired_on"] = quote.valid_until.isoformat()
    said = "his quote binds him no more: have him renew it, and record his answer"
    return Verdict.no(Reason("quote-expired", said, REQUESTS, facts))


def agreed_day(lines: Iterable[Line]) -> date | None:
    """Give the day that all who name one agree on, if they do."""
    days = {line.answer.proposed_on for line in lines if line.answer and line.answer.proposed_on}
    return days.pop() if len(days) == 1 else None


def awarded(line: Line, intervention: InterventionId, at: datetime) -> Line:
    """Choose him. Ask `may_award` first."""
    return evolve(line, awarded_at=at, intervention_id=intervention)


def those_to_tell(request: WorkRequest, chosen: Collection[LineId], now: datetime) -> tuple[Line, ...]:
    """Give those who are to be told that others were chosen.

    Not whoever was chosen, now or before; nor whoever declined, was never sent it, or had it taken back; nor whoever
    was told already.
    """
    rest = (line for line in request.lines if line.id not in chosen)
    return tuple(line for line in rest if line_state(line, request.deadline, now) in UNDECIDED)


def not_awarded(line: Line, at: datetime) -> Line:
    """Tell him that others were chosen."""
    return evolve(line, told_at=at)
