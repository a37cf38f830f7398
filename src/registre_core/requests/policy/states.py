"""Where a request stands with each recipient, and as a whole, at a moment. Computed, never stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from attrs import evolve

from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.requests.deadlines import is_late
from registre_core.requests.entities import Line, WorkRequest
from registre_core.requests.states import LineState, RequestState

REQUESTS = Source("Version 1.47, Plusieurs demandes d'intervention, Plusieurs demandes de devis (S5, S6)")
"""What the source asks for."""

WAITED_FOR = frozenset({LineState.SENT, LineState.OPENED, LineState.LATE})
"""He has it, and has said nothing."""

UNDECIDED = WAITED_FOR | {LineState.ANSWERED}
"""He has it, and nothing was decided about him, neither by himself nor by whoever asks."""

_UNANSWERED = Reason("line-unanswered", "he has not answered: nobody is chosen unasked", REQUESTS)
_AGAINST: Mapping[LineState, Reason] = {
    LineState.DRAFT: Reason("line-draft", "he was not sent it yet: send it first", REQUESTS),
    **dict.fromkeys(WAITED_FOR, _UNANSWERED),
    LineState.DECLINED: Reason("line-declined", "he has declined", REQUESTS),
    LineState.WITHDRAWN: Reason("line-withdrawn", "it was taken back from him", REQUESTS),
    LineState.AWARDED: Reason("line-awarded", "he was chosen: cancel his intervention instead", REQUESTS),
    LineState.NOT_AWARDED: Reason("line-not-awarded", "others were chosen, and he was told", REQUESTS),
}
"""What speaks against whatever else is meant to happen; to somebody who has answered everything still may."""


def line_state(line: Line, deadline: datetime | None, now: datetime) -> LineState:
    """Tell where it stands with one recipient.

    What was decided counts before what was said, and that before what is waited for.
    """
    happened = (
        (line.withdrawn_at, LineState.WITHDRAWN),
        (line.awarded_at, LineState.AWARDED),
        (line.declined_at, LineState.DECLINED),
        (line.told_at, LineState.NOT_AWARDED),
        (line.answer, LineState.ANSWERED),
    )
    for what, state in happened:
        if what is not None:
            return state
    if line.sent_at is None:
        return LineState.DRAFT
    if is_late(deadline, now):
        return LineState.LATE
    return LineState.SENT if line.opened_at is None else LineState.OPENED


def request_state(request: WorkRequest, now: datetime) -> RequestState:
    """Tell where it stands as a whole: the furthest that anybody has come with it."""
    if not request.was_sent:
        return RequestState.DRAFT
    states = {line_state(line, request.deadline, now) for line in request.lines}
    if states <= {LineState.WITHDRAWN, LineState.DRAFT}:
        return RequestState.WITHDRAWN
    if LineState.AWARDED in states:
        return RequestState.AWARDED
    if LineState.ANSWERED in states:
        return RequestState.ANSWERED
    return RequestState.WAITING if states & {LineState.SENT, LineState.OPENED} else RequestState.UNANSWERED


def must_be(request: WorkRequest, line: Line, allowed: frozenset[LineState], now: datetime) -> Verdict:
    """Whether it stands with a recipient in one of these ways; if not, the reason names the way it does."""
    state = line_state(line, request.deadline, now)
    if state in allowed:
        return YES
    return Verdict.no(evolve(_AGAINST[state], facts={"line": str(line.id)}))
