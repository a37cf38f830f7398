"""Where a mail server is, and how to speak to it."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import suppress
from enum import Enum
from ipaddress import ip_address

from attrs import field, frozen

from registre_notification_smtp.mailboxes import on_the_wire

LONGEST_PATIENCE = 240.0
"""Seconds; a deliverer holds its notices for five minutes, and whoever takes longer sends what another sends, too."""
_HOST = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*\.?|(?=.*:)[0-9A-Fa-f:.]+")
_GREETING = re.compile(r"[A-Za-z0-9.-]{1,253}|\[[0-9A-Za-z:.]+\]")


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


@frozen
class Place:
    """A mail server, and who we are to it."""

    host: str
    port: int
    security: Security
    sender: str
    """Whose mails they are, and where what cannot be delivered comes back to; as the wire takes it."""
    sender_name: str | None = None
    """As people see it."""
    user: str | None = None
    """Who logs in; nobody does unless given."""
    password: str | None = field(default=None, repr=False)
    authority: str | None = None
    """The file of certificates that are trusted, in PEM; those of the system unless given."""
    in_clear: str | None = None
    """The host that may be spoken to without encryption, although it is another machine."""
    patience: float = 60.0
    """Seconds that a delivery takes at most."""
    hello: str | None = None
    """The name we greet with; our address on the way to the server unless given."""


@frozen
class Wrong:
    """Something wrong with an address."""

    part: str
    """Where: a parameter, or ``host``, ``port``, ``login``."""
    said: str


def wrong_with(place: Place) -> Iterator[Wrong]:
    """Tell what makes a place none to write to."""
    if not _HOST.fullmatch(place.host):
        yield Wrong("host", "the host is a name or an address, such as mail.exemple.fr")
    if not 0 < place.port < 2**16:
        yield Wrong("port", "the port is a number from 1 to 65535")
    if not (on_the_wire(place.sender) or "é").isascii():
        yield Wrong("from", "from is one mail address, such as registre@exemple.fr")
    if place.sender_name is not None and not place.sender_name.isprintable():
        yield Wrong("from-name", "from-name stands on one line")
    if not 0 < place.patience <= LONGEST_PATIENCE:
        yield Wrong("patience", f"patience is a number of seconds, at most {LONGEST_PATIENCE:g}")
    if place.hello is not None and not _GREETING.fullmatch(place.hello):
        yield Wrong("hello", "hello is a name of this machine, such as registre.exemple.fr")
    yield from _untrustworthy(place)


def _untrustworthy(place: Place) -> Iterator[Wrong]:
    if place.authority is not None and (why := _no_certificates(place.authority)):
        yield Wrong("ca", f"ca is a file of certificates in PEM: {why}")
    elsewhere = place.security is Security.NONE and not _is_this_machine(place.host)
    if elsewhere and place.in_clear != place.host:
        yield Wrong("tls", f"only to this machine without TLS; in a network you vouch for, add in-clear={place.host}")
    if elsewhere and place.user is not None:
        yield Wrong("tls", "a password never goes over a network without TLS")
    if (place.user is None) != (place.password is None):
        yield Wrong("password-file", "who logs in has a name before the @, and password-file or password-env")


def _no_certificates(file: str) -> str | None:
    try:
        ssl.create_default_context(cafile=file)
    except ssl.SSLError:
        return "there is none in it"
    except OSError as error:
        return error.strerror or type(error).__name__
    return None


def _is_this_machine(host: str) -> bool:
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"
