"""What the core itself offers, by the same hooks as anybody else: what stands for a port that was not chosen."""

from __future__ import annotations

from registre_core.plugins.hookspecs import Offer, hookimpl
from registre_core.ports import Notifier, NullNotifier


def _null(_: str) -> Notifier:
    return NullNotifier()


@hookimpl
def registre_notifiers() -> list[Offer[Notifier]]:
    """Offer the notifier that carries nothing and says so: the embedded default."""
    return [Offer("null", _null, "aucun envoi : les avis restent en attente")]
