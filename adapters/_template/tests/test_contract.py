"""The notifier keeps the contract of its port, but for what a folder cannot do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

import pytest

from registre_core.ports import Attachment, Message, Notifier
from registre_core.testing.contracts.notifier import FarEnd, NotifierContract
from registre_template.folder import FolderNotifier
from registre_template.letter import FORM, KEY_HEADER


class Folder(FarEnd):
    """What the contract sees and does at the other end: it reads the files, and takes the folder away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    def open(self, *, patience: float = 30.0) -> Notifier:  # a folder keeps nobody waiting
        return FolderNotifier(self.folder)

    def address(self, name: str) -> str:
        return f"{name}@exemple.fr"

    def arrived(self) -> Sequence[Message]:
        return [read(path.read_bytes()) for path in self.folder.glob("*.eml")]

    @contextmanager
    def away(self) -> Iterator[None]:
        elsewhere = self.folder.rename(self.folder.with_name("elsewhere"))
        try:
            yield
        finally:
            elsewhere.rename(self.folder)


def read(content: bytes) -> Message:
    mail = message_from_bytes(content, EmailMessage, policy=FORM)
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    return Message(
        key=str(mail[KEY_HEADER]),
        recipient=str(mail["To"]),
        subject=str(mail["Subject"]),
        text=text.get_content().removesuffix("\n"),
        html=html.get_content().removesuffix("\n") if html else None,
        attachments=tuple(map(enclosed, mail.iter_attachments())),
        reply_to=None if mail["Reply-To"] is None else str(mail["Reply-To"]),
    )


def enclosed(part: EmailMessage) -> Attachment:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return Attachment(part.get_filename(""), part.get_content_type(), content)


class TestFolderNotifier(NotifierContract):
    refuses_recipients = False
    waits = False
    says_gone = False
    facts = False

    @pytest.fixture
    def far_end(self, tmp_path: Path) -> FarEnd:
        return Folder(tmp_path / "outgoing")
