"""The front door: one verdict for pages, telephones, programs and jobs."""

from __future__ import annotations

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
    said = f"{action.name} is for users with the right {action.right}, not for the operator"
    return Verdict.no(Reason("not-the-operators", said, HOUSE, {"action": action.name}))


def decide(action: Action, actor: Actor, account: AccountRights, site: SiteId | None = None) -> Verdict:
    """Whether this account may do this, here; without a site, at all."""
    if action.right is None:
        said = f"{action.name} is for the operator alone"
        return Verdict.no(Reason("operator-only", said, HOUSE, {"action": action.name}))
    if _ACCOUNTS[actor.kind] is not account.user.kind:
        facts = {"actor": actor.kind.value, "account": account.user.kind.value}
        return Verdict.no(Reason("wrong-account-kind", "a person's account is no machine's", HOUSE, facts))
    return account.may(action.right, site)
