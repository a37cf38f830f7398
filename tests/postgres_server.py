"""A PostgreSQL server of the test run's own: on a Unix socket only, and gone when the run ends, however it ends."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import psycopg
from attrs import define, frozen
from sqlalchemy import URL, make_url

IN_MEMORY: Mapping[str, str] = {"fsync": "off", "full_page_writes": "off", "autovacuum": "off"}
"""What makes a server quick whose data need not outlive the machine."""

_AS_NOBODY = ("--reuid=nobody", "--regid=nogroup", "--clear-groups") if os.geteuid() == 0 else ()
"""PostgreSQL refuses to run as root."""

_SECONDS = 60


_DEBIAN = Path("/usr/lib/postgresql")
"""Where Debian puts the programs of PostgreSQL, by version; they are on no PATH."""


def programs() -> Path | None:
    """Find the programs of the newest PostgreSQL there is, Debian's first."""
    versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = versions[-1] if versions else shutil.which("initdb")
    return Path(found).parent if found else None


@frozen
class Server:
    """A running server, reached by a login that may create databases and roles and is no superuser."""

    url: URL

    @classmethod
    def at(cls, address: str) -> Self:
        """Use a server that runs elsewhere."""
        return cls(make_url(address).set(drivername="postgresql+psycopg"))

    def address(self, database: str, login: str | None = None) -> str:
        """Give the address of a database, for the tests' own login or another."""
        url = self.url.set(database=database) if login is None else self.url.set(database=database, username=login)
        return url.render_as_string(hide_password=False)

    def ask(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run SQL as it is, outside of any transaction."""
        with closing(connected(self.address(database))) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """Create a database, a copy of another; it is dropped at the end, whoever is still connected."""
        name = f"registre_test_{uuid4().hex}"
        self.ask(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield name
        finally:
            self.ask(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def login(self, *granted: str, rights: str = "") -> Iterator[str]:
        """Create a login that was granted these roles."""
        name = f"registre_test_{uuid4().hex}"
        password = f"PASSWORD '{self.url.password}'" if self.url.password else ""
        self.ask(f"CREATE ROLE {name} LOGIN {rights} {password}")
        try:
            for role in granted:
                self.ask(f"GRANT {role} TO {name}")
            yield name
        finally:
            self.ask(f"DROP ROLE {name}")


def connected(address: str) -> psycopg.Connection[tuple[Any, ...]]:
    """Connect to an address as the register is given them, past everything it does."""
    plain = make_url(address).set(drivername="postgresql")
    return psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True)


@contextmanager
def running(programs: Path, parent: Path, settings: Mapping[str, str]) -> Iterator[Server]:
    """Make a cluster in a folder of this process's own and run it."""
    with cluster(programs, parent, settings) as made:
        yield made.server


@contextmanager
def cluster(
    programs: Path, parent: Path, settings: Mapping[str, str], behind: tuple[str, ...] = ()
) -> Iterator[Cluster]:
    """Make a cluster in a folder of this process's own, and run it by a command that takes another one."""
    _sweep(parent)
    folder = Path(tempfile.mkdtemp(prefix=f"registre-{os.getpid()}-", dir=parent))
    try:
        if _AS_NOBODY:
            shutil.chown(folder, "nobody", "nogroup")
        _initialise(programs, folder)
        made = Cluster(programs, folder, settings, behind)
        made.start()
        try:
            with closing(connected(made.address("postgres"))) as connection:
                connection.execute("CREATE ROLE administrator LOGIN CREATEDB CREATEROLE")
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder)


def _sweep(parent: Path) -> None:
    """Remove what a run that was killed left: its server ended with it, its data did not."""
    for folder in parent.glob("registre-*-*"):
        process = folder.name.split("-")[1]
        if process.isdigit() and not is_running(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def is_running(process: int) -> bool:
    """Tell whether a process is there, whoever it belongs to."""
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except ProcessLookupError:
        return False
    return True


def _initialise(programs: Path, folder: Path) -> None:
    command = [programs / "initdb", "--pgdata", folder / "data", "--username=postgres", "--auth=trust"]
    options = ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]
    made = subprocess.run(
        ["setpriv", *_AS_NOBODY, *map(str, command), *options], cwd="/", capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr


@define
class Cluster:
    """The data of a server, and its process: to be stopped, killed and started again."""

    programs: Path
    folder: Path
    """Its data, its socket and its log."""
    settings: Mapping[str, str]
    behind: tuple[str, ...] = ()
    process: subprocess.Popen[bytes] | None = None

    @property
    def server(self) -> Server:
        """Say how it is reached, running or not."""
        return Server(make_url(self.address("administrator")))

    def address(self, login: str) -> str:
        """Give the address at which a login finds it."""
        return f"postgresql+psycopg://{login}@/postgres?host={self.folder}"

    def start(self, *, patiently: bool = True) -> None:
        """Run the server; the kernel stops it should the thread that calls this end before.

        Args:
            patiently: wait until it takes connections.
        """
        every = {"listen_addresses": "", "unix_socket_directories": str(self.folder), **self.settings}
        options = [f"--{name}={value}" for name, value in every.items()]
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "data"), *options]
        with self._log.open("ab") as messages:
            self.process = subprocess.Popen(
                [*self.behind, "setpriv", "--pdeathsig=INT", *_AS_NOBODY, *command],
                cwd="/",
                stderr=messages,
                start_new_session=True,  # Ctrl-C is for the tests: they stop the server when they are done
            )
        if patiently:
            self.await_answer()

    def await_answer(self) -> None:
        """Wait until it takes connections."""
        for _ in range(_SECONDS * 50):
            assert self.process is not None
            assert self.process.poll() is None, self._log.read_text()
            try:
                connected(self.address("postgres")).close()
            except psycopg.OperationalError:
                time.sleep(0.02)
            else:
                return
        raise TimeoutError(self._log.read_text())

    def stop(self) -> None:
        """Let it roll back what is open, write down what is not, and end."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(_SECONDS)
            self.process = None

    def kill(self) -> None:
        """End it and all its processes at once, as the kernel does when memory runs out, or worse."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)  # or it would start others meanwhile
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for victim in (*map(int, children), self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
        self.process.wait(_SECONDS)
        self.process = None

    @property
    def _log(self) -> Path:
        return self.folder / "log"
