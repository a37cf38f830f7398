"""A subscription with every field filled, for what can happen to it."""

from __future__ import annotations

from datetime import timedelta

from attrs import evolve
from tests.golden.town import AT, numbered

from registre_core.kernel.facts import Fact
from registre_core.kernel.identifiers import SubscriptionId
from registre_core.notices import StopReason, Subscription, SubscriptionAdded, SubscriptionResumed, SubscriptionStopped

STOPPED = Subscription(
    SubscriptionId(numbered(95)),
    "https://gmao.exemple.fr:8443/registre?ville=Saint-%C3%89tienne",
    frozenset({"permit-round-missed", "intervention-overdue"}),
    AT,
    AT + timedelta(days=1),
    StopReason.GONE,
    3,
)
TOLD = evolve(STOPPED, stopped_at=None, stopped_for=None)
SUBSCRIPTION_FACTS: tuple[Fact, ...] = (
    SubscriptionAdded(TOLD),
    SubscriptionStopped(STOPPED),
    SubscriptionResumed(TOLD),
)
"""Each once."""
