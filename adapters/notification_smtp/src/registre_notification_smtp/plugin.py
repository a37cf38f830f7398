"""What this adapter offers to a host. Importing it opens nothing."""

from __future__ import annotations

from registre_core.plugins import Offer, hookimpl
from registre_core.ports import Notifier


def _open(address: str) -> Notifier:
    from registre_notification_smtp.notifier import SmtpNotifier  # loaded only when chosen

    return SmtpNotifier.at(address)


@hookimpl
def registre_notifiers() -> list[Offer[Notifier]]:
    """Offer mail, by either way to TLS."""
    return [
        Offer("smtp", _open, "par courriel, STARTTLS exigé : smtp://compte@mail.exemple.fr?from=registre@exemple.fr&…"),
        Offer("smtps", _open, "par courriel, TLS dès la connexion : smtps://compte@mail.exemple.fr?from=…"),
    ]
