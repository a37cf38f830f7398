"""What a server's refusal means: that this mail goes to nobody, or that something is to be mended first."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Collection

from registre_core.kernel.reasons import FactValue

_ENHANCED = re.compile(rb"(?:.*\(#)?([245]\.\d{1,3}\.\d{1,3})(?=\s|\)|$)")
"""Where servers say it: first, or as qmail does behind its words: ``sorry, … (#5.7.1)``."""
_RELAYING = re.compile(rb"\brelay", re.IGNORECASE)
"""A word of who says no status, such as Exim: «relay not permitted»."""
_TO_MEND = re.compile(r"5\.7\.\d+|5\.1\.[78]|5\.2\.2|5\.3\.5")
"""Permanent by their first digit, and not by what they say (RFC 3463): we may not write, or not as whom we do; the
mailbox is full; the server is set up wrongly."""
_LOG_IN_FIRST = frozenset({530, 534, 535, 538})
FULL = 552
"""Too many recipients or a full mailbox, where a recipient is named (RFC 5321, section 4.5.3.1.10): it may have room
later. Said of a mail, it means its size."""
_TOO_LARGE = re.compile(r"5\.3\.4|5\.2\.3")


class Refusal(Exception):
    """This mail goes to nobody. Holds nothing of what the server wrote, which quotes addresses."""

    def __init__(self, said: str, **facts: FactValue) -> None:
        super().__init__(said)
        self.facts = facts


def require_taken(code: int, said: bytes, *, passing: Collection[int] = ()) -> None:
    """Go on, if a recipient or a mail was taken.

    Args:
        code: what the server answered.
        said: its words.
        passing: codes that do not mean what their first digit says.

    Raises:
        Refusal: it is refused for good.
        smtplib.SMTPResponseException: it may be taken later.
    """
    if is_yes(code):
        return
    status = status_of(said)
    if code not in passing and is_for_good(code, said):
        raise Refusal(f"the mail server refused it: {code} {status}".rstrip(), code=code, status=status)
    raise smtplib.SMTPResponseException(code, status)


def is_yes(code: int) -> bool:
    """Whether a reply is one of success (RFC 5321, section 4.2.1)."""
    return 200 <= code <= 299  # noqa: PLR2004


def is_for_good(code: int, said: bytes) -> bool:
    """Whether a reply to a recipient, or to a mail, refuses it for good.

    What is wrong with the host rather than with the letter passes as soon as somebody mends it: a wrong setting must
    not turn a queue of safety notices into dead letters.
    """
    status = status_of(said)
    if code in _LOG_IN_FIRST or _TO_MEND.fullmatch(status) or (not status and _RELAYING.search(said)):
        return False
    return 500 <= code <= 599  # noqa: PLR2004  # permanent (RFC 5321, section 4.2.1)


def is_too_large(code: int, said: bytes) -> bool:
    """Whether a reply to the first line of a mail means its size; whatever else is said there is about who sends."""
    status = status_of(said)
    return bool(_TOO_LARGE.fullmatch(status)) or (code == FULL and not status)


def status_of(said: bytes) -> str:
    """Give the enhanced status of a reply, such as ``5.1.1``, or nothing."""
    found = _ENHANCED.match(said)
    return found[1].decode("ascii") if found else ""
