"""The `Notifier` port by mail: RFC 5321, with TLS."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.reasons import FactValue
from registre_core.ports.notifier import Message
from registre_notification_smtp.address import place_of
from registre_notification_smtp.answers import Refusal
from registre_notification_smtp.connections import Connections
from registre_notification_smtp.conversation import Conversation, Deadline, NotOffered
from registre_notification_smtp.handover import hand_over
from registre_notification_smtp.letter import mail_of
from registre_notification_smtp.place import Place


class SmtpNotifier:
    """A mail server that takes our mails, for any number of threads. Opening reaches nobody."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._context = ssl.create_default_context(cafile=place.authority)
        self._connections = Connections(self._begin)

    @classmethod
    def at(cls, address: str) -> Self:
        """Open the server at an address such as ``smtp://compte@mail.exemple.fr?from=registre@exemple.fr&…``.

        Raises:
            ConfigurationError: ``malformed-mail-server``.
        """
        return cls(place_of(address))

    def __repr__(self) -> str:
        return f"SmtpNotifier({self._place.host}:{self._place.port})"

    def deliver(self, message: Message) -> None:
        """Return when the server has taken charge of the mail."""
        if self._connections.is_closed:
            raise AdapterFailure("notifier-closed", "this notifier was closed: open another", {"key": message.key})
        mail = mail_of(message, self._place.sender, self._place.sender_name)
        deadline = Deadline(self._place.patience)
        with self._told(message.key, deadline), self._connections.one(deadline) as conversation:
            hand_over(conversation, self._place.sender, mail)

    def close(self) -> None:
        """End every conversation."""
        self._connections.close()

    def _begin(self, deadline: Deadline) -> Conversation:
        return Conversation(self._place, self._context, deadline)

    @contextmanager
    def _told(self, key: str, deadline: Deadline) -> Iterator[None]:
        """Tell failures apart by what the deliverer does next."""
        facts: dict[str, FactValue] = {"key": key, "server": f"{self._place.host}:{self._place.port}"}
        try:
            yield
        except Refusal as refusal:
            raise AdapterFailure("delivery-refused", str(refusal), {**facts, **refusal.facts}) from refusal
        except OSError as error:  # of smtplib and ssl, too
            why = "it took too long" if deadline.is_past else _reason(error)
            said = f"the mail server {facts['server']} did not take it now: {why}"
            told = None if isinstance(error, smtplib.SMTPResponseException) else error  # holds what the server wrote
            raise AdapterFailure("delivery-postponed", said, {**facts, **_to_mend(error)}, retryable=True) from told


def _to_mend(error: OSError) -> dict[str, FactValue]:
    """Name the part of the address that is wrong, where waiting alone mends nothing: then somebody is told at once."""
    match error:
        case ssl.SSLCertVerificationError():
            return {"mend": "ca"}
        case NotOffered(args=("STARTTLS",)):
            return {"mend": "tls"}
        case smtplib.SMTPAuthenticationError(smtp_code=code) if code >= 500:  # noqa: PLR2004  # for good
            return {"mend": "login"}
    return {}


def _reason(error: OSError) -> str:
    """Say what is to be mended, in words of our own: a server's quote addresses."""
    match error:
        case ssl.SSLCertVerificationError():
            said = f"its certificate is not trusted, {error.verify_message}"
        case ssl.SSLError():
            said = f"TLS failed, {error.reason}"
        case NotOffered():
            said = f"it offers no {error}"
        case smtplib.SMTPAuthenticationError():
            said = f"it does not let us in ({error.smtp_code}): look at name and password"
        case smtplib.SMTPResponseException(smtp_code=code) if code < 0:
            said = "it does not speak as a mail server does"
        case smtplib.SMTPResponseException():
            said = f"it answered {error.smtp_code}"
        case smtplib.SMTPException():
            said = "the connection was cut"
        case _:
            said = error.strerror or type(error).__name__
    return said
