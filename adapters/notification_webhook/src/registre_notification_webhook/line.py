"""One connection to one server, all of it before a deadline: to the address that was looked at, and to no other.

A name is resolved once. Every address it stands for is looked at, and the connection goes to one of these: who
answers a second question with another address (DNS rebinding) is never asked one. A time limit for each step would let
a server that drips a byte a second hold a deliverer for ever, so there is one for all steps together.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Thread
from time import monotonic

from registre_core.notices import WebOrigin

LookUp = Callable[[str, int], Sequence[str]]
"""Gives the addresses of a host, as the system's resolver does."""


class Deadline:
    """When all must be over."""

    def __init__(self, patience: float) -> None:
        self._at = monotonic() + patience

    def left(self) -> float:
        """Give the seconds that are left.

        Raises:
            TimeoutError: there are none.
        """
        left = self._at - monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def look_up(host: str, port: int) -> Sequence[str]:
    """Ask the system's resolver.

    Raises:
        OSError: it knows no such host, or does not answer.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except UnicodeError as error:  # a label that is none
        raise OSError(str(error)) from error
    return tuple(dict.fromkeys(str(place[0]) for *_, place in found))


def resolved(ask: LookUp, origin: WebOrigin, deadline: Deadline) -> Sequence[str]:
    """Give the addresses of a host. A resolver knows no patience, so it is asked in a thread, and left there when late.

    Raises:
        OSError: there is no such host, or no answer in time.
    """
    answer: Future[Sequence[str]] = Future()

    def fulfil() -> None:
        try:
            answer.set_result(ask(origin.name, origin.port))
        except Exception as error:  # noqa: BLE001  # told to whoever waits
            answer.set_exception(error)

    Thread(target=fulfil, name="callback-resolver", daemon=True).start()
    found = answer.result(deadline.left())
    if not found:
        raise OSError(origin.name)
    return found


class Line:
    """A connection that gives up at its deadline. Open one with `to`."""

    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        self._socket = connected
        self._deadline = deadline

    @classmethod
    def to(cls, addresses: Sequence[str], origin: WebOrigin, trust: ssl.SSLContext, deadline: Deadline) -> Line:
        """Connect to the first of these addresses that answers; with TLS, it proves to be who the address names.

        Raises:
            OSError: nobody answers, or not in time, or it is somebody else (`ssl.SSLCertVerificationError`).
        """
        connected = _connected(addresses, origin.port, deadline)
        if origin.scheme == "http":
            return cls(connected, deadline)
        try:
            connected.settimeout(deadline.left())
            return cls(trust.wrap_socket(connected, server_hostname=origin.name), deadline)
        except BaseException:
            connected.close()
            raise

    def send(self, content: bytes) -> None:
        """Send all of it.

        Raises:
            OSError: the connection is cut, or it takes too long.
        """
        rest = memoryview(content)
        while rest:
            self._socket.settimeout(self._deadline.left())
            rest = rest[self._socket.send(rest) :]

    def receive(self, most: int) -> bytes:
        """Give what comes next, nothing at the end.

        Raises:
            OSError: the connection is cut, or it takes too long.
        """
        self._socket.settimeout(self._deadline.left())
        return self._socket.recv(most)

    def close(self) -> None:
        """Leave, whatever the other end still has to say."""
        self._socket.close()


def _connected(addresses: Sequence[str], port: int, deadline: Deadline) -> socket.socket:
    """Share the time that is left among the addresses: one that swallows everything leaves some to the next."""
    *others, last = addresses
    for place, address in enumerate(others):
        try:
            return _dialled(address, port, deadline.left() / (len(addresses) - place))
        except OSError:
            continue
    return _dialled(last, port, deadline.left())


def _dialled(address: str, port: int, patience: float) -> socket.socket:
    connected = socket.create_connection((address, port), patience)
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connected
