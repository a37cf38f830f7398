"""Databases to be measured on: on the disk (where TMPDIR says), and as durable as in production."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from uuid import uuid4

from sqlalchemy import make_url
from tests.postgres_server import Server, programs, running

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


@contextmanager
def scratch() -> Iterator[str]:
    """Give the address of an empty database in a file."""
    with TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder, 'peers.db')}"


@contextmanager
def beside(url: str) -> Iterator[str]:
    """Give the address of an empty database next to one of these: peers keep their own tables in it."""
    if make_url(url).get_backend_name() == "sqlite":
        with scratch() as address:
            yield address
        return
    server, name = Server.at(url), f"peers_{uuid4().hex}"
    server.ask(f"CREATE DATABASE {name}")  # goes with its server: to drop it, one would have to stop what vacuums it
    yield server.address(name)


def _programs() -> Path:
    found = programs()
    assert found, "needs PostgreSQL: apt-get install postgresql"
    return found


DATABASES: Mapping[str, Callable[[], AbstractContextManager[str]]] = {"SQLite": sqlite, "PostgreSQL": postgresql}
"""By the name that tables call them."""
