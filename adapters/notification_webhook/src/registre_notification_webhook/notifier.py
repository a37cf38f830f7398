"""The `Notifier` port with callbacks over HTTP, signed as Standard Webhooks say.

Source: Standard Webhooks 1.0.0 (headers ``webhook-id``, ``webhook-timestamp``, ``webhook-signature``).
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Self

import h11

from registre_core.kernel.errors import AdapterFailure, ConfigurationError, InvalidInput
from registre_core.kernel.reasons import FactValue
from registre_core.notices import CallbackAddress, WebOrigin
from registre_core.ports import Message
from registre_notification_webhook.answers import postponed, require_taken
from registre_notification_webhook.body import body_of
from registre_notification_webhook.calling import Headers, answer_to
from registre_notification_webhook.keys import Keys, read_keys, signed
from registre_notification_webhook.line import Deadline, Line, LookUp, look_up, resolved
from registre_notification_webhook.networks import is_public
from registre_notification_webhook.settings import Settings


def _now() -> datetime:
    return datetime.now(UTC)


class WebhookNotifier:
    """Carries messages to the addresses of subscriptions. Open one with `at`.

    Each delivery has a connection of its own: nothing is kept between two, so nothing can be left in a bad state.

    Args:
        settings: where it may go, and how long a delivery takes.
        keys: what it signs with.
        look_up: what resolves names.
        now: what tells the time, for the timestamp of signatures.
    """

    def __init__(
        self,
        settings: Settings,
        keys: Keys,
        *,
        look_up: LookUp = look_up,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._settings, self._keys = settings, keys
        self._look_up, self._now = look_up, now
        self._trust = _trust(settings)
        self._closed = False

    @classmethod
    def at(cls, address: str) -> Self:
        """Open one: ``webhook:/etc/registre/rappels.cle?allow=gmao.interne``.

        Raises:
            ConfigurationError: ``malformed-webhook-address``, ``malformed-callback-key``, ``key-not-found``,
                ``key-not-readable``, ``key-exposed``, ``authority-not-readable``.
        """
        settings = Settings.read(address)
        return cls(settings, read_keys(settings.file))

    def secret(self, address: str, sender: str | None) -> str:
        return self._keys.secret(address, sender)

    def deliver(self, message: Message) -> None:
        if self._closed:
            raise AdapterFailure("notifier-closed", "this notifier was closed: open another")
        address = CallbackAddress.read(message.recipient)
        if address is None:
            raise _refused("it is no address that callbacks go to", {"key": message.key, "cause": "address"})
        facts: dict[str, FactValue] = {"key": message.key, "host": address.origin.host}
        if message.attachments:
            raise _refused("callbacks carry no files", {**facts, "cause": "attachments"})
        answer = self._answer(message, address, facts)
        retry_after = dict(answer.headers).get(b"retry-after")
        require_taken(answer.status_code, retry_after.decode("latin-1") if retry_after else None, facts, self._now())

    def close(self) -> None:
        self._closed = True

    def _answer(self, message: Message, address: CallbackAddress, facts: dict[str, FactValue]) -> h11.Response:
        deadline, body = Deadline(self._settings.patience), _written(message, facts)
        found = self._addresses(address.origin, deadline, facts)
        try:
            with closing(Line.to(found, address.origin, self._trust, deadline)) as line:
                return answer_to(line, address, self._headers(message, body), body)
        except h11.RemoteProtocolError as error:
            raise postponed("what came back is no answer of HTTP", {**facts, "cause": "nonsense"}) from error
        except ssl.SSLCertVerificationError as error:
            raise postponed("the far end does not prove who it is", {**facts, "cause": "certificate"}) from error
        except TimeoutError as error:
            raise postponed("the far end took too long", {**facts, "cause": "silence"}) from error
        except OSError as error:
            raise postponed("the connection failed", {**facts, "cause": "connection"}) from error

    def _addresses(self, origin: WebOrigin, deadline: Deadline, facts: dict[str, FactValue]) -> Sequence[str]:
        """Resolve the name, and look at each address it stands for, unless the operator vouches for this server.

        Raises:
            AdapterFailure: ``delivery-refused``, where nobody should be made to send anything.
        """
        is_allowed = origin in self._settings.allowed
        if not is_allowed and not (origin.scheme == "https" and origin.is_usual):
            said = "only https on its usual port, unless the server is allowed by name"
            raise _refused(said, {**facts, "cause": "not-allowed"})
        try:
            found = resolved(self._look_up, origin, deadline)
        except OSError as error:
            raise postponed("the name of the far end was not resolved", {**facts, "cause": "name"}) from error
        if not is_allowed and not all(map(is_public, found)):
            said = "the far end is not on the public internet, and is not allowed by name"
            raise _refused(said, {**facts, "cause": "not-allowed"})
        return found

    def _headers(self, message: Message, body: bytes) -> Headers:
        at = int(self._now().timestamp())
        content = signed(message.key, at, body)
        yield "webhook-id", message.key
        yield "webhook-timestamp", str(at)
        yield "webhook-signature", self._keys.sign(content, message.recipient, message.sender)


def _written(message: Message, facts: dict[str, FactValue]) -> bytes:
    try:
        return body_of(message)
    except InvalidInput as error:  # a number that readers of JSON would round
        raise _refused("what it tells has no form in JSON", {**facts, "cause": "body"}) from error


def _refused(what: str, facts: dict[str, FactValue]) -> AdapterFailure:
    return AdapterFailure("delivery-refused", f"nothing is sent: {what}", facts)


def _trust(settings: Settings) -> ssl.SSLContext:
    trust = ssl.create_default_context()
    if settings.authorities is None:
        return trust
    try:
        trust.load_verify_locations(cafile=settings.authorities)
    except OSError as error:  # `ssl.SSLError` is one
        said = f"{settings.authorities} holds no certificates in PEM that can be read"
        raise ConfigurationError("authority-not-readable", said, {"file": str(settings.authorities)}) from error
    return trust
