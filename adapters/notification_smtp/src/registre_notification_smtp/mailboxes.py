"""Mail addresses: one person each, and what of them the wire takes."""

from __future__ import annotations

import re

_ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
ONE_ADDRESS = re.compile(rf"(?!.*=\?){_ATOM}(\.{_ATOM})*@[\w-]+(\.[\w-]+)+")
"""Words and dots around one @ (RFC 5322, section 3.4.1), without quotes: nothing that some server takes for two
recipients, or that some mail program reads as another text (``=?utf-8?q?…?=``)."""
LONGEST = 254
"""Characters, by RFC 5321 (section 4.5.3.1.3) less the brackets."""


def on_the_wire(address: str) -> str | None:
    """Write a mail address as servers take it, or give None, if it is not one address.

    An accented domain is written in ASCII, which every server knows (IDNA); so is the whole address then. An accented
    name before the @ stays: only servers with SMTPUTF8 take it, and they take the domain as it is. A domain of which
    RFC 3490 makes another one (``gross.fr`` of ``groß.fr``) is none: it would be somebody else's mailbox.
    """
    if not ONE_ADDRESS.fullmatch(address) or len(address) > LONGEST:
        return None
    name, _, domain = address.rpartition("@")
    if address.isascii() or not name.isascii():
        return address
    try:
        written = domain.encode("idna")
        return f"{name}@{written.decode('ascii')}" if written.decode("idna").lower() == domain.lower() else None
    except UnicodeError:  # a part of the domain that is too long
        return None
