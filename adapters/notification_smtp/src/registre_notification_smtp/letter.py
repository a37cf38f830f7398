"""A message as a mail: what goes over the wire."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from attrs import frozen

from registre_core.kernel.errors import AdapterFailure
from registre_core.ports.notifier import Message
from registre_notification_smtp.mailboxes import on_the_wire

KEY_HEADER = "Registre-Key"
"""Where the idempotency key stands, as it is."""
FORM = SMTP.clone(cte_type="7bit")
"""Lines end as the wire wants it, and every server takes every byte of it."""

_PLAIN = re.compile(r"(?!.*=\?)[!-~]+( [!-~]+)*")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9]+( [A-Za-z0-9]+)*")
_LONGEST_PLAIN = 60
_ENCODED = 39
"""Bytes that an encoded word holds, so that none of its lines has more than 76 characters (RFC 2047, section 2)."""


@frozen
class Mail:
    """A message that is ready for the wire."""

    recipient: str
    """As the wire takes it."""
    content: bytes
    """Headers and body."""

    @property
    def needs_utf8(self) -> bool:
        """Whether only a server with SMTPUTF8 takes it (RFC 6531)."""
        return not self.recipient.isascii()


def mail_of(message: Message, sender: str, name: str | None = None) -> Mail:
    """Write a message as a mail.

    What must not be folded or encoded stands in lines of our own: the library's policies know other headers.

    Raises:
        AdapterFailure: ``delivery-refused``: its recipient is not one mail address.
    """
    recipient = on_the_wire(message.recipient)
    if recipient is None:
        said = "the recipient is not one mail address: correct it"
        raise AdapterFailure("delivery-refused", said, {"key": message.key})
    head = "".join(f"{line}\r\n" for line in _head(message, sender, name, recipient))
    return Mail(recipient, head.encode() + _body(message).as_bytes())


def _head(message: Message, sender: str, name: str | None, recipient: str) -> Iterator[str]:
    digest = sha256(message.key.encode()).hexdigest()[:32]
    yield f"From: {_phrase(name)}<{sender}>"
    yield f"To: {recipient}"
    yield f"Subject: {_text(message.subject)}"
    yield f"Date: {format_datetime(datetime.now(UTC))}"
    yield f"Message-ID: <{digest}@{sender.rpartition('@')[2]}>"  # the same each time: mail programs drop repeats
    yield f"{KEY_HEADER}: {message.key}"
    yield "Auto-Submitted: auto-generated"  # RFC 3834: nobody's absence answers it
    answers = on_the_wire(message.reply_to) if message.reply_to else None
    if answers and (answers.isascii() or not recipient.isascii()):
        yield f"Reply-To: {answers}"  # left out, if it is none or the server might not take it: better read than lost


def _body(message: Message) -> EmailMessage:
    mail = EmailMessage(policy=FORM)
    mail.set_content(message.text)
    if message.html is not None:
        mail.add_alternative(message.html, subtype="html")
    for file in message.attachments:
        maintype, _, subtype = file.media_type.partition("/")
        mail.add_attachment(file.content, maintype=maintype, subtype=subtype, filename=file.name)
    return mail


def _phrase(name: str | None) -> str:
    if not name:
        return ""
    return f"{name if _PLAIN_NAME.fullmatch(name) else _encoded(name)}\r\n "


def _text(text: str) -> str:
    """Write a text for a header: as it is, if every reader sees it so, and in encoded words otherwise."""
    return text if len(text) <= _LONGEST_PLAIN and _PLAIN.fullmatch(text) else _encoded(text)


def _encoded(text: str) -> str:
    return "\r\n ".join(f"=?utf-8?b?{b64encode(word).decode('ascii')}?=" for word in _words(text))


def _words(text: str) -> Iterator[bytes]:
    """Cut a text into what encoded words hold, never within a character."""
    word = b""
    for character in map(str.encode, text):
        if len(word) + len(character) > _ENCODED:
            yield word
            word = b""
        word += character
    yield word
