"""Processes that use a database as `other_process.py` says, forked from one that has loaded everything.

SQLAlchemy and the core take most of a second to load. A fork is a process all the same: with its own connections and
locks, and it can be killed. What must start by other means, with less rights or watched, is started anew.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Self, TextIO

from attrs import frozen

PROGRAMME = Path(__file__).with_name("other_process.py")


@frozen
class Forking:
    """The process that forks, and the line by which it is asked to; it ends when the line does."""

    process: subprocess.Popen[bytes]
    line: socket.socket

    @classmethod
    @cache
    def of_this_run(cls) -> Self:
        """Start it, once for each worker of the tests."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            command = [sys.executable, str(PROGRAMME), "forking", str(theirs.fileno())]
            return cls(subprocess.Popen(command, pass_fds=[theirs.fileno()]), ours)


@frozen
class Forked:
    """A process, and what it says."""

    _line: socket.socket
    pid: int
    stdout: TextIO

    @classmethod
    def to(cls, *arguments: str) -> Self:
        """Have one forked that does this."""
        line = Forking.of_this_run().line
        reading, writing = os.pipe()
        socket.send_fds(line, [json.dumps(arguments).encode()], [writing])
        os.close(writing)
        return cls(line, int(line.recv(100)), os.fdopen(reading))

    def kill(self) -> None:
        """Kill it, unless it is known to be gone; nobody else gets its number before it was waited for."""
        if not self.stdout.closed:
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> None:
        """Wait until it is gone."""
        if not self.stdout.closed:
            self.stdout.close()
            self._line.send(json.dumps(self.pid).encode())
            self._line.recv(100)

    def said(self) -> str:
        """Wait until it has said all it will, and is gone."""
        said = self.stdout.read()
        self.wait()
        return said
