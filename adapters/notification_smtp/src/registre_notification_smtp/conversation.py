"""A conversation with a mail server that ends in time, whatever the server does."""

from __future__ import annotations

import io
import smtplib
import socket
import ssl
from base64 import b64encode
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from registre_notification_smtp.place import Place, Security

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

_RECORD = 16 * 1024
"""Bytes sent at once: what TLS puts into one record, so that no more than one outlives the deadline."""
_LONGEST_REPLY = 64 * 1024
"""Bytes of a reply at most: a server has some hundred to say."""
_SECONDS_TO_LEAVE = 2.0
_SECONDS_TO_ANSWER = 5.0
"""Of a server whose conversation waited, and has nothing to do but say so."""
_CHALLENGE, _TAKEN = 334, 235


class Deadline:
    """A moment by which everything has ended: the clock of one delivery, not of one read."""

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds

    @property
    def is_past(self) -> bool:
        return monotonic() >= self._end

    def left(self) -> float:
        """Tell how many seconds are left.

        Raises:
            TimeoutError: none.
        """
        seconds = self._end - monotonic()
        if seconds <= 0:
            raise TimeoutError("the mail server took too long")
        return seconds


class NotOffered(smtplib.SMTPException):
    """The server lacks what the address asks for."""


class Conversation(smtplib.SMTP):
    """An open connection to a mail server, secured and logged in as its address asks.

    Raises:
        OSError: the server cannot be reached, is not trusted, or does not let us in; smtplib's errors are of this
            family.
    """

    def __init__(self, place: Place, context: ssl.SSLContext, deadline: Deadline) -> None:
        super().__init__(local_hostname="localhost")  # connects nowhere yet, and asks nobody for our name
        self.deadline = deadline
        self._heard = 0
        try:
            self._begin(place, context)
        except BaseException:
            self.close()
            raise

    def _begin(self, place: Place, context: ssl.SSLContext) -> None:
        self.sock = sock = _connected(place.host, place.port, self.deadline)
        self.local_hostname = place.hello or _literal(sock)
        if place.security is Security.TLS:
            self._secure(place.host, context)
        code, said = self.getreply()
        if code != 220:  # noqa: PLR2004  # ready
            raise smtplib.SMTPConnectError(code, said)
        self.ehlo_or_helo_if_needed()
        if place.security is Security.STARTTLS:
            self._switch(place.host, context)
        if place.user is not None:
            self._log_in(place.user, place.password or "")

    def getreply(self) -> tuple[int, bytes]:
        """Read a reply, within the deadline and of a bounded size."""
        self._heard = 0
        if self.file is None and self.sock is not None:
            self.file = io.BufferedReader(_Reading(self))
        return super().getreply()

    def send(self, s: ReadableBuffer | str) -> None:
        """Send within the deadline."""
        content = memoryview(s.encode(self.command_encoding) if isinstance(s, str) else s)
        for start in range(0, len(content), _RECORD):
            if self.sock is not None:
                self.sock.settimeout(self.deadline.left())
            super().send(content[start : start + _RECORD])

    def hear(self, buffer: WriteableBuffer) -> int:
        """Read what is there of a reply."""
        if self.sock is None or self._heard > _LONGEST_REPLY:
            raise ConnectionError("the mail server talks without end")
        self.sock.settimeout(self.deadline.left())
        heard = self.sock.recv_into(buffer)
        self._heard += heard
        return heard

    def is_alive(self, deadline: Deadline) -> bool:
        """Take a conversation up again, or find that it has ended; nothing of the last mail is left.

        A firewall that dropped it told neither end: who does not answer soon leaves most of the time to another.
        """
        is_there = False
        with suppress(OSError):
            self.deadline = Deadline(min(_SECONDS_TO_ANSWER, deadline.left() / 4))
            is_there = self.rset()[0] == 250  # noqa: PLR2004  # done
        self.deadline = deadline
        return is_there

    def leave(self) -> None:
        """Take leave, without waiting for long."""
        self.deadline = Deadline(_SECONDS_TO_LEAVE)
        with suppress(OSError):
            self.docmd("QUIT")
        self.close()

    def _switch(self, host: str, context: ssl.SSLContext) -> None:
        if not self.has_extn("starttls"):  # or somebody between the two cut it out
            raise NotOffered("STARTTLS")
        code, said = self.docmd("STARTTLS")
        if code != 220:  # noqa: PLR2004  # ready
            raise smtplib.SMTPResponseException(code, said)
        self._secure(host, context)
        self.does_esmtp, self.helo_resp, self.ehlo_resp, self.esmtp_features = False, None, None, {}
        self.ehlo_or_helo_if_needed()

    def _secure(self, host: str, context: ssl.SSLContext) -> None:
        """Begin TLS; what was read ahead before is forgotten, since nobody vouches for it (CVE-2011-0411)."""
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("the connection was cut")
        self.sock.settimeout(self.deadline.left())
        self.file = None
        self.sock = context.wrap_socket(self.sock, server_hostname=host)

    def _log_in(self, user: str, password: str) -> None:
        """Say who we are; passwords are UTF-8, which smtplib's own `login` cannot send (RFC 4616)."""
        offered = self.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in offered:
            login = _base64(f"\0{user}\0{password}")
            code, said = self.docmd("AUTH", f"PLAIN {login}")
        elif "LOGIN" in offered:
            code, said = self.docmd("AUTH", f"LOGIN {_base64(user)}")
            if code == _CHALLENGE:
                code, said = self.docmd(_base64(password))
        else:
            raise NotOffered("AUTH PLAIN or AUTH LOGIN")
        if code != _TAKEN:
            raise smtplib.SMTPAuthenticationError(code, said)


class _Reading(io.RawIOBase):
    """What a conversation hears, as a stream."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        return self._conversation.hear(buffer)


def _connected(host: str, port: int, deadline: Deadline) -> socket.socket:
    """Connect to a server; one of its addresses that says nothing leaves the others their share of the time."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    failure = OSError(f"{host} has no address")
    for place, (family, kind, protocol, _, address) in enumerate(found):
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(deadline.left() / (len(found) - place))
            sock.connect(address)
        except OSError as error:
            sock.close()
            failure = error
        else:
            return sock
    raise failure


def _literal(sock: socket.socket) -> str:
    """Name this machine by its address (RFC 5321, section 4.1.3): true, and nobody need be asked."""
    address = sock.getsockname()[0]
    return f"[IPv6:{address}]" if sock.family == socket.AF_INET6 else f"[{address}]"


def _base64(text: str) -> str:
    return b64encode(text.encode()).decode("ascii")
