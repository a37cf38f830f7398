"""Where callbacks go: one grammar, read alike by whoever takes an address and by whoever carries to it.

Two readers that disagree on where the host of an address ends are how requests are smuggled into a network that is
not theirs. So there is one, and it knows less than RFC 3986 allows: no user, no fragment, no other way to write
the number of a machine than the usual one.

Source: RFC 3986 (URI), section 3; RFC 1123, section 2.1, and RFC 5891 (names of hosts).
"""

from __future__ import annotations

import re
from contextlib import suppress
from ipaddress import IPv6Address
from typing import Self

from attrs import frozen

from registre_core.kernel.errors import Problem

LONGEST = 500
"""Characters of an address at most."""
USUAL_PORTS = {"https": 443, "http": 80}
"""Where each scheme is answered unless an address says otherwise."""

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME = rf"(?:{_LABEL}\.)*(?=[a-z]){_LABEL}"  # the last label begins with a letter: 127.1 and 0x7f000001 are no names
_BYTE = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_NUMBERED = rf"{_BYTE}(?:\.{_BYTE}){{3}}|\[[0-9a-f:]{{2,39}}\]"
_REST = r"(?:[/?](?:[A-Za-z0-9/?._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)?"
_ORIGIN = rf"(?P<scheme>https?)://(?P<host>{_NUMBERED}|{_NAME})(?::(?P<port>[0-9]{{1,5}}))?"
_FORM = re.compile(rf"(?i:{_ORIGIN})(?P<rest>{_REST})", re.ASCII)
_LAST_PORT = 65_535


def is_machine(recipient: str) -> bool:
    """Whether this is where a machine is told, such as ``https://gmao.exemple.fr/registre``: no mail address is."""
    return "://" in recipient


@frozen
class WebOrigin:
    """Which server an address means, as RFC 6454 tells them apart."""

    scheme: str
    """``https`` or ``http``."""
    host: str
    """In small letters; the number of a machine in version 6 stands in brackets."""
    port: int
    """The usual one of its scheme, unless another is written."""

    @property
    def is_usual(self) -> bool:
        """Whether it is a port that its scheme is known for."""
        return self.port == USUAL_PORTS[self.scheme]

    @property
    def authority(self) -> str:
        """Give what the header ``Host`` says."""
        return self.host if self.is_usual else f"{self.host}:{self.port}"

    @property
    def name(self) -> str:
        """Give the host as a resolver or a certificate names it, without brackets."""
        return self.host.strip("[]")


@frozen
class CallbackAddress:
    """An address in its parts."""

    origin: WebOrigin
    """The server that is asked."""
    path: str
    """What is asked of the server: path and query, beginning with ``/``."""

    @property
    def written(self) -> str:
        """Give it as it is kept: one way to write it, so that two that mean one place are one text."""
        return f"{self.origin.scheme}://{self.origin.authority}{self.path}"

    @classmethod
    def read(cls, address: str) -> Self | None:
        """Read an address; None, if it is none that callbacks go to."""
        found = _FORM.fullmatch(address)
        if found is None or len(address) > LONGEST:
            return None
        scheme, asked = found["scheme"].lower(), found["rest"]
        port, host = int(found["port"] or USUAL_PORTS[scheme]), _host(found["host"].lower())
        if host is None or not 0 < port <= _LAST_PORT:
            return None
        return cls(WebOrigin(scheme, host, port), asked if asked.startswith("/") else f"/{asked}")


def _host(written: str) -> str | None:
    """Give a host in the one way in which it is kept; None for a number that is none, or that is one of version 4."""
    if not written.startswith("["):
        return written
    with suppress(ValueError):
        number = IPv6Address(written.strip("[]"))
        return None if number.ipv4_mapped else f"[{number}]"
    return None


def callback_address(name: str, value: str) -> Problem | None:
    """Refuse what is no address that callbacks go to."""
    if CallbackAddress.read(value) is not None:
        return None
    said = f"'{name}' must look like https://gmao.exemple.fr/registre, ASCII, without user, password or #"
    return Problem(name, "malformed-callback-address", said, {"example": "https://gmao.exemple.fr/registre"})
