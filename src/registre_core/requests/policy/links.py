"""What a link opens, and for how long."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from attrs import evolve

from registre_core.kernel.identifiers import ContactId
from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.requests.entities import Line, WorkRequest
from registre_core.requests.links import Link
from registre_core.requests.policy.states import must_be
from registre_core.requests.states import LineState

LINKS = Source("docs/decisions/0038")
LINKED = frozenset(LineState) - {LineState.DRAFT, LineState.WITHDRAWN}
"""Whom a link can be issued for: whoever was sent it, and from whom it was not taken back."""

_TAKEN_BACK = Verdict.no(
    Reason("link-revoked", "the request was taken back, or the link itself: ask whoever sent it", LINKS)
)


def may_issue(request: WorkRequest, line: Line, now: datetime) -> Verdict:
    """Whether a link to a line can be issued."""
    return must_be(request, line, LINKED, now)


def may_open(link: Link, now: datetime) -> Verdict:
    """Whether a link still opens something; if not, its holder is told the one thing that became of it."""
    if link.revoked_at is not None:
        return _TAKEN_BACK
    if now >= link.expires_at:
        facts = {"expired_at": link.expires_at.isoformat()}
        return Verdict.no(Reason("link-expired", "its time is over: ask whoever sent it for another", LINKS, facts))
    return YES


def may_serve(line: Line, erased: Collection[ContactId]) -> Verdict:
    """Whether whoever it was for is still there: what one asked of somebody who was erased, nobody else answers."""
    recipient = line.recipient
    if recipient.contractor_id is not None or set(recipient.contacts) - set(erased):
        return YES
    return _TAKEN_BACK


def end_of_life(request: WorkRequest, now: datetime, life: timedelta) -> datetime:
    """Tell until when a link opens something: for some time behind the deadline, since late answers are kept."""
    return max(request.deadline or now, now) + life


def opened(link: Link, at: datetime) -> Link:
    """Open it, which uses nothing up: the first time is kept."""
    return link if link.opened_at is not None else evolve(link, opened_at=at)


def revoked(link: Link, at: datetime) -> Link:
    """Let it open nothing any more; when it first did not is kept."""
    return link if link.revoked_at is not None else evolve(link, revoked_at=at)
