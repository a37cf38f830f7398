"""Builders of what a workspace settles of its notices, of mutings and of subscriptions."""

from __future__ import annotations

from datetime import time
from typing import Any

from registre_core.kernel.identifiers import SubscriptionId
from registre_core.notices import Muting, NoticeSettings, Subscription
from registre_core.testing.builders import IDS
from registre_core.testing.memory.world import A_MONDAY_MORNING


def some_notice_settings(**given: Any) -> NoticeSettings:  # noqa: ANN401  # fields of the settings
    """Settle something else than what holds by itself."""
    defaults = {
        "off": frozenset({"intervention-planned", "finding-overdue"}),
        "remind_again_after": 10,
        "quiet_from": time(19, 30),
        "quiet_until": time(7),
        "reply_to": "securite@exemple.fr",
        "version": 3,
    }
    return NoticeSettings(**{**defaults, **given})


def a_muting(**given: Any) -> Muting:  # noqa: ANN401  # fields of a muting
    """Let somebody want nothing of two kinds."""
    defaults = {"recipient": "zoé.müller@exemple.fr", "kinds": frozenset({"intervention-planned", "request-answered"})}
    return Muting(**{**defaults, **given})


def a_subscription(**given: Any) -> Subscription:  # noqa: ANN401  # fields of a subscription
    """Let a machine be told of two kinds."""
    defaults = {
        "id": SubscriptionId(IDS.new()),
        "address": "https://gmao.exemple.fr/registre",
        "kinds": frozenset({"intervention-planned", "finding-overdue"}),
        "since": A_MONDAY_MORNING,
    }
    return Subscription(**{**defaults, **given})
