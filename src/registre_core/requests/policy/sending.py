"""Who is sent a request, and from whom it is taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from attrs import evolve

from registre_core.kernel.identifiers import LineId
from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.requests.deadlines import is_late
from registre_core.requests.entities import Line, WorkRequest
from registre_core.requests.policy.drafting import may_add
from registre_core.requests.policy.states import REQUESTS, UNDECIDED, line_state, must_be
from registre_core.requests.states import LineState

OPEN = UNDECIDED | {LineState.DRAFT}
"""From whom it can be taken back."""
SENDABLE = OPEN
"""Whoever has it already is sent nothing twice; whoever could not be reached then may be reachable now."""


def may_send(request: WorkRequest, lines: Iterable[Line], now: datetime) -> Verdict:
    """Whether it can be sent to them: it was not taken back, and there is time left to answer."""
    chosen = tuple(lines)
    verdict = may_add(request)
    for line in chosen:
        verdict &= must_be(request, line, SENDABLE, now)
    if is_late(request.deadline, now) and any(line.sent_at is None for line in chosen):
        facts = {"deadline": request.deadline.isoformat() if request.deadline else None}
        said = "its deadline has passed: nobody could answer in time"
        verdict &= Verdict.no(Reason("deadline-passed", said, REQUESTS, facts))
    return verdict


def those_to_send(request: WorkRequest, named: Collection[LineId] | None, now: datetime) -> tuple[Line, ...]:
    """Give the lines to send: those that are named; otherwise everybody about whom nothing was decided.

    Raises:
        NotFound: ``line-not-found``.
    """
    if named is not None:
        return tuple(request.line(line) for line in dict.fromkeys(named))
    return tuple(line for line in request.lines if must_be(request, line, SENDABLE, now))


def sent(line: Line, at: datetime) -> Line:
    """Send it; when it was sent first is kept. Ask `may_send` first."""
    return line if line.sent_at is not None else evolve(line, sent_at=at)


def may_withdraw(request: WorkRequest, lines: Iterable[Line], now: datetime) -> Verdict:
    """Whether it can be taken back from them: it was sent to somebody, and nothing was decided about them."""
    if not request.was_sent:
        said = "nobody was sent it: delete the draft instead"
        return Verdict.no(Reason("request-not-sent", said, REQUESTS))
    chosen, verdict = tuple(lines), YES
    for line in chosen:
        verdict &= must_be(request, line, OPEN, now)
    if not chosen:
        verdict &= Verdict.no(Reason("nothing-to-withdraw", "nobody is left from whom to take it back", REQUESTS))
    return verdict


def those_to_withdraw(request: WorkRequest, named: Collection[LineId] | None, now: datetime) -> tuple[Line, ...]:
    """Give the lines to take back: those that are named; otherwise everybody about whom nothing was decided.

    Raises:
        NotFound: ``line-not-found``.
    """
    if named is not None:
        return tuple(request.line(line) for line in dict.fromkeys(named))
    return tuple(line for line in request.lines if line_state(line, request.deadline, now) in OPEN)


def withdrawn(line: Line, reason: str, at: datetime) -> Line:
    """Take it back. Ask `may_withdraw` first."""
    return evolve(line, withdrawn_at=at, reason=reason)
