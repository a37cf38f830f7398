"""Databases to be spoiled, and the table of what was survived."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.end_to_end.faults.forge import Forge, forging
from tests.end_to_end.faults.grounds import Ground
from tests.end_to_end.faults.tallies import Tally, table
from tests.postgres_server import Cluster

from registre_storage_sqlalchemy import migrate

TALLIES = pytest.StashKey[list[Tally]]()

Tell = Callable[[str], None]


@pytest.fixture(scope="session")
def forge() -> Iterator[Forge]:
    """Where writers come from."""
    with forging() as forge:
        yield forge


@pytest.fixture
def documents(tmp_path: Path) -> str:
    """The address of a folder for documents."""
    folder = tmp_path / "documents"
    folder.mkdir()
    return f"file://{folder}"


@pytest.fixture
def sqlite_ground(sqlite_url: str, documents: str) -> Ground:
    """A register in a file on the disk."""
    return Ground(sqlite_url, documents)


@pytest.fixture(scope="session")
def durable_template(durable_postgres: Cluster) -> Iterator[str]:
    """Name a database with a register that has nothing in it, on the server that writes to the disk."""
    with durable_postgres.server.database() as name:
        migrate(durable_postgres.server.address(name))
        yield name


@pytest.fixture
def postgres_ground(durable_postgres: Cluster, durable_template: str, documents: str) -> Iterator[Ground]:
    """A register on a server that writes to the disk."""
    with durable_postgres.server.database(durable_template) as name:
        yield Ground(durable_postgres.server.address(name), documents)


@pytest.fixture(params=["sqlite", "postgres"])
def ground(request: pytest.FixtureRequest) -> Ground:
    """A register on each database in turn."""
    ground: Ground = request.getfixturevalue(f"{request.param}_ground")
    return ground


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Tally:
    """Count what happens in this test; the table at the end of the run shows it."""
    tally = Tally(request.node.name.removeprefix("test_"))
    request.config.stash.setdefault(TALLIES, []).append(tally)
    return tally


@pytest.fixture
def tell(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Tell:
    """Tell how far a long test is, where somebody watches."""

    def told(line: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"    {line}\n")

    return told if request.config.get_verbosity() > 0 else lambda _: None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Show the figures."""
    if tallies := config.stash.get(TALLIES, []):
        terminalreporter.section("faults survived")
        for line in table(tallies):
            terminalreporter.write_line(line)
