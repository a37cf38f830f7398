"""Where tickets lead: an address that an application or a page answers, and the secret at its end.

Behind a ``#`` by default. What stands there never leaves the telephone by itself: neither the server that serves the
page nor what stands before it writes the secret into a log, and no other page learns it as the one before. A link
that opens an application (Android App Links, Apple's universal links, a scheme of one's own) matches what stands before
the ``#``, and hands over all of it.
"""

from __future__ import annotations

import re

from registre_core.kernel.errors import ConfigurationError, InvalidInput

SECRET = 43
"""Characters of a ticket: 256 bits in base64url, without padding."""
LARGEST = 106
"""Bytes that version 5 holds at level L (ISO/IEC 18004:2015, table 7)."""

_WEB = r"https://[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?"
_ON_THIS_MACHINE = r"http://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?"
_APPLICATION = r"(?!https?:|javascript:|data:|file:)[a-z][a-z0-9+.-]*://[a-z0-9.-]*"
_REST = r"[A-Za-z0-9/._~!$&'()*+,;=:@?#%-]*"
_BASE = re.compile(rf"({_WEB}|{_ON_THIS_MACHINE}|{_APPLICATION})([/?#]{_REST})?")
_SECRET = re.compile(rf"[A-Za-z0-9_-]{{{SECRET}}}")


def base_of(address: str) -> str:
    """Read ``qr:https://registre.exemple.fr/s``, and give all that stands before the secret.

    A host that wants the secret elsewhere than behind ``#`` says so by the last character: ``/``, ``=`` or ``#``.

    Raises:
        ConfigurationError: ``malformed-ticket-address``, ``ticket-address-too-long``.
    """
    base = address.partition(":")[2]
    if not _BASE.fullmatch(base) or base.count("#") > 1 or ("#" in base and base[-1] not in "/=#"):
        said = f"tickets lead to a page or an application, such as qr:https://registre.exemple.fr/s, not {address}"
        raise ConfigurationError("malformed-ticket-address", said, {"address": address})
    whole = base if base[-1] in "/=#" else f"{base}#"
    most = LARGEST - SECRET
    if len(whole) > most:
        said = f"{whole} has {len(whole)} characters; with {most} at most, a code is read from a screen at arm's length"
        raise ConfigurationError("ticket-address-too-long", said, {"address": whole, "most": most})
    return whole


def require_secret(secret: str) -> None:
    """Refuse what is no ticket, without repeating it: it may be one that was mistyped.

    Raises:
        InvalidInput: ``malformed-ticket``.
    """
    if not _SECRET.fullmatch(secret):
        raise InvalidInput.at("secret", "malformed-ticket", f"a ticket is {SECRET} characters of base64url")
