"""Databases to be measured on: on the disk (where TMPDIR says), and as durable as in production."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from tests.postgres_server import programs, running

from registre_storage_sqlalchemy import migrate


@contextmanager
def sqlite() -> Iterator[str]:
    """Give the address of a register in a file, synchronous FULL."""
    with TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder, 'registre.db')}"
        migrate(address)
        yield address


@contextmanager
def postgresql() -> Iterator[str]:
    """Give the address of a register on a server of its own, fsync on, through a Unix socket."""
    with running(_programs(), Path(gettempdir()), {}) as server, server.database() as name:
        address = server.address(name)
        migrate(address)
        yield address


def _programs() -> Path:
    found = programs()
    assert found, "needs PostgreSQL: apt-get install postgresql"
    return found


DATABASES: Mapping[str, Callable[[], AbstractContextManager[str]]] = {"SQLite": sqlite, "PostgreSQL": postgresql}
"""By the name that tables call them."""
