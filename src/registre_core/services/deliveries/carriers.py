"""Who carries what: mail addresses go by mail, addresses of machines by signed callbacks."""

from __future__ import annotations

from registre_core.kernel.errors import ConfigurationError
from registre_core.notices import is_machine
from registre_core.ports import Notifier, NullNotifier, Ports, Wording


def carrier_to(ports: Ports, recipient: str) -> Notifier:
    """Give what carries to somebody.

    Raises:
        ConfigurationError: ``no-notifier``: asked before anything is made for the letter, such as a link.
    """
    carrier, by = (ports.webhooks, "callbacks") if is_machine(recipient) else (ports.notifier, "mail")
    if isinstance(carrier, NullNotifier):
        said = f"nothing that carries {by} was chosen: name one; what is queued stays queued"
        raise ConfigurationError("no-notifier", said, {"by": by})
    return carrier


def wording_of(ports: Ports) -> Wording:
    """Give what puts notices into words.

    Raises:
        ConfigurationError: ``no-words``.
    """
    if ports.wording is None:
        said = "nothing that words notices was chosen: name one, such as french; what is queued stays queued"
        raise ConfigurationError("no-words", said)
    return ports.wording


def require_carriers(ports: Ports) -> None:
    """Refuse to begin where nothing at all could go out: nothing is claimed then.

    Raises:
        ConfigurationError: ``no-words``, ``no-notifier``.
    """
    wording_of(ports)
    if isinstance(ports.notifier, NullNotifier):
        carrier_to(ports, "https://")
