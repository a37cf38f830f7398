"""Notices of requests: to whoever is asked, and to whoever asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from registre_core.kernel.identifiers import InterventionId, LineId, WorkRequestId
from registre_core.kernel.reasons import FactValue
from registre_core.ports.storage import Notice, Snapshot
from registre_core.requests import Answer, Line, LineState, WorkRequest
from registre_core.requests.policy.states import WAITED_FOR, line_state
from registre_core.services.deliveries.briefs.found import Found, Look, address, identifier


def _of(tx: Snapshot, notice: Notice) -> tuple[WorkRequest, Line]:
    request = tx.requests.get(WorkRequestId(notice.subject_id))
    return request, request.line(LineId(identifier(notice, "line")))


def _told(request: WorkRequest, **facts: FactValue) -> Found:
    return Found(request.site_id, request.message, facts)


def _sent(tx: Snapshot, notice: Notice, at: datetime) -> Found | None:
    """Ask whoever has said nothing yet: somebody of his firm may have."""
    request, line = _of(tx, notice)
    if line_state(line, request.deadline, at) not in WAITED_FOR:
        return None
    where = address(tx, request.site_id)
    return _told(request, address=where, findings=len(request.findings), type=request.type_code)


def _withdrawn(tx: Snapshot, notice: Notice, _: datetime) -> Found | None:
    request, line = _of(tx, notice)
    return _told(request, reason=line.reason.strip() or None) if line.withdrawn_at else None


def _answered(tx: Snapshot, notice: Notice, _: datetime) -> Found | None:
    request, line = _of(tx, notice)
    return _told(request, firm=_firm(tx, line), **_said(line.answer)) if line.answer else None


def _said(answer: Answer) -> Mapping[str, FactValue]:
    total = answer.quote.total if answer.quote else None
    return {
        "proposed_on": answer.proposed_on.isoformat() if answer.proposed_on else None,
        "total": total.minor if total else None,
        "currency": total.currency if total else None,
        "message": answer.message.strip() or None,
    }


def _declined(tx: Snapshot, notice: Notice, _: datetime) -> Found | None:
    request, line = _of(tx, notice)
    return _told(request, firm=_firm(tx, line), reason=line.reason.strip() or None) if line.declined_at else None


def _awarded(tx: Snapshot, notice: Notice, _: datetime) -> Found | None:
    """Tell of the day as it is now: a new one is told of by itself, and may have been read before this."""
    request, line = _of(tx, notice)
    coming = tx.interventions.get(InterventionId(identifier(notice, "intervention")))
    if not line.awarded_at or coming.cancelled_at:
        return None
    return _told(request, address=address(tx, request.site_id), planned_on=coming.planned_on.isoformat())


def _not_awarded(tx: Snapshot, notice: Notice, at: datetime) -> Found | None:
    request, line = _of(tx, notice)
    return _told(request) if line_state(line, request.deadline, at) is LineState.NOT_AWARDED else None


def _firm(tx: Snapshot, line: Line) -> str | None:
    """Name the firm; who stands alone is a person, and stays unnamed."""
    firm = line.recipient.contractor_id
    return tx.contractors.get(firm).name if firm else None


REQUESTS: Mapping[str, Look] = {
    "request-sent": _sent,
    "request-withdrawn": _withdrawn,
    "request-answered": _answered,
    "request-declined": _declined,
    "request-awarded": _awarded,
    "request-not-awarded": _not_awarded,
}
"""By topic."""
