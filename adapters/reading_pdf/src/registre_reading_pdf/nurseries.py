"""A nursery, as its host sees it: the origin of workers where processes can be forked."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
from threading import Lock
from typing import Self

from attrs import define, field

from registre_reading_pdf.endings import KILLED, Ending
from registre_reading_pdf.lines import SocketLine
from registre_reading_pdf.orders import BURY, ORDER, RAISE, READY, REPORT
from registre_reading_pdf.spool import Document
from registre_reading_pdf.starting import PATIENCE, not_started, said, started

LEAVING = 5.0
"""Seconds for a nursery to go when it is told to."""

LOST = Ending(-(KILLED or 9))
"""How a worker ended whose nursery is gone: a machine without memory kills them both."""


@define(eq=False)
class Forked:
    """A worker that a nursery forked."""

    line: SocketLine
    """Where it is spoken to."""
    _pid: int
    _nursery: Nursery
    content: None = None
    """It was given the file."""

    @property
    def is_waiting(self) -> bool:
        """Whether it is there, and says nothing."""
        return self.line.is_quiet

    def end(self) -> Ending:
        """End it unless it has ended, and tell how it did."""
        self.line.close()
        return self._nursery.buried(self._pid)

    def abandon(self) -> None:
        """Let go of it, in a process that only inherited it."""
        self.line.close()


@define(eq=False)
class Nursery:
    """The process that forks workers."""

    _process: subprocess.Popen[bytes]
    _orders: socket.socket
    _lock: Lock = field(factory=Lock, init=False)

    @classmethod
    def begun(cls) -> Self:
        """Start one, and wait until it is ready.

        Raises:
            AdapterFailure: ``pdf-worker-not-started``.
        """
        ours, theirs = socket.socketpair()
        with tempfile.TemporaryFile(prefix="registre-") as errors, theirs:
            number = theirs.fileno()
            try:
                process = started("nursery", str(number), pipes=subprocess.DEVNULL, errors=errors, passed=(number,))
            except BaseException:
                ours.close()
                raise
            theirs.close()
            nursery = cls(process, ours)
            ours.settimeout(PATIENCE)
            try:
                if _received(ours, len(READY)) == READY:
                    return nursery
            except OSError:
                pass
            except BaseException:
                nursery.close()
                raise
            nursery.close()
            raise not_started(said(errors))

    def raised(self, document: Document) -> Forked:
        """Fork a worker for a document.

        Raises:
            OSError: the nursery is lost.
            InvalidInput: ``reading-closed``.
        """
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                descriptor = document.descriptor()
                try:
                    pid, _ = self._ordered(RAISE, 0, [theirs.fileno(), descriptor])
                finally:
                    os.close(descriptor)
        except BaseException:
            ours.close()
            raise
        return Forked(SocketLine(ours), pid, self)

    def buried(self, pid: int) -> Ending:
        """End a worker unless it has ended, and tell how it did."""
        try:
            return Ending(*self._ordered(BURY, pid))
        except OSError:
            return LOST

    def close(self) -> None:
        """End it, and its workers with it."""
        self._orders.close()
        try:
            self._process.wait(LEAVING)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def abandon(self) -> None:
        """Let go of it, in a process that only inherited it."""
        self._orders.close()
        self._process.returncode = 0  # it is another's child: nobody here may wait for it

    def _ordered(self, what: bytes, pid: int, descriptors: list[int] | None = None) -> tuple[int, int]:
        with self._lock:
            try:
                socket.send_fds(self._orders, [ORDER.pack(what, pid)], descriptors or [])
                number, peak = REPORT.unpack(_received(self._orders, REPORT.size))
            except BaseException:  # an interrupt, too: whoever came next would hear the answer to another
                self._orders.close()
                raise
        return number, peak


def _received(orders: socket.socket, size: int) -> bytes:
    received = b""
    while len(received) < size:
        piece = orders.recv(size - len(received))
        if not piece:
            raise ConnectionResetError
        received += piece
    return received


@define(eq=False)
class Nurseries:
    """Has workers forked by a nursery, which is started when first needed, and again if it is lost."""

    _nursery: Nursery | None = field(default=None, init=False)
    _lock: Lock = field(factory=Lock, init=False)

    def raised(self, document: Document) -> Forked:
        """Make a worker for a document.

        Raises:
            AdapterFailure: ``pdf-worker-not-started``.
            InvalidInput: ``reading-closed``.
        """
        nursery = self._current()
        try:
            return nursery.raised(document)
        except OSError:
            self._lost(nursery)
        try:
            return self._current().raised(document)
        except OSError as failure:
            raise not_started("it does not stay") from failure

    def close(self) -> None:
        """End the nursery, and all its workers."""
        with self._lock:
            nursery, self._nursery = self._nursery, None
        if nursery is not None:
            nursery.close()

    def abandon(self) -> None:
        """Let go of it, in a process that only inherited it."""
        nursery, self._nursery = self._nursery, None
        self._lock = Lock()
        if nursery is not None:
            nursery.abandon()

    def _current(self) -> Nursery:
        with self._lock:
            if self._nursery is None:
                self._nursery = Nursery.begun()
            return self._nursery

    def _lost(self, nursery: Nursery) -> None:
        with self._lock:
            if self._nursery is nursery:
                self._nursery = None
        nursery.close()
