"""Two ways for bytes to go between a host and a worker, and to stop waiting for them."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Timer
from typing import BinaryIO, Protocol

from attrs import define, field


class Gone(Exception):
    """Nobody is at the other end any more."""


class TooLate(Exception):
    """The other end did not answer in time."""


class Line(Protocol):
    """Bytes, both ways."""

    def until(self, seconds: float | None) -> None:
        """Let what follows take so many seconds in all, or for ever."""

    def send(self, data: bytes) -> None:
        """Send all of it.

        Raises:
            Gone, TooLate: in vain.
        """

    def receive(self, size: int) -> bytes:
        """Wait for so many bytes.

        Raises:
            Gone, TooLate: in vain.
        """
        ...

    @property
    def is_quiet(self) -> bool:
        """Whether the other end is surely there and says nothing, as it should between two requests."""
        ...

    def close(self) -> None:
        """Hang up."""


PIECE = 1024 * 1024
"""Bytes received at a time: memory is taken as they arrive, and not because somebody announced them."""


@define(eq=False)
class SocketLine:
    """A Unix socket."""

    _socket: socket.socket
    _deadline: float | None = field(default=None, init=False)

    def until(self, seconds: float | None) -> None:
        self._deadline = None if seconds is None else time.monotonic() + seconds

    def send(self, data: bytes) -> None:
        try:
            self._wait()
            self._socket.sendall(data)
        except TimeoutError as failure:
            raise TooLate from failure
        except OSError as failure:
            raise Gone from failure

    def receive(self, size: int) -> bytes:
        first = self._some(min(size, PIECE))
        if len(first) == size:
            return first
        received = bytearray(first)
        while len(received) < size:
            received += self._some(min(size - len(received), PIECE))
        return bytes(received)

    @property
    def is_quiet(self) -> bool:
        self._socket.settimeout(0)
        try:
            self._socket.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def close(self) -> None:
        self._socket.close()

    def _some(self, most: int) -> bytes:
        try:
            self._wait()
            received = self._socket.recv(most)
        except TimeoutError as failure:
            raise TooLate from failure
        except OSError as failure:
            raise Gone from failure
        if not received:
            raise Gone
        return received

    def _wait(self) -> None:
        if self._deadline is None:
            self._socket.settimeout(None)
        elif (left := self._deadline - time.monotonic()) > 0:
            self._socket.settimeout(left)
        else:
            raise TooLate


@define(eq=False)
class PipeLine:
    """Two pipes. No clock wakes who waits for a pipe, everywhere; so a timer sees to it that the wait ends."""

    _reader: BinaryIO
    _writer: BinaryIO
    _expire: Callable[[], None]
    """Makes the other end go, or this one."""
    _timer: Timer | None = field(default=None, init=False)
    _is_late: bool = field(default=False, init=False)

    def until(self, seconds: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if seconds is not None:
            self._timer = Timer(seconds, self._end)
            self._timer.daemon = True
            self._timer.start()

    def send(self, data: bytes) -> None:
        try:
            self._writer.write(data)
            self._writer.flush()
        except (OSError, ValueError) as failure:
            raise self._left() from failure

    def receive(self, size: int) -> bytes:
        received = bytearray()
        while len(received) < size:
            try:
                piece = self._reader.read(min(size - len(received), PIECE))
            except (OSError, ValueError) as failure:
                raise self._left() from failure
            if not piece:
                raise self._left()
            received += piece
        return bytes(received)

    @property
    def is_quiet(self) -> bool:
        return False  # nobody can tell, everywhere

    def close(self) -> None:
        self.until(None)
        for pipe in (self._reader, self._writer):
            with suppress(OSError):  # what was not sent is not needed
                pipe.close()

    def _end(self) -> None:
        self._is_late = True
        self._expire()

    def _left(self) -> Gone | TooLate:
        return TooLate() if self._is_late else Gone()
