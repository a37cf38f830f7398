"""A process that has loaded the command with all it may need, and forks itself for each time it is called.

Python, SQLAlchemy and Alembic take most of a second to load; a fork takes a few milliseconds, and is a process all the
same: with its own folder, settings, streams and exit code, ended by the command's own `main`.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import signal
import sys

SECONDS = 120
"""Then a command that does not end is killed, and its exit code says so."""

LOADED = (
    "registre_cli",
    "registre_storage_sqlalchemy",
    "registre_documents_folder",
    "registre_jobs_procrastinate",
    "registre_documents_obstore",
    "registre_notification_smtp",
    "registre_attestation_ed25519",
    "registre_notification_webhook",
    "registre_signature_pad",
    "registre_signature_qr",
    "registre_rendering_typst",
    "registre_sealing_pyhanko",
    "registre_wording_french",
)
MORE = ("alembic.command", "sqlalchemy.dialects.sqlite", "sqlalchemy.dialects.postgresql.psycopg", "psycopg")
LEFT_OUT = ("migrations",)
"""Alembic alone may load them."""


def load() -> None:
    """Import what the commands import when they are called."""
    for name in LOADED:
        package = importlib.import_module(name)
        for found in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not any(part in LEFT_OUT for part in found.name.split(".")):
                importlib.import_module(found.name)
    for name in MORE:
        importlib.import_module(name)
    gc.freeze()


def become(words: list[str], cwd: str, settings: dict[str, str], out: str, err: str) -> None:
    """Turn this fork into the command, as a shell would start it: nothing to read, and two files to write to."""
    signal.alarm(SECONDS)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(settings)
    for stream, path, mode in ((0, os.devnull, os.O_RDONLY), (1, out, os.O_WRONLY), (2, err, os.O_WRONLY)):
        opened = os.open(path, mode)
        os.dup2(opened, stream)
        os.close(opened)
    sys.argv = ["registre", *words]


def serve() -> None:
    """Fork for every line that asks for a command, and answer with its exit code."""
    with os.fdopen(os.dup(0)) as calls, os.fdopen(os.dup(1), "w", buffering=1) as answers:
        answers.write("ready\n")
        for line in calls:
            child = os.fork()
            if child == 0:
                become(**json.loads(line))
                return  # and the command runs below, past this loop
            answers.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
    os._exit(0)


if __name__ == "__main__":  # the command's own workers load this file as well
    load()
    serve()
    from registre_cli import main

    main()
