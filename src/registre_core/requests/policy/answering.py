"""What a recipient may still say, and what becomes of it."""

from __future__ import annotations

from datetime import datetime

from attrs import evolve

from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.requests.answers import Answer
from registre_core.requests.deadlines import is_late
from registre_core.requests.entities import Line, WorkRequest
from registre_core.requests.policy.states import REQUESTS, UNDECIDED, must_be
from registre_core.requests.states import LineState, RequestKind

ANSWERABLE = UNDECIDED | {LineState.DECLINED}
"""A recipient changes his mind until somebody is chosen: who declined may come after all, who is late still may."""


WRITABLE = ANSWERABLE | {LineState.NOT_AWARDED}
"""Whoever was passed over may still be chosen, when those chosen fall through: he renews his answer first."""


def may_answer(request: WorkRequest, line: Line, now: datetime) -> Verdict:
    """Whether an answer is still taken: as long as nothing was decided, late or not."""
    return must_be(request, line, ANSWERABLE, now)


def may_write_down(request: WorkRequest, line: Line, now: datetime) -> Verdict:
    """Whether whoever asks may write an answer down: also of somebody who was passed over, and whom he asks anew."""
    return must_be(request, line, WRITABLE, now)


def may_say(request: WorkRequest, answer: Answer) -> Verdict:
    """Whether it answers what is asked: a quote names a price, and an intervention none."""
    is_asked = request.kind is RequestKind.QUOTE
    if is_asked and answer.quote is None:
        said = "what is asked for is a quote: say what it would cost"
        return Verdict.no(Reason("quote-missing", said, REQUESTS))
    if answer.quote is not None and not is_asked:
        return Verdict.no(Reason("quote-not-asked", "nobody asks here what it would cost", REQUESTS))
    return YES


def may_decline(request: WorkRequest, line: Line, now: datetime) -> Verdict:
    """Whether he may decline: also what he has answered, as long as nobody was chosen."""
    return must_be(request, line, UNDECIDED, now)


def opened(line: Line, at: datetime) -> Line:
    """Look at it; the first time is kept."""
    return line if line.opened_at is not None else evolve(line, opened_at=at)


def answered(request: WorkRequest, line: Line, answer: Answer, *, in_time: bool = False) -> Line:
    """Keep what he says, in the place of what he said before, and mark what is late. Ask `may_answer` first.

    Args:
        request: what is asked.
        line: who says so.
        answer: what he says.
        in_time: whether it came by the deadline, whenever it was written down.
    """
    marked = evolve(answer, is_late=is_late(request.deadline, answer.at) and not in_time)
    return evolve(line, answer=marked, declined_at=None, reason="")


def declined(line: Line, reason: str, at: datetime) -> Line:
    """Keep that he does not want to; what he answered before stays beside it. Ask `may_decline` first."""
    return evolve(line, declined_at=at, reason=reason)
