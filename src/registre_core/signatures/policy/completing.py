"""Whether everybody has signed who must, who has not, and whether it can still come to that.

Requests that replace each other are one *seat*: who sits there now is the last of them. A refusal leaves its seat empty
until somebody else is asked in that place; so does somebody who was erased. What somebody took back gives its seat up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import frozen

from registre_core.kernel.documents import Digest
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.reasons import FactValue, Reason
from registre_core.kernel.signatories import SignatoryRole, SignatoryRule
from registre_core.kernel.verdicts import Verdict
from registre_core.signatures.policy.choosing import conflicts
from registre_core.signatures.requests import SignatureRequest, SignatureState
from registre_core.signatures.tables import CHOOSING


@frozen
class Missing:
    """A role in which not enough have signed."""

    role: SignatoryRole
    """Which one."""
    count: int
    """How many signatures it still needs."""
    seats: tuple[SignatureRequest, ...]
    """Who could give them, or did not: open requests, refused ones, those of erased people, and signatures of what has
    changed since. There may be none."""


def seats(requests: Iterable[SignatureRequest]) -> tuple[SignatureRequest, ...]:
    """Give who sits now at each seat that was not given up, in the order of the requests."""
    given = tuple(requests)
    replaced = {one.replaces for one in given}
    return tuple(one for one in given if one.id not in replaced and not _is_given_up(one))


def missing(
    rule: SignatoryRule, requests: Iterable[SignatureRequest], *, covering: Digest | None = None
) -> tuple[Missing, ...]:
    """Tell in which roles signatures are missing, in the order of the rule; nothing means that all have signed.

    This is the one judge of it. In each role everybody signs who sits there, or as many as the rule says; where nobody
    does, one is missing. Whoever signed in two places counts once, however that came about.

    Args:
        rule: which roles, and how many in each.
        requests: every one of the thing's stage and edition.
        covering: what is signed as it is now; signatures of anything else do not count. ``None`` counts them all.
    """
    seated = seats(requests)
    counted = _counted(rule, seated, covering)
    lacking = []
    for role in rule.roles:
        here = [one for one in seated if one.role is role]
        unsigned = tuple(one for one in here if one not in counted)
        count = (rule.needed or max(1, len(here))) - (len(here) - len(unsigned))
        if count > 0:
            lacking.append(Missing(role, count, unsigned))
    return tuple(lacking)


def is_met(rule: SignatoryRule, requests: Iterable[SignatureRequest], *, covering: Digest | None = None) -> Verdict:
    """Whether everybody has signed who must: a reason for each role in which somebody has not."""
    return Verdict(tuple(map(_unmet, missing(rule, requests, covering=covering))))


def whose_turn(
    rule: SignatoryRule, requests: Iterable[SignatureRequest], *, covering: Digest | None = None
) -> tuple[SignatureRequest, ...]:
    """Give the open requests whose turn it is, expiry aside.

    In order, a role signs when those before it are complete; whoever comes late in one of them still may.
    """
    given = tuple(requests)
    lacking = [one.role for one in missing(rule, given, covering=covering)]
    last = rule.roles.index(lacking[0]) if rule.in_order and lacking else len(rule.roles)
    may_now = rule.roles[: last + 1]
    return tuple(one for one in seats(given) if one.is_open and one.role in may_now)


def may_be_met(
    rule: SignatoryRule, requests: Iterable[SignatureRequest], now: datetime, *, covering: Digest | None = None
) -> Verdict:
    """Whether enough people can still sign in each role as they were asked.

    Where refusals, expiry and what was taken back leave too few, nobody's signature helps any more: somebody else must
    be asked, or the whole thing ends.
    """
    lacking = missing(rule, requests, covering=covering)
    return Verdict(tuple(reason for lack in lacking for reason in _shut(lack, now)))


def state_at(request: SignatureRequest, now: datetime) -> SignatureState:
    """Derive what became of a request: an open one expires by itself."""
    has_expired = request.is_open and now >= request.expires_at
    return SignatureState.EXPIRED if has_expired else request.state


def can_be_signed(request: SignatureRequest, now: datetime) -> bool:
    """Whether nothing became of it yet."""
    return state_at(request, now) in {SignatureState.REQUESTED, SignatureState.SHOWN}


def is_vacant(request: SignatureRequest) -> bool:
    """Whether a request was taken back of somebody who was erased, which nobody has decided about the seat.

    A seat that somebody did give up before its signer was erased reads the same. That errs on the side of asking.
    """
    return request.state is SignatureState.REVOKED and request.signer.name == ERASED_NAME


def _is_given_up(request: SignatureRequest) -> bool:
    return request.state is SignatureState.REVOKED and not is_vacant(request)


def _counted(
    rule: SignatoryRule, seated: Iterable[SignatureRequest], covering: Digest | None
) -> list[SignatureRequest]:
    """Give the signatures that count, each person's once, earlier roles first."""
    counted: list[SignatureRequest] = []
    signed = (one for one in seated if _is_signed(one, covering) and one.role in rule.roles)
    for one in sorted(signed, key=lambda one: rule.roles.index(one.role)):
        if not any(conflicts(one.role, one.signer, ((other.role, other.signer) for other in counted))):
            counted.append(one)
    return counted


def _is_signed(request: SignatureRequest, covering: Digest | None) -> bool:
    return request.state is SignatureState.SIGNED and covering in {None, request.digest}


def _unmet(lack: Missing) -> Reason:
    facts: dict[str, FactValue] = {"role": lack.role, "count": lack.count}
    return Reason("rule-not-met", f"{lack.count} more must sign as {lack.role}", CHOOSING, facts)


def _shut(lack: Missing, now: datetime) -> Iterator[Reason]:
    reachable = sum(can_be_signed(one, now) for one in lack.seats)
    if reachable < lack.count:
        facts: dict[str, FactValue] = {"role": lack.role, "count": lack.count, "reachable": reachable}
        said = f"{lack.count} more must sign as {lack.role}, and {reachable} still can: ask somebody else"
        yield Reason("rule-out-of-reach", said, CHOOSING, facts)
