"""Callbacks keep the contract of notifiers, before a real server; files and HTML they do not carry."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from standardwebhooks import Webhook
from tests.callback_server import KEY, Callback, CallbackServer, callback_server, status

from registre_core.ports import Message, Notifier
from registre_core.testing.contracts.notifier import FarEnd, NotifierContract
from registre_notification_webhook.keys import Keys, read_keys
from registre_notification_webhook.notifier import WebhookNotifier


class Machine(FarEnd):
    """What the contract sees of the server; it verifies each signature as receivers do, with the library of others."""

    def __init__(self, server: CallbackServer, keys: Path) -> None:
        self.server, self.keys = server, keys
        keys.write_text(KEY)
        keys.chmod(0o600)

    def open(self, *, patience: float = 30.0) -> Notifier:
        return WebhookNotifier.at(f"webhook:{self.keys}?allow={self.server.origin}&patience={patience}")

    def address(self, name: str) -> str:
        return self.server.address(name)

    def arrived(self) -> Sequence[Message]:
        keys = read_keys(self.keys)
        return [read(callback, keys) for callback in self.server.arrived]

    @contextmanager
    def away(self) -> Iterator[None]:
        answers = dict(self.server.answers)
        self.server.answers.update({f"/{name}": status(503) for name in ("helene", "anne", "paul", "zoe")})
        try:
            yield
        finally:
            self.server.answers.clear()
            self.server.answers.update(answers)

    def refuse(self, recipient: str) -> None:
        self.server.address(recipient.rpartition("/")[2], status(422))

    def leave(self, recipient: str) -> None:
        self.server.address(recipient.rpartition("/")[2], status(410))

    @contextmanager
    def silent(self) -> Iterator[None]:
        self.server.speaking.clear()
        try:
            yield
        finally:
            self.server.speaking.set()


def read(callback: Callback, keys: Keys) -> Message:
    """Read a callback as its receiver does, once its signature holds."""
    address = f"http://{callback.host}{callback.path}"
    Webhook(keys.secret(address, None)).verify(callback.body, dict(callback.headers))
    said = json.loads(callback.body)
    at = said["timestamp"]
    return Message(
        key=callback.headers["webhook-id"],
        recipient=address,
        subject=said["data"]["subject"],
        text=said["data"]["text"],
        kind=None if said["type"] == "message" else said["type"],
        facts=said["data"]["facts"],
        told_at=at and datetime.fromisoformat(at),
        sender=said["data"]["workspace"],
    )


class TestWebhookNotifier(NotifierContract):
    html = False
    attachments = False
    replies = False

    @pytest.fixture
    def far_end(self, tmp_path: Path) -> Iterator[FarEnd]:
        with callback_server() as server:
            yield Machine(server, tmp_path / "callbacks.key")
