"""Starting a Python of our own beside the host's."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from registre_core.kernel.errors import AdapterFailure

BOOT = "import sys; sys.path[:] = sys.argv[3:]; from registre_reading_pdf import {0}; {0}.main(sys.argv[1])"
"""What it runs: it finds modules where its host does, wherever that was told to look."""

PYTHON = re.compile(r"python[\d.]*[a-z]?(\.exe)?")
"""How an interpreter is called. Others are applications with one inside: starting those again would be no good."""

PATIENCE = 60.0
"""Seconds for a Python to start, or to fork: more than the busiest machine needs."""

SAID = 2000
"""Bytes of what a failing Python says last."""


def interpreters() -> Iterator[str]:
    """Name what may run Python here, the likeliest first."""
    if not getattr(sys, "frozen", False):
        yield sys.executable or ""
        yield getattr(sys, "_base_executable", "") or ""
        yield from (str(Path(prefix) / "bin" / "python3") for prefix in (sys.prefix, sys.base_prefix))


def interpreter() -> str:
    """Choose one.

    Raises:
        AdapterFailure: ``pdf-worker-not-started``.
    """
    for path in interpreters():
        if PYTHON.fullmatch(Path(path).name) and Path(path).is_file():
            return path
    raise not_started("this application does not say where its Python is")


def started(
    module: str, argument: str, *, pipes: int, errors: BinaryIO, passed: tuple[int, ...] = ()
) -> subprocess.Popen[bytes]:
    """Run the `main` of one of our modules; it inherits nothing but what is passed to it.

    Raises:
        AdapterFailure: ``pdf-worker-not-started``.
    """
    boot = BOOT.format(module)
    command = [interpreter(), "-W", "ignore", "-c", boot, argument, "--", *map(str, sys.path)]
    try:
        return subprocess.Popen(  # noqa: S603  # our own interpreter
            command, stdin=pipes, stdout=pipes, stderr=errors, pass_fds=passed, start_new_session=True
        )
    except OSError as failure:
        raise not_started(failure.strerror or type(failure).__name__) from failure


def said(errors: BinaryIO) -> str:
    """Give the last line of what a Python said that did not start."""
    errors.seek(max(0, errors.seek(0, os.SEEK_END) - SAID))
    lines = errors.read().decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")


def not_started(why: str) -> AdapterFailure:
    """Tell that there is nobody to read."""
    told = f"no process that reads PDF files could be started: {why}"
    return AdapterFailure("pdf-worker-not-started", told, {"reason": why[:SAID]})
