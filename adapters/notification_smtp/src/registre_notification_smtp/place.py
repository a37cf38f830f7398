"""Where a mail server is, and how to speak to it."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import suppress
from enum import Enum
from ipaddress import ip_address

from attrs import field, frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.validation import Checked, matching, must, one_line, well_formed
from registre_notification_smtp.mailboxes import on_the_wire

LONGEST_PATIENCE = 3600.0
"""Seconds; a deliverer holds its notices for minutes."""
_HOST = matching(r"(?!-)[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*\.?|[0-9A-Fa-f:.]+", "mail.exemple.fr")
_NAME = matching(r"[A-Za-z0-9.-]{1,253}|\[[0-9A-Za-z:.]+\]", "registre.exemple.fr")


class Security(Enum):
    """How a connection is encrypted; the values are the ports that are usual.

    There is none that takes TLS where it is offered: whoever listens cuts the offer out.
    """

    STARTTLS = 587
    """Before anything is said of us, or not at all."""
    TLS = 465
    """From the first byte on."""
    NONE = 25
    """Not at all: on this machine, or where the host says that it knows."""


def _one_mailbox(name: str, value: str) -> Problem | None:
    wired = on_the_wire(value)
    if wired is not None and wired.isascii():
        return None
    return Problem(name, "not-a-mail-address", f"'{name}' is one mail address, such as registre@exemple.fr")


def _some_seconds(name: str, value: float) -> Problem | None:
    if 0 < value <= LONGEST_PATIENCE:
        return None
    return Problem(name, "not-a-patience", f"'{name}' is a number of seconds, at most {LONGEST_PATIENCE:g}")


def _a_port(name: str, value: int) -> Problem | None:
    if 0 < value < 2**16:
        return None
    return Problem(name, "not-a-port", f"'{name}' is a number from 1 to 65535")


def _certificates(name: str, value: str | None) -> Problem | None:
    try:
        if value is not None:
            ssl.create_default_context(cafile=value)
    except OSError as error:  # of ssl's own, too
        return Problem(name, "no-certificates", f"'{name}' is a file of certificates in PEM: {_why(error)}")
    return None


def _why(error: OSError) -> str:
    return "there is none in it" if isinstance(error, ssl.SSLError) else error.strerror or type(error).__name__


@frozen
class Place(Checked):
    """A mail server, and who we are to it."""

    host: str = field(metadata=must(_HOST))
    port: int = field(metadata=must(_a_port))
    security: Security
    sender: str = field(metadata=must(_one_mailbox))
    """Whose mails they are, and where what cannot be delivered comes back to."""
    sender_name: str | None = field(default=None, metadata=must(one_line, well_formed))
    """As people see it."""
    user: str | None = None
    """Who logs in; nobody does unless given."""
    password: str | None = field(default=None, repr=False)
    authority: str | None = field(default=None, metadata=must(_certificates))
    """The file of certificates that are trusted, in PEM; those of the system unless given."""
    in_clear: str | None = None
    """The host that may be spoken to without encryption, although it is another machine."""
    patience: float = field(default=60.0, metadata=must(_some_seconds))
    """Seconds that a delivery takes at most."""
    hello: str | None = field(default=None, metadata=must(_NAME))
    """The name we greet with; our address on the way to the server unless given."""

    def contradictions(self) -> Iterator[Problem]:
        """What is encrypted or stays on this machine; and somebody who logs in has a password, which nobody else sees."""
        elsewhere = self.security is Security.NONE and not _is_this_machine(self.host)
        if elsewhere and self.in_clear != self.host:
            said = f"without TLS only for this machine; for a network you vouch for, in-clear={self.host}"
            yield Problem("tls", "in-clear", said)
        if elsewhere and self.user is not None:
            yield Problem("tls", "password-in-clear", "a password never goes over a network without TLS")
        if (self.user is None) != (self.password is None):
            yield Problem("password", "half-a-login", "who logs in has a name before the @ and a password")


def _is_this_machine(host: str) -> bool:
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"
