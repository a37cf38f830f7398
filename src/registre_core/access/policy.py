"""The front door: one verdict for pages, telephones, programs and jobs."""

from __future__ import annotations

from registre_core.access.gates import OPEN, Answer, Gate
from registre_core.access.tables import Action
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
    if action.right is None and not action.everybody:
        said = f"{action.name} is for the operator alone"
        return Answer.no(Reason("operator-only", said, HOUSE, {"action": action.name}))
    if _ACCOUNTS[actor.kind] is not account.user.kind:
        facts = {"actor": actor.kind.value, "account": account.user.kind.value}
        return Answer.no(Reason("wrong-account-kind", "a person's account is no machine's", HOUSE, facts))
    verdict = account.may_act if action.right is None else account.may(action.right, site)
    if verdict is YES and (gate.is_open or action.right is None):
        return gate.passed
    if gate.is_open and (told := gate.told(verdict)) is not None:  # a refusal is false
        return told
    return gate.tell(verdict, _refused(verdict, action, account, gate, running=running))


def _refused(verdict: Verdict, action: Action, account: AccountRights, gate: Gate, *, running: bool) -> Answer:
    """Put together what speaks against, off the way of those who pass."""
    if not account.may_act:
        return Answer(verdict.reasons)
    against = () if action.right is None else gate.against(action.right, running=running)
    reasons = against + verdict.reasons
    return gate.refusing(reasons) if reasons else gate.passed
