"""Who may be asked to sign: the sets of roles, their order and number, and one person in one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.names import plain
from registre_core.kernel.reasons import Reason
from registre_core.kernel.signatories import SignatoryRole, SignatoryRule, Signer
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.signatures.requests import SignatureRequest, SignatureState, SubjectKind
from registre_core.signatures.tables import BOTH_SIDES, CHOOSING, CONTRADICTORY, OF_PERMITS, SIGNATORIES
from registre_core.signatures.terms import THE_SOURCES_SIGNATURES, SigningPolicy

Chosen = tuple[SignatoryRole, Signer]
"""Somebody, and on whose side he is to sign."""


def allowed_signatories(
    kind: SubjectKind, policy: SigningPolicy = THE_SOURCES_SIGNATURES
) -> frozenset[frozenset[SignatoryRole]]:
    """Give the sets of roles that may sign a thing of this kind."""
    if kind is SubjectKind.PERMIT:
        return OF_PERMITS
    return SIGNATORIES | CONTRADICTORY if policy.contradictory else SIGNATORIES


def may_rule(kind: SubjectKind, rule: SignatoryRule, policy: SigningPolicy = THE_SOURCES_SIGNATURES) -> Verdict:
    """Whether a rule asks the roles that may sign such a thing, all of them and no other."""
    if frozenset(rule.roles) in allowed_signatories(kind, policy):
        return YES
    source = BOTH_SIDES if kind is SubjectKind.PERMIT else CHOOSING
    facts = {"kind": kind, "roles": ", ".join(rule.roles)}
    said = f"{facts['roles']} may not sign {_an(kind)}: choose among the sets that may"
    return Verdict.no(Reason("signatories-not-allowed", said, source, facts))


def may_ask(
    kind: SubjectKind, rule: SignatoryRule, chosen: Sequence[Chosen], policy: SigningPolicy = THE_SOURCES_SIGNATURES
) -> Verdict:
    """Whether these people may be asked to sign under this rule: everything that speaks against at once."""
    return may_rule(kind, rule, policy) & Verdict((*_seats(rule, chosen), *_repeated(chosen)))


def is_same_person(one: Signer, other: Signer) -> bool:
    """Whether two signers are one person: by identity, or by name as people read it.

    The order of first and last name does not count: «PETIT Jean» is «Jean Petit». Two people of one name are told apart
    by writing something to it. A name that was erased tells nobody from anybody.
    """
    if one.id == other.id:
        return True
    return ERASED_NAME not in {one.name, other.name} and _words(one) == _words(other)


def conflicts(role: SignatoryRole, signer: Signer, others: Iterable[Chosen]) -> Iterator[Reason]:
    """Tell where somebody who is to sign in this role stands already: nobody signs twice, on whichever side."""
    for other_role, other in others:
        if not is_same_person(signer, other):
            continue
        if other_role is role:
            yield Reason("signs-twice", "one person signs once in a role", CHOOSING, {"role": role})
        else:
            facts = {"role": role, "also": other_role}
            yield Reason("signs-in-two-roles", "one person never signs in two roles", CHOOSING, facts)


def may_keep_sides(chosen: Iterable[Chosen], elsewhere: Iterable[SignatureRequest]) -> Verdict:
    """Whether each stands on the side on which he signed the same permit before, at whatever stage or edition.

    Who let the work begin for the operator does not say for the contractor that it was well done. To stand on the same
    side again is what everybody expects.

    Args:
        chosen: who is to sign, and on whose side.
        elsewhere: requests of the other stages and editions; what was signed there counts, overtaken or not.
    """
    signed = [(one.role, one.signer) for one in elsewhere if one.state is SignatureState.SIGNED]
    return Verdict(tuple(reason for role, signer in chosen for reason in _changes(role, signer, signed)))


def _changes(role: SignatoryRole, signer: Signer, signed: Iterable[Chosen]) -> tuple[Reason, ...]:
    """Tell once if somebody signed in another role, however often he did."""
    return tuple(conflicts(role, signer, (one for one in signed if one[0] is not role)))[:1]


def _seats(rule: SignatoryRule, chosen: Sequence[Chosen]) -> Iterator[Reason]:
    asked = Counter(role for role, _ in chosen)
    for role in rule.roles:
        if not asked[role]:
            said = f"nobody was chosen to sign as {role}"
            yield Reason("role-without-signer", said, CHOOSING, {"role": role})
        elif asked[role] < (rule.needed or 1):
            facts = {"role": role, "needed": rule.needed, "asked": asked[role]}
            said = f"{rule.needed} must sign as {role}, and {asked[role]} are asked"
            yield Reason("quorum-out-of-reach", said, CHOOSING, facts)
    for role in sorted(asked.keys() - set(rule.roles)):
        yield Reason("role-not-in-rule", f"nobody signs as {role} under this rule", CHOOSING, {"role": role})


def _repeated(chosen: Sequence[Chosen]) -> Iterator[Reason]:
    for place, (role, signer) in enumerate(chosen):
        yield from conflicts(role, signer, chosen[:place])


def _words(signer: Signer) -> list[str]:
    return sorted(plain(signer.name).replace("-", " ").split())


def _an(kind: SubjectKind) -> str:
    return "an intervention" if kind is SubjectKind.INTERVENTION else "a permit"
