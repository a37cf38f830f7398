"""Starting writers, hearing what was acknowledged to them, and killing them."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from select import select
from threading import Thread
from time import sleep
from typing import Any, BinaryIO
from uuid import UUID

from attrs import define, field
from tests.end_to_end.faults.grounds import LONG, Ground, Town
from tests.end_to_end.faults.writing import Change

ROOT = Path(__file__).parents[3]

SOON = 0.012
"""Seconds within which a kill comes: as long as a few changes take, so that it hits each of their steps."""


@define
class Writer:
    """A process that writes, and what it said so far."""

    process: int
    line: socket.socket
    unfinished: bytes = b""
    """The beginning of what it is saying."""
    told: set[Change] = field(factory=set)
    """The changes that were acknowledged to it."""
    failures: list[str] = field(factory=list)
    """Codes of what failed."""

    def begin(self) -> None:
        """Let it write; who was killed while he waited for the word has written nothing."""
        with suppress(BrokenPipeError):
            self.line.sendall(b".")

    def hear(self, changes: int) -> None:
        """Wait until so many more changes were acknowledged."""
        wanted = len(self.told) + changes
        while len(self.told) < wanted:
            assert self._listen(), f"the writer ended by itself, after {self.failures}"

    def catch_up(self) -> None:
        """Hear what it has said by now."""
        while select([self.line], [], [], 0)[0] and self._listen():
            pass

    def kill(self) -> None:
        """Kill it, and hear what it had said before."""
        os.kill(self.process, signal.SIGKILL)
        self.bury()

    def bury(self) -> None:
        """Hear all it said before it was killed."""
        with suppress(ConnectionResetError):  # it died before it heard that it may begin
            while self._listen():
                pass
        self.line.close()

    def _listen(self) -> bool:
        """Wait until it says something; tell whether it did, or is dead."""
        said = self.line.recv(65_536)
        *lines, self.unfinished = (self.unfinished + said).split(b"\n")
        for line in lines:
            self._note(json.loads(line))
        return bool(said)

    def _note(self, said: Any) -> None:  # noqa: ANN401  # a change or a failure, see `writing`
        if isinstance(said, list):
            kind, subject = said
            self.told.add((kind, UUID(subject)))
        else:
            self.failures.append(said["failed"])


@define
class Forge:
    """Where writers are forked."""

    orders: BinaryIO
    door: socket.socket
    started: int = 0

    def writer(self, ground: Ground, town: Town) -> Writer:
        """Start a writer, and let it write."""
        writer = self.waiting_writer(ground, town)
        writer.begin()
        return writer

    def waiting_writer(self, ground: Ground, town: Town) -> Writer:
        """Start a writer that has opened the register and not begun yet."""
        self.started += 1
        order = {
            "told_at": self.door.getsockname(),
            "storage": ground.storage,
            "documents": ground.documents,
            "workspace": str(town.workspace),
            "administrator": str(town.administrator),
            "name": f"{os.getpid()}.{self.started}",
        }
        self.orders.write(f"{json.dumps(order)}\n".encode())
        self.orders.flush()
        line, _ = self.door.accept()
        line.settimeout(LONG)
        return Writer(int(line.recv(64)), line)


@contextmanager
def forging() -> Iterator[Forge]:
    """Load the library in a process that forks writers from then on; none outlives it by more than one word."""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as door:
        door.bind(f"{folder}/answers")
        door.listen()
        door.settimeout(LONG)
        command = [sys.executable, "-W", "error", "-m", "tests.end_to_end.faults.writing"]
        with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE) as process:
            assert process.stdin is not None
            with suppress(BrokenPipeError):
                yield Forge(process.stdin, door)  # type: ignore[arg-type]  # what a pipe gives


@contextmanager
def tampered_with(writer: Writer, strace: str, calls: str, how: str) -> Iterator[None]:
    """Let the kernel fail a writer that waits, or kill it, at some of these system calls.

    Args:
        writer: who waits.
        strace: the command.
        calls: such as ``pwrite64,fdatasync``.
        how: such as ``signal=KILL:when=7`` or ``error=EIO:when=2+3``.
    """
    command = [strace, "-p", str(writer.process), "-f", "-e", f"trace={calls}", "-e", f"inject={calls}:{how}"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as tracer:
        assert tracer.stderr is not None
        assert b"attached" in (said := tracer.stderr.readline()), said
        listening = Thread(target=tracer.stderr.read)  # or it would wait for a reader
        listening.start()
        try:
            yield
        finally:
            tracer.terminate()
            listening.join()


def soon(chance: Random) -> None:
    """Let a short time pass that nobody foresees."""
    sleep(chance.uniform(0, SOON))
