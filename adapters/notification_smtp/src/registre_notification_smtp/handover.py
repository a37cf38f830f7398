"""Handing one mail over: who sends it, who gets it, and what it says."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator

from registre_notification_smtp.answers import FULL, Refusal, is_too_large, is_yes, require_taken, status_of
from registre_notification_smtp.conversation import Conversation
from registre_notification_smtp.letter import Mail


def hand_over(conversation: Conversation, sender: str, mail: Mail) -> None:
    """Give a mail to a server, which has taken charge of it when this returns.

    Raises:
        Refusal: the server refuses it for good.
        OSError: the server does not take it now; whether it has it may be unknown.
    """
    code, said = conversation.mail(sender, tuple(_options(conversation, mail)))
    if is_too_large(code, said):
        raise Refusal(_TOO_LARGE, code=code, size=len(mail.content))
    if not is_yes(code):  # about who sends, which is the host's to mend
        raise smtplib.SMTPResponseException(code, status_of(said))
    require_taken(*conversation.rcpt(mail.recipient), passing=(FULL,))
    require_taken(*_said(conversation, mail))


_TOO_LARGE = "the mail is larger than the mail server takes: leave attachments out"


def _options(conversation: Conversation, mail: Mail) -> Iterator[str]:
    """Tell what the first line says of a mail, or that there is no use in beginning."""
    if conversation.has_extn("size"):
        most = conversation.esmtp_features["size"]
        if most.isdecimal() and 0 < int(most) < len(mail.content):  # 0: it has no fixed limit (RFC 1870)
            raise Refusal(_TOO_LARGE, size=len(mail.content), most=int(most))
        yield f"SIZE={len(mail.content)}"
    if mail.needs_utf8:
        if not conversation.has_extn("smtputf8"):
            raise Refusal("the mail server takes no accented addresses (SMTPUTF8): give one without accents")
        yield from ("SMTPUTF8", "BODY=8BITMIME")


def _said(conversation: Conversation, mail: Mail) -> tuple[int, bytes]:
    try:
        return conversation.data(mail.content)
    except smtplib.SMTPDataError as refused:  # before a word of it was said
        said = refused.smtp_error
        return refused.smtp_code, said if isinstance(said, bytes) else said.encode()
