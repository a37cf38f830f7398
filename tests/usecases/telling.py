"""A town where somebody can be told, and what he, his workspace and a machine want to hear of."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from attrs import evolve
from tests.usecases.town import Town

from registre_core import Actor
from registre_core.kernel.identifiers import SubscriptionId, UserId
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.notices import Subscription
from registre_core.ports.storage import Notice

HELENE = "helene@exemple.fr"
"""The contact of the town."""
MACHINE = "https://gmao.exemple.fr/registre"


def settled(town: Town, off: Collection[str] = (), *, again: int = 7) -> None:
    """Let the town have settled something, whatever it may."""
    with town.storage.inner.begin(town.workspace) as tx:
        was = tx.notice_settings.get()
        tx.notice_settings.save(evolve(was, off=frozenset(off), remind_again_after=again))
        tx.commit()


def muted(town: Town, *kinds: str, at: str = HELENE) -> None:
    """Let somebody want to hear nothing of these, whatever he may."""
    with town.storage.inner.begin(town.workspace) as tx:
        tx.mutings.put(at, kinds)
        tx.commit()


def subscribed(town: Town, *kinds: str, number: int = 7) -> Subscription:
    """Let a machine subscribe, to everything unless kinds are named."""
    machine = Subscription(SubscriptionId(UUID(int=number)), MACHINE, frozenset(kinds), town.clock.now())
    with town.storage.inner.begin(town.workspace) as tx:
        tx.subscriptions.add(machine)
        tx.commit()
    return machine


def reachable(town: Town, actor: Actor, email: str | None) -> PersonKey:
    """Give an account an address, or take it away."""
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.save(evolve(tx.users.get(UserId(actor.id)), email=email))  # type: ignore[arg-type]  # a user
        tx.commit()
    return PersonKey(PersonKind.USER, actor.id)  # type: ignore[arg-type]  # a user


def told(town: Town, kind: str) -> list[Notice]:
    return [notice for notice in town.notices() if notice.kind == kind]
