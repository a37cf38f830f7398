"""Forks a worker for each document, and buries it.

Starting Python and an engine takes a fifth of a second; forking who has both takes a hundredth of that. But a host has
threads, and must not be forked; so it starts this process, which has none, and reads no document itself.

It is the parent of its workers: only who waits for a process knows that its number still means it. It ends when its
host does, and its workers with it.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import socket
import sys
from contextlib import suppress
from mmap import ACCESS_COPY, mmap

from registre_reading_pdf import worker
from registre_reading_pdf.endings import IDLE
from registre_reading_pdf.lines import SocketLine
from registre_reading_pdf.orders import ORDER, RAISE, READY, REPORT

KIB = 1024 if sys.platform == "linux" else 1
"""In which unit the system counts the memory of a process."""

PR_SET_PDEATHSIG = 1
"""Source: prctl(2)."""


def main(number: str) -> None:
    """Take orders over the inherited socket of this number."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # a host that ignores its children would have them lost here, too
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    with socket.socket(fileno=int(number)) as host:
        host.sendall(READY)
        gc.freeze()
        alive: set[int] = set()
        try:
            while serve(host, alive):
                pass
        finally:
            for pid in alive:
                buried(pid)


def serve(host: socket.socket, alive: set[int]) -> bool:
    """Follow one order; false when the host is gone."""
    order, descriptors, _, _ = socket.recv_fds(host, ORDER.size, 2)
    if len(order) < ORDER.size:
        return False
    what, pid = ORDER.unpack(order)
    if what == RAISE:
        pid = raised(host, *descriptors)
        alive.add(pid)
        host.sendall(REPORT.pack(pid, 0))
    else:
        alive.remove(pid)
        host.sendall(REPORT.pack(*buried(pid)))
    return True


def raised(host: socket.socket, line: int, document: int) -> int:
    """Fork a worker, and close what is its own."""
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            host.close()
            _die_with(parent)
            code = _worked(line, document)
        finally:
            os._exit(code)
    os.close(line)
    os.close(document)
    return pid


def buried(pid: int) -> tuple[int, int]:
    """End a worker unless it has ended; tell how it did, and the bytes it held at most."""
    os.kill(pid, signal.SIGKILL)  # one that ended is waited for, and has its number still
    _, status, used = os.wait4(pid, 0)
    return os.waitstatus_to_exitcode(status), used.ru_maxrss * KIB


def _worked(line: int, document: int) -> int:
    with socket.socket(fileno=line) as asked:
        content = mmap(document, 0, access=ACCESS_COPY)
        os.close(document)
        return worker.ended(SocketLine(asked), content)


def _die_with(parent: int) -> None:
    """Ask the kernel to end this process with its parent, where it can; others end when nobody asks them any more."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL))
    if os.getppid() != parent:
        os._exit(IDLE)
