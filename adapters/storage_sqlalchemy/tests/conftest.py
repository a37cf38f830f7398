"""A register in a file of its own, and other processes that use it."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from adapters.storage_sqlalchemy.tests.elsewhere import PROGRAMME, Forked

from registre_core.kernel.identifiers import WorkspaceId
from registre_core.testing.builders import a_workspace
from registre_storage_sqlalchemy import SqlStorage

Elsewhere = Callable[..., Forked]
Answer = Callable[..., str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "registre.db"


@pytest.fixture
def database() -> str:
    """What `url` is on; tests that hold on both are parametrised by it."""
    return "sqlite"


@pytest.fixture
def bare_url(database: str, request: pytest.FixtureRequest) -> str:
    """The address of a database in which nothing is."""
    if database == "postgres":
        return str(request.getfixturevalue("bare_postgres_url"))
    return f"sqlite:///{request.getfixturevalue('file')}"


@pytest.fixture
def url(database: str, request: pytest.FixtureRequest) -> str:
    """The address of a register that is there, with nothing in it."""
    return str(request.getfixturevalue(f"{database}_url"))


@pytest.fixture
def storage(url: str) -> Iterator[SqlStorage]:
    with SqlStorage.open(url, patience=10) as storage:
        yield storage


@pytest.fixture
def workspace(storage: SqlStorage) -> WorkspaceId:
    """A workspace with nothing in it."""
    new = a_workspace()
    with storage.found(new.id) as tx:
        tx.workspace.add(new)
        tx.commit()
    return new.id


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    """Start another process; what still runs at the end is killed."""
    started: list[Forked] = []

    def start(*arguments: object) -> Forked:
        started.append(Forked.to(*map(str, arguments)))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def answer() -> Answer:
    """Give what another process says last."""

    def ask(*arguments: object, behind: tuple[str, ...] = ()) -> str:
        command = [*behind, sys.executable, str(PROGRAMME), *map(str, arguments)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=60, check=False)
        return done.stdout.splitlines()[-1]

    return ask
