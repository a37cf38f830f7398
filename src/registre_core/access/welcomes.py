"""What a page needs when it opens: what may be done with it now, and what people are to be told."""

from __future__ import annotations

from attrs import evolve, frozen

from registre_core.access.gates import Gate
from registre_core.access.policy import decide
from registre_core.access.tables import ACTIONS
from registre_core.billing import Banner
from registre_core.clients import ClientState, ClientVerdict
from registre_core.kernel.actors import Actor
from registre_core.rights import AccountRights, Module

SEES_INVOICES = "invoices.consult"
"""The right behind the button of the banner, and of those who are written to."""


@frozen
class Welcome:
    """How somebody is received. What is not open is not named: a page draws what is here, and asks nothing else."""

    client: ClientVerdict
    """Whether the client is recent enough, and what to do if not."""
    banner: Banner | None
    """On top of every page; its button is there for whoever may see invoices, through this client, now."""
    modules: tuple[Module, ...]
    """Those that are open, in the order people see them, each with those of its rights that can be used now."""
    actions: tuple[str, ...]
    """The names of the use cases that are open, on one of his sites at least. To finish a safety record that is running
    may be possible beside them: whoever shows one asks for that thing."""

    @property
    def footer(self) -> str | None:
        """What stands at the bottom of the page (S10); machines have none."""
        if self.client.minimum is None:
            return None
        version = "inconnue" if self.client.state is ClientState.UNKNOWN else self.client.declared
        if self.client.action is None:
            return f"Version {version}"
        asked = self.client.recommended if self.client.may_enter else self.client.minimum
        kind = "conseillée" if self.client.may_enter else "minimale"
        return f"Version {version} : {self.client.action} (version {kind} : {asked})"


def welcome(actor: Actor, account: AccountRights, gate: Gate) -> Welcome:
    """Receive somebody who may act at all, be his client too old or access cut."""
    usable = frozenset(
        right for right in account.catalogue.rights if account.allows(right) and not gate.against(right, running=False)
    )
    return Welcome(
        gate.client,
        _banner(gate, may_see_invoices=SEES_INVOICES in usable),
        tuple(module for module in (_opened(module, usable) for module in account.catalogue.modules) if module.rights),
        tuple(name for name, action in ACTIONS.items() if decide(action, actor, account, gate=gate)),
    )


def _banner(gate: Gate, *, may_see_invoices: bool) -> Banner | None:
    banner = gate.standing.banner
    return banner if banner is None or may_see_invoices else evolve(banner, button=None)


def _opened(module: Module, usable: frozenset[str]) -> Module:
    return evolve(module, rights=tuple(right for right in module.rights if right.code in usable))
