"""Keys that a program prints: one that asks a vault, or decrypts a file for this machine alone."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from subprocess import DEVNULL, PIPE, Popen
from threading import Event, Timer

from registre_core.kernel.errors import AdapterFailure
from registre_core.plugins.key_files import LARGEST

PATIENCE = 30.0
"""Seconds a program has."""


def printed_by(words: Sequence[str], *, patience: float = PATIENCE) -> bytes:
    """Run a program and give what it prints, no more than a key can be. No shell reads the words.

    It stands in a group of processes of its own, so that what it started is ended with it when it takes too long: a
    process that holds its output open would be waited for, for ever.

    Raises:
        AdapterFailure: ``key-command-failed``: it cannot be started, ends with another exit code than 0, takes
            too long, or prints too much.
    """
    try:
        with Popen(words, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, process_group=_OWN_GROUP) as process:  # noqa: S603  # the operator's own
            return _read(process, words[0], patience)
    except OSError as error:
        raise _failed(words[0], error.strerror or type(error).__name__) from error


_OWN_GROUP = None if sys.platform == "win32" else 0


def _read(process: Popen[bytes], program: str, patience: float) -> bytes:
    late = Event()
    timer = Timer(patience, _end, (process, late))
    timer.start()
    try:
        printed = process.stdout.read(LARGEST) if process.stdout else b""
        exit_code = process.wait() if len(printed) < LARGEST else 0
    finally:
        timer.cancel()
        _end(process)
    if late.is_set():
        raise _failed(program, f"no key after {patience:g} seconds")
    if exit_code:
        raise _failed(program, f"exit code {exit_code}", exit_code=exit_code)
    if len(printed) == LARGEST:
        raise _failed(program, "more than a key can be")
    return printed


def _end(process: Popen[bytes], late: Event | None = None) -> None:
    """End a process and all it started, unless it ended by itself: its number may be another's by now."""
    if process.returncode is not None:
        return
    if late:
        late.set()
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _failed(program: str, system: str, **facts: int) -> AdapterFailure:
    said = f"the program that gives the key, {program}, failed: {system}; run it by hand to see why"
    return AdapterFailure("key-command-failed", said, {"program": program, **facts})
