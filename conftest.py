"""What every test run shares: the examples of README, docs and docstrings are tests too."""

import contextlib
import gc
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import settings
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.integration.pytest import pytest_integration as collector_of  # pytest would take its name for a hook
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser
from tests.compiling import compiled_once
from tests.end_to_end.command_line import registre
from tests.once import made_once
from tests.postgres_server import IN_MEMORY, Cluster, Server, cluster, programs, running
from tests.reused import Janitor, superuser_of
from tests.s3_server import S3Server, s3_server
from tests.time_server import TimeServer, time_server

# Shared machines stall now and then: a law is broken by a counter-example, never by a slow second.
# What decides a landing is the same every time; a developer's runs try something new each.
settings.register_profile("registre", deadline=None, print_blob=True, derandomize="CI" in os.environ)
settings.load_profile("registre")


def enter_a_folder_of_its_own(namespace: dict[str, Any]) -> None:
    """Let the examples of one document write files without touching the tree."""
    stack = namespace["_folder"] = contextlib.ExitStack()
    stack.enter_context(contextlib.chdir(stack.enter_context(tempfile.TemporaryDirectory())))


def leave_it(namespace: dict[str, Any]) -> None:
    """Go back to where pytest was started."""
    namespace.pop("_folder").close()


pytest_collect_file = collector_of(
    Sybil(
        parsers=[PythonCodeBlockParser(), SkipParser()],
        patterns=["README.md", "docs/*.md", "docs/**/*.md"],
        setup=enter_a_folder_of_its_own,
        teardown=leave_it,
    ),
    Sybil(
        parsers=[DocTestParser()],
        patterns=["src/registre_core/*.py", "src/registre_core/**/*.py"],
        document_types={".py": PythonDocStringDocument},
    ),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the slow tests first, so that no worker waits for them at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    """Set ten thousand tests aside for good: no collection of garbage need look through them again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _statements_are_compiled_once() -> Iterator[None]:
    """Let no test compile again what another has compiled for the same kind of database."""
    with compiled_once():
        yield


def found(command: str, package: str) -> str:
    """Find a command that a test needs; without it the test is skipped on one's own machine, and fails in CI."""
    path = shutil.which(command)
    return path or lacking(f"{command}, which Debian has in {package}")


def lacking(what: str) -> NoReturn:
    """Skip a test on one's own machine for what is missing there; in CI it fails."""
    if "CI" in os.environ:
        pytest.fail(f"needs {what}")
    pytest.skip(f"needs {what}")


TOLD_INTO = "à faire/50 % d'été #1"
"""A folder whose name needs care, and whose parent is missing."""


@pytest.fixture(scope="session")
def told_to_a_program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Name where the demonstration was told to a program, with its answer beside what it leaves: nobody touches it."""

    def tell(parent: Path) -> None:
        answer = registre("demo", "--into", TOLD_INTO, "--json", cwd=parent)
        if answer.exit_code or answer.err:
            pytest.fail(f"the demonstration ended with {answer.exit_code}: {answer.err}")
        (parent / "answer.json").write_text(answer.out, encoding="utf-8")

    return made_once("told", tmp_path_factory, tell)


@pytest.fixture(scope="session")
def demonstration(told_to_a_program: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Name a folder with what the demonstration leaves, for all tests that begin where it ends: they work on copies."""
    folder = tmp_path_factory.mktemp("demonstration")
    return shutil.copytree(told_to_a_program / TOLD_INTO, folder, dirs_exist_ok=True)


@pytest.fixture
def strace() -> str:
    """Find what shows, fails and interrupts system calls at the border of the kernel."""
    return found("strace", "strace")


@pytest.fixture
def prlimit() -> str:
    """Find what bounds the files and the memory of a process."""
    return found("prlimit", "util-linux")


@pytest.fixture
def openssl() -> str:
    """Find somebody else's implementation of signatures."""
    return found("openssl", "openssl")


@pytest.fixture
def pdfsig() -> str:
    """Find somebody else's check of sealed documents."""
    return found("pdfsig", "poppler-utils")


@pytest.fixture(scope="session")
def clock_tower(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TimeServer]:
    """Give a server of time stamps."""
    with time_server(found("openssl", "openssl"), tmp_path_factory.mktemp("tsa")) as server:
        yield server


@pytest.fixture
def bound_by_rights() -> tuple[str, ...]:
    """Give the command that makes root obey the rights of files, like anybody else."""
    if os.geteuid() != 0:
        return ()
    powers = "-dac_override,-dac_read_search"
    return (found("setpriv", "util-linux"), f"--bounding-set={powers}", f"--inh-caps={powers}")


@pytest.fixture
def apart() -> tuple[str, ...]:
    """Give the command that runs another where it may mount disks, which nobody else sees and which end with it."""
    found("mount", "mount")
    others = () if os.geteuid() == 0 else ("--user", "--map-current-user", "--keep-caps")
    command = (found("unshare", "util-linux"), *others, "--mount")
    if subprocess.run([*command, "true"], capture_output=True, check=False).returncode:  # noqa: S603  # found above
        lacking("a kernel that lets its user mount disks of his own")
    return command


def programs_of_postgres() -> Path:
    """Find the programs of the newest PostgreSQL there is; that they are missing counts as for `found`."""
    return programs() or Path(found("initdb", "postgresql")).parent


def server_in_memory() -> AbstractContextManager[Server]:
    """Run a server whose data need not outlive it."""
    memory = Path("/dev/shm")  # noqa: S108  # a folder of its own there
    return running(programs_of_postgres(), memory if memory.is_dir() else Path(tempfile.gettempdir()), IN_MEMORY)


@pytest.fixture(scope="session")
def postgres_programs() -> Path:
    """Find the folder of ``pg_dump`` and the others."""
    return programs_of_postgres()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Give a PostgreSQL server: that of REGISTRE_TEST_POSTGRES, or one that runs as long as these tests."""
    if given := os.environ.get("REGISTRE_TEST_POSTGRES"):
        yield Server.at(given)
    else:
        with server_in_memory() as server:
            yield server


@pytest.fixture(scope="session")
def other_postgres() -> Iterator[Server]:
    """Give a server on which no register was ever made, with a superuser ``postgres``."""
    with server_in_memory() as server:
        yield server


@pytest.fixture(scope="session")
def durable_postgres(postgres_programs: Path) -> Iterator[Cluster]:
    """Give a server on the disk that keeps what it acknowledged, as in production; to be killed and started again.

    Not below pytest's temporary folder, which is closed to the user a server must run as when root runs the tests.
    """
    with cluster(postgres_programs, Path("/var/tmp"), {}) as made:  # noqa: S108  # a folder of its own there
        yield made


@pytest.fixture(scope="session")
def bucket_server() -> Iterator[S3Server]:
    """Give a server of buckets: whoever uses it makes one of a name of his own."""
    with s3_server() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Name a file with a register that has nothing in it: copying it is quicker than migrating."""
    from registre_storage_sqlalchemy import migrate

    file = tmp_path_factory.mktemp("template") / "registre.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Give the address of a register that is there, with nothing in it, for this test alone."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'registre.db')}"


@pytest.fixture(scope="session")
def postgres_template(postgres: Server) -> Iterator[str]:
    """Name a database with a register that has nothing in it: copying it is quicker than migrating."""
    from registre_storage_sqlalchemy import migrate

    with postgres.database() as name:
        migrate(postgres.address(name))
        yield name


@pytest.fixture
def postgres_url(postgres: Server, postgres_template: str) -> Iterator[str]:
    """Give the address of a register that is there, with nothing in it, for this test alone."""
    with postgres.database(postgres_template) as name:
        yield postgres.address(name)


@pytest.fixture(scope="session")
def reused_database(postgres: Server, postgres_template: str) -> Iterator[str]:
    """Name the database that tests pass on to each other, empty."""
    with postgres.database(postgres_template) as name:
        yield name


@pytest.fixture(scope="session")
def janitor(postgres: Server, request: pytest.FixtureRequest) -> Iterator[Janitor | None]:
    """Give who empties it; nobody on a server where no superuser is ours."""
    superuser = superuser_of(postgres)
    if superuser is None:
        yield None
        return
    name = request.getfixturevalue("reused_database")
    with Janitor.of(postgres.address(name, superuser)) as janitor:
        yield janitor


@pytest.fixture
def reused_postgres_url(postgres: Server, janitor: Janitor | None, request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the address of a register with nothing in it, others' before and after: only what stands in it may change.

    On a server where no superuser is ours it is this test's alone.
    """
    if janitor is None:
        yield request.getfixturevalue("postgres_url")
        return
    yield postgres.address(request.getfixturevalue("reused_database"))
    janitor.empty()


@pytest.fixture
def bare_postgres_url(postgres: Server) -> Iterator[str]:
    """Give the address of a database with nothing in it at all, for this test alone."""
    with postgres.database() as name:
        yield postgres.address(name)
