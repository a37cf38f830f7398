"""Requests with lines in every state, for the tests of this room."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from attrs import evolve

from registre_core.kernel.errors import InvalidInput
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
from registre_core.kernel.verdicts import Verdict
from registre_core.requests import Answer, Line, LineState, Quote, Recipient, RequestKind, WorkRequest
from registre_core.requests.policy import answered, awarded, declined, not_awarded, opened, sent, withdrawn
from registre_core.testing.memory.world import A_MONDAY_MORNING

NOW = A_MONDAY_MORNING
TODAY = NOW.date()
DEADLINE = NOW + timedelta(days=10)
IN_TIME, TOO_LATE = DEADLINE, DEADLINE + timedelta(microseconds=1)
THE_JOB = InterventionId(UUID(int=700))
INTERVENTION, QUOTE = RequestKind


def a_quote(amount: str = "1200", rate: str = "20", until: date | None = None, currency: str = "EUR") -> Quote:
    return Quote(Money.of(amount, currency), Decimal(rate), until)


def an_answer(at: datetime = NOW, **given: Any) -> Answer:  # noqa: ANN401
    return Answer(**{"at": at, "is_late": False, **given})


def a_line(number: int = 1, **given: Any) -> Line:  # noqa: ANN401
    recipient = Recipient(ContractorId(UUID(int=100 + number)), (ContactId(UUID(int=200 + number)),))
    return Line(**{"id": LineId(UUID(int=number)), "recipient": recipient, **given})


def a_request(*lines: Line, **given: Any) -> WorkRequest:  # noqa: ANN401
    defaults = {
        "id": WorkRequestId(UUID(int=1)),
        "kind": INTERVENTION,
        "site_id": SiteId(UUID(int=2)),
        "findings": (FindingId(UUID(int=3)),),
        "message": "Remplacer le bloc de secours",
        "lines": lines or (a_line(),),
        "created_by": UserId(UUID(int=4)),
        "created_at": NOW - timedelta(days=1),
        "deadline": DEADLINE,
    }
    return WorkRequest(**{**defaults, **given})


def in_state(state: LineState, number: int = 1, kind: RequestKind = INTERVENTION) -> Line:
    """Bring a line into a state, as it is `NOW`, by what brings one there; what is late is so `TOO_LATE`."""
    draft = a_line(number)
    out, asked = sent(draft, NOW), a_request(kind=kind)
    said = answered(asked, out, an_answer(quote=a_quote() if kind is QUOTE else None))
    return {
        LineState.DRAFT: draft,
        LineState.SENT: out,
        LineState.LATE: out,
        LineState.OPENED: opened(out, NOW),
        LineState.ANSWERED: said,
        LineState.DECLINED: declined(out, "trop loin", NOW),
        LineState.WITHDRAWN: withdrawn(out, "travaux reportés", NOW),
        LineState.AWARDED: awarded(said, THE_JOB, NOW),
        LineState.NOT_AWARDED: not_awarded(said, NOW),
    }[state]


def moment_of(state: LineState) -> datetime:
    return TOO_LATE if state is LineState.LATE else NOW


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


def problems(error: InvalidInput) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in error.problems]


def without_deadline(request: WorkRequest) -> WorkRequest:
    return evolve(request, deadline=None)
