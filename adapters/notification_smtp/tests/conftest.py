"""A mail server, and how to write to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from tests.certificates import Authority, authority
from tests.mail_server import LOGIN, PASSWORD, MailServer, mail_server

from registre_notification_smtp.notifier import SmtpNotifier

START = f"smtp://{quote(LOGIN)}@localhost"
Open = Callable[..., SmtpNotifier]


@pytest.fixture(scope="package")
def town(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Give an authority, and the password beside it."""
    made = authority(tmp_path_factory.mktemp("mail"))
    password = made.folder / "smtp.pass"
    password.touch(mode=0o600)
    password.write_text(f"{PASSWORD}\n", encoding="utf-8")
    return made


@pytest.fixture(scope="package")
def running(town: Authority) -> Iterator[MailServer]:
    with mail_server(town.server()) as server:
        yield server


@pytest.fixture
def server(running: MailServer) -> MailServer:
    """Give the server, empty and well-behaved."""
    running.reset()
    return running


@pytest.fixture
def opened(server: MailServer, town: Authority) -> Iterator[Open]:
    """Open notifiers, by default as one should: with STARTTLS and a login."""
    notifiers: list[SmtpNotifier] = []

    def open_(start: str = START, port: int | None = None, password: str | None = None, **more: str) -> SmtpNotifier:
        secret = f"{town.folder}/smtp.pass" if password is None else password
        asked = {"from": "registre@exemple.fr", "ca": str(town.trusted), "patience": "20"} | more
        asked |= {"password-file": secret} if "@" in start else {}
        query = "&".join(f"{name.replace('_', '-')}={quote(value)}" for name, value in asked.items())
        notifiers.append(SmtpNotifier.at(f"{start}:{port or server.port}?{query}"))
        return notifiers[-1]

    yield open_
    for notifier in notifiers:
        notifier.close()
