"""The front door: one verdict for pages, telephones, programs and jobs."""

from __future__ import annotations

from registre_core.access.actions import Action
from registre_core.access.gates import OPEN, Answer, Gate
from registre_core.kernel.actors import Actor
from registre_core.kernel.identifiers import SiteId
from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.rights import AccountKind, AccountRights

HOUSE = Source("docs/explanation/front-door")
"""Rules of this house."""

_ACCOUNTS = {"user": AccountKind.PERSON, "service": AccountKind.MACHINE}


def may_operate(action: Action) -> Verdict:
    """Whether the host itself may do this: only what is the operator's, never what belongs to users."""
    if action.operator:
        return YES
    whose = "accounts" if action.right is None else f"users with the right {action.right}"
    said = f"{action.name} is for {whose}, not for the operator"
    return Verdict.no(Reason("not-the-operators", said, HOUSE, {"action": action.name}))


def decide(
    action: Action,
    actor: Actor,
    account: AccountRights,
    site: SiteId | None = None,
    *,
    gate: Gate = OPEN,
    running: bool = False,
) -> Answer:
    """Whether this account may do this, here and now.

    Args:
        action: what.
        actor: who asks.
        account: what he holds.
        site: where; without a site, whether he may do it at all.
        gate: what stands before his rights: the version of his client, the standing of the account.
        running: whether it is about a safety record that is running, which may be finished.

    Returns:
        The reasons of a no: those of the gate first, the update before the suspension, then those of his rights. Who
        may not act here at all is told that alone: what the customer owes is not his business.
    """
    if _ACCOUNTS[actor.kind] is not account.user.kind:
        facts = {"actor": actor.kind.value, "account": account.user.kind.value}
        return Answer.no(Reason("wrong-account-kind", "a person's account is no machine's", HOUSE, facts))
    if (right := action.right) is None:
        return _without_a_right(action, account, gate)
    verdict = account.may(right, site)
    if gate.is_open:
        if verdict is YES:
            return gate.passed
        if (told := gate.answers.get(id(verdict))) is not None:
            return told[1]
    return _through_the_gate(right, account, gate, verdict, running=running)


def _through_the_gate(right: str, account: AccountRights, gate: Gate, verdict: Verdict, *, running: bool) -> Answer:
    """Put together what speaks against, off the way of those who pass and of those who were told before."""
    if gate.is_open:
        return gate.tell(verdict, with_banner=bool(account.may_act))
    if not account.may_act:
        return Answer(verdict.reasons)
    reasons = gate.against(right, running=running) + verdict.reasons
    return gate.refusing(reasons) if reasons else gate.passed


def _without_a_right(action: Action, account: AccountRights, gate: Gate) -> Answer:
    """Decide about what is everybody's, or the operator's alone."""
    if not action.everybody:
        said = f"{action.name} is for the operator alone"
        return Answer.no(Reason("operator-only", said, HOUSE, {"action": action.name}))
    verdict = account.may_act
    return gate.passed if verdict else Answer(verdict.reasons)
