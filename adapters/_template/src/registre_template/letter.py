"""A message as a mail: what stands in the file."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.policy import default
from hashlib import sha256

from registre_core.ports import Message

KEY_HEADER = "Registre-Key"
"""Where the idempotency key stands."""
FORM = default.clone(utf8=True)
"""Mail as files hold it: lines end with a newline alone, and headers are UTF-8 that people can read."""

ONE_ADDRESS = re.compile(r"[\w!#$%&'*+/^`{|}~-]+(\.[\w!#$%&'*+/^`{|}~-]+)*@[\w-]+(\.[\w-]+)+")
"""Words and dots around one @ (RFC 5322, section 3.4.1). No quotes, and neither = nor ?: «=?utf-8?q?…?=» in a header is
another text than the one that stands there."""


def letter(message: Message) -> bytes:
    """Write a message as a mail. Its Message-ID follows from its key, so that mail programs drop repeats too."""
    mail = EmailMessage(policy=FORM)
    mail["To"] = message.recipient
    mail["Subject"] = message.subject
    mail["Message-ID"] = f"<{digest(message.key)}@registre.invalid>"
    mail[KEY_HEADER] = message.key
    if message.reply_to is not None:
        mail["Reply-To"] = message.reply_to
    mail.set_content(message.text)
    if message.html is not None:
        mail.add_alternative(message.html, subtype="html")
    for file in message.attachments:
        maintype, _, subtype = file.media_type.partition("/")
        mail.add_attachment(file.content, maintype=maintype, subtype=subtype, filename=file.name)
    return mail.as_bytes()


def is_one_address(recipient: str) -> bool:
    """Tell whether every mail program takes it for one recipient, and for this one."""
    return ONE_ADDRESS.fullmatch(recipient) is not None


def digest(key: str) -> str:
    """Turn a key into what can be a file name anywhere: keys differ by case, and hold slashes."""
    return sha256(key.encode()).hexdigest()
