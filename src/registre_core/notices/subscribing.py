"""What may become of subscriptions, and what happened to them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import ClassVar

from attrs import evolve, frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.facts import Fact, Section
from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.notices.entities import StopReason, Subscription
from registre_core.notices.tables import REMINDED
from registre_core.notices.terms import DeliveryPolicy

CALLING = Source("docs/decisions/0049: callbacks to machines")
"""Rules of this house."""
GATHERING = frozenset({"reminder"})
"""What only people get: a machine is told of each thing by itself."""
PING = "ping"
"""The kind of a callback that tells of nothing; no topic, so nobody subscribes to it, and it is never queued."""
PING_SUBJECT = "Essai d’abonnement"
PING_TEXT = "Ceci est un essai : votre abonnement est joignable. Aucun avis ne l’accompagne."
"""What it says to whoever reads it."""


@frozen
class SubscriptionAdded(Fact):
    """A machine is told from now on: where what the register tells goes to is part of what it answers for."""

    KIND: ClassVar[str] = "subscription-added"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "subscription"

    subscription: Subscription


@frozen
class SubscriptionStopped(Fact):
    """A machine is told nothing any more, by hand or because it is gone."""

    KIND: ClassVar[str] = "subscription-stopped"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "subscription"

    subscription: Subscription


@frozen
class SubscriptionResumed(Fact):
    """A machine is told again."""

    KIND: ClassVar[str] = "subscription-resumed"
    SECTION: ClassVar[Section] = Section.ADMINISTRATION
    SUBJECT: ClassVar[str] = "subscription"

    subscription: Subscription


def for_people_alone(name: str, kinds: Iterable[str]) -> Iterator[Problem]:
    """Tell which of these kinds no machine is ever told of, and what to take instead.

    Args:
        name: of the field that names them.
        kinds: what a machine is to be told of.
    """
    instead = ", ".join(REMINDED)
    for kind in sorted(GATHERING.intersection(kinds)):
        said = f"{kind!r} gathers things for people; machines are told of each by itself: take {instead}"
        yield Problem(name, "topic-for-people", said, {"kind": kind, "instead": instead})


def may_be_told(others: Collection[Subscription], policy: DeliveryPolicy) -> Verdict:
    """Whether one more machine may be told.

    Args:
        others: those that are told already.
        policy: how many there may be.
    """
    most = policy.most_subscriptions
    if len(others) < most:
        return YES
    said = f"{most} machines are told already, and each notice goes to all of them: stop one"
    return Verdict.no(Reason("too-many-subscriptions", said, CALLING, {"most": most}))


def may_stop(subscription: Subscription) -> Verdict:
    """Whether it still can be stopped."""
    if subscription.is_told:
        return YES
    return Verdict.no(Reason("subscription-stopped", "it was stopped before", CALLING))


def may_resume(subscription: Subscription) -> Verdict:
    """Whether it was stopped."""
    if not subscription.is_told:
        return YES
    return Verdict.no(Reason("subscription-not-stopped", "it was not stopped: it is told already", CALLING))


def stopped(subscription: Subscription, reason: StopReason, at: datetime) -> Subscription:
    """Give it as it is told nothing any more."""
    return evolve(subscription, stopped_at=at, stopped_for=reason)


def resumed(subscription: Subscription, kinds: frozenset[str] | None = None) -> Subscription:
    """Give it as it is told again, of other kinds if any are given."""
    wanted = subscription.kinds if kinds is None else kinds
    return evolve(subscription, kinds=wanted, stopped_at=None, stopped_for=None)
