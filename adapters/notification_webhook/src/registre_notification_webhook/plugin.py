"""What this adapter offers to a host. Importing it reads no key and reaches nobody."""

from __future__ import annotations

from registre_core.plugins import Offer, hookimpl
from registre_core.ports import Notifier


def _open(address: str) -> Notifier:
    from registre_notification_webhook.notifier import WebhookNotifier  # loaded only when chosen

    return WebhookNotifier.at(address)


def _make(address: str) -> str:
    from registre_notification_webhook.keys import make_key

    return make_key(address)


@hookimpl
def registre_notifiers() -> list[Offer[Notifier]]:
    """Offer signed callbacks."""
    said = "des rappels HTTP signés : webhook:/etc/registre/rappels.cle?allow=gmao.interne"
    return [Offer("webhook", _open, said, make_key=_make)]
