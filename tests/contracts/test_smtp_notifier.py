"""Mail keeps the contract of the port: a real server takes it, with TLS and a login, and shows what arrived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from pathlib import Path
from urllib.parse import quote

import pytest
from attrs import frozen
from tests.certificates import authority
from tests.mail_server import LOGIN, PASSWORD, Arrived, MailServer, mail_server

from registre_core.ports import Attachment, Message, Notifier
from registre_core.testing.contracts.notifier import FarEnd, NotifierContract
from registre_notification_smtp.notifier import SmtpNotifier


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mail")
    (folder / "smtp.pass").touch(mode=0o600)
    (folder / "smtp.pass").write_text(f"{PASSWORD}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[MailServer]:
    with mail_server(authority(folder).server()) as running:
        yield running


@frozen
class Post(FarEnd):
    """What the contract sees and does at the other end of a mail."""

    server: MailServer
    folder: Path
    scheme: str = "smtp"

    def open(self, *, patience: float = 30.0) -> Notifier:
        port = self.server.port if self.scheme == "smtp" else self.server.tls_port
        asked = f"from=registre@exemple.fr&password-file={self.folder}/smtp.pass&ca={self.folder}/authority.pem"
        address = f"{self.scheme}://{quote(LOGIN)}@localhost:{port}?{asked}&patience={patience}"
        return SmtpNotifier.at(address)

    def address(self, name: str) -> str:
        return f"{name}@exemple.fr"

    def arrived(self) -> Sequence[Message]:
        return [read(mail) for mail in self.server.office.arrived]

    def away(self) -> AbstractContextManager[None]:
        return self.server.away()

    def refuse(self, recipient: str) -> None:
        self.server.office.at_recipient[recipient] = "550 5.1.1 no such user here"

    def silent(self) -> AbstractContextManager[None]:
        return self.server.silent()


def read(arrived: Arrived) -> Message:
    mail = message_from_bytes(arrived.content, EmailMessage, policy=default)
    assert ([], True) == (mail.defects, arrived.is_encrypted)
    assert (LOGIN, "registre@exemple.fr") == (arrived.login, arrived.sender)
    assert (str(mail["To"]),) == arrived.recipients
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    return Message(
        key=str(mail["Registre-Key"]),
        recipient=str(mail["To"]),
        subject=str(mail["Subject"]),
        text=lines_of(text) or "",
        html=lines_of(html),
        attachments=tuple(map(enclosed, mail.iter_attachments())),
        reply_to=None if mail["Reply-To"] is None else str(mail["Reply-To"]),
    )


def lines_of(part: MIMEPart | None) -> str | None:
    return None if part is None else part.get_content().replace("\r\n", "\n").removesuffix("\n")


def enclosed(part: MIMEPart) -> Attachment:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return Attachment(part.get_filename(""), part.get_content_type(), content)


class TestSmtpNotifier(NotifierContract):
    says_gone = False
    facts = False
    patience = 0.5

    @pytest.fixture
    def far_end(self, server: MailServer, folder: Path) -> FarEnd:
        server.reset()
        return Post(server, folder)
