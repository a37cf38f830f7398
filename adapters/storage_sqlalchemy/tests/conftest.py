"""A register in a file of its own, and other processes that use it."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from registre_core.kernel.identifiers import WorkspaceId
from registre_core.testing.builders import a_workspace
from registre_storage_sqlalchemy import SqlStorage

PROGRAMME = Path(__file__).with_name("other_process.py")

Elsewhere = Callable[..., subprocess.Popen[str]]
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
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: object, behind: tuple[str, ...] = ()) -> subprocess.Popen[str]:
        command = [*behind, sys.executable, str(PROGRAMME), *map(str, arguments)]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def answer(elsewhere: Elsewhere) -> Answer:
    """Give what another process says last."""

    def ask(*arguments: object, behind: tuple[str, ...] = ()) -> str:
        said, _ = elsewhere(*arguments, behind=behind).communicate(timeout=60)
        return said.splitlines()[-1]

    return ask
