"""Running the command, within limits, and ending it with all it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from subprocess import DEVNULL, PIPE, Popen

from attrs import frozen

MEBIBYTE = 2**20

KEPT = ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "TMPDIR", "SYSTEMROOT")
"""What a command needs of its host's environment to be found and to find its data; the rest could change results."""

SETTLED = {"LC_ALL": "C", "OMP_THREAD_LIMIT": "1"}
"""Tesseract's own threads wait for each other: one alone is quicker, and five times as quick on a busy machine."""

_OWN_GROUP = None if sys.platform == "win32" else 0


@frozen
class Limits:
    """What one picture may cost."""

    seconds: int = 120
    """Until the command is ended: a dense page of A2 takes 10, and 40 on a machine with five times as much to do."""
    memory: int = 1024 * MEBIBYTE
    """Bytes of address space, where the system can limit another process (Linux)."""
    pixels: int = 40_000_000
    """The largest picture: A2 at 300 dots per inch has 35 million."""


USUAL = Limits()
"""What hosts without machines or scans of their own kind live with."""


@frozen
class Printed:
    """What a command left behind."""

    exit_code: int
    """0, unless it failed; negative, if a signal ended it."""
    output: bytes
    """What it printed."""
    complaints: bytes
    """What it printed to the other side."""


class TookTooLongError(Exception):
    """The command was ended."""


def run(words: Sequence[str], limits: Limits, given: bytes | None = None) -> Printed:
    """Run a command, and give what it prints. No shell reads the words.

    It is limited before it is given anything to read, and stands in a group of processes of its own.

    Raises:
        OSError: it cannot be started.
        TookTooLongError: it was ended, with all it started.
    """
    source = DEVNULL if given is None else PIPE
    with Popen(words, stdin=source, stdout=PIPE, stderr=PIPE, env=_environment(), process_group=_OWN_GROUP) as process:  # noqa: S603  # words of this adapter, and a checked language
        try:
            _limit(process.pid, limits)
            output, complaints = process.communicate(given, timeout=limits.seconds)
        except subprocess.TimeoutExpired as error:
            raise TookTooLongError from error
        finally:
            _end(process)
    return Printed(process.returncode, output, complaints)


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in KEPT if name in os.environ} | SETTLED


def _limit(process: int, limits: Limits) -> None:
    """Limit the command from outside: code that runs between fork and exec is not safe in a host with threads."""
    if sys.platform != "linux":
        return
    import resource

    with suppress(ProcessLookupError, PermissionError):  # it ended at once; or a sandbox forbids it, and time remains
        _, hardest = resource.prlimit(process, resource.RLIMIT_AS)
        most = limits.memory if hardest == resource.RLIM_INFINITY else min(limits.memory, hardest)
        resource.prlimit(process, resource.RLIMIT_AS, (most, most))
        resource.prlimit(process, resource.RLIMIT_CORE, (0, 0))


def _end(process: Popen[bytes]) -> None:
    """End a process and all it started, unless it ended by itself: its number may be another's by now."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
