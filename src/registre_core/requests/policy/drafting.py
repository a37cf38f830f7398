"""What may be changed of a request: all of a draft; of what was sent nothing but whom it goes to besides."""

from __future__ import annotations

from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.requests.entities import WorkRequest
from registre_core.requests.terms import RequestPolicy

KEPT = Source("House rule: what somebody was sent stays as he was sent it, and is not deleted")


def may_change(request: WorkRequest) -> Verdict:
    """Whether what it says may still change: nobody is asked one thing and answers another."""
    if not request.was_sent:
        return YES
    said = "it was sent already: recipients can be added, and nothing else changes"
    return Verdict.no(Reason("request-was-sent", said, KEPT))


def may_delete(request: WorkRequest) -> Verdict:
    """Whether it can be dropped: only a draft, which nobody was sent."""
    if not request.was_sent:
        return YES
    return Verdict.no(Reason("request-was-sent", "it was sent already: withdraw it instead", KEPT))


def may_add(request: WorkRequest) -> Verdict:
    """Whether it may go to more recipients: not once it was taken back from everybody."""
    if any(line.withdrawn_at is None for line in request.lines):
        return YES
    return Verdict.no(Reason("request-withdrawn", "it was taken back from everybody: draw up another", KEPT))


def may_have(request: WorkRequest, policy: RequestPolicy) -> Verdict:
    """Whether it goes to no more recipients than the host allows."""
    if len(request.lines) <= policy.most_recipients:
        return YES
    facts = {"most": policy.most_recipients, "named": len(request.lines)}
    said = f"a request goes to {policy.most_recipients} recipients at most, not {len(request.lines)}"
    return Verdict.no(Reason("too-many-recipients", said, Source("House rule: RequestPolicy.most_recipients"), facts))
