"""Who may be asked to sign together, and whose turn it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from registre_core.kernel.names import folded
from registre_core.kernel.reasons import Reason
from registre_core.kernel.signatories import SignatoryRole, SignatoryRule, Signer
from registre_core.kernel.verdicts import Verdict
from registre_core.services.signatures.signatories import SIGNING
from registre_core.signatures import SignatureRequest, SignatureState, SigningPolicy, SubjectKind

People = Sequence[tuple[SignatoryRole, Signer]]
"""Who is asked to sign, in what role."""


def may_ask(kind: SubjectKind, rule: SignatoryRule, people: People, policy: SigningPolicy) -> Verdict:
    """Whether these people may be asked to sign together, under this rule."""
    return Verdict((*_against_the_set(kind, rule, policy), *_against_the_numbers(rule, people), *_twice(people)))


def _against_the_set(kind: SubjectKind, rule: SignatoryRule, policy: SigningPolicy) -> Iterator[Reason]:
    both = {SignatoryRole.OPERATOR, SignatoryRole.CONTRACTOR} <= set(rule.roles)
    allowed = both if kind is SubjectKind.PERMIT else policy.contradictory or not both
    if not allowed:
        roles = ", ".join(role.value for role in rule.roles)
        yield Reason("signatory-set-not-allowed", f"{roles} do not sign a {kind} together", SIGNING, {"roles": roles})


def _against_the_numbers(rule: SignatoryRule, people: People) -> Iterator[Reason]:
    asked = Counter(role for role, _ in people)
    for role in asked.keys() - set(rule.roles):
        yield Reason("rule-not-met", f"nobody signs as {role} under this rule", SIGNING, {"role": role.value})
    for role in rule.roles:
        needed = rule.needed or 1
        if asked[role] < needed:
            said = f"{needed} must sign as {role}, and only {asked[role]} are asked"
            yield Reason("rule-not-met", said, SIGNING, {"role": role.value, "needed": needed, "asked": asked[role]})


def _twice(people: People) -> Iterator[Reason]:
    for index, (role, signer) in enumerate(people):
        if any(is_same(signer, other) for _, other in people[:index]):
            said = "one person signs once, in one role"
            yield Reason("signs-in-two-roles", said, SIGNING, {"role": role.value, "signer": str(signer.id)})


def is_same(one: Signer, other: Signer) -> bool:
    """Whether two signers are one person: one identifier, or one name as a reader compares them."""
    return one.id == other.id or folded(one.name) == folded(other.name)


def whose_turn(rule: SignatoryRule, requests: Iterable[SignatureRequest]) -> tuple[SignatureRequest, ...]:
    """Give the open requests whose turn it is: under an order, those of the first role that is not complete."""
    every = tuple(requests)
    for role in rule.roles if rule.in_order else ():
        asked = [one for one in every if one.role is role and counts(one)]
        signed = sum(one.state is SignatureState.SIGNED for one in asked)
        if signed < (rule.needed or len(asked)):
            return tuple(one for one in asked if one.is_open)
    return tuple(one for one in every if one.is_open)


def counts(request: SignatureRequest) -> bool:
    """Whether a request still says something about its thing: of one that was handed on, the other one does."""
    return request.state not in {SignatureState.REVOKED, SignatureState.DELEGATED}
