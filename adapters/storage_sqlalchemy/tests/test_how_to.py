"""The SQL of the how-to does what the page says, on a server on which no register was yet."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url
from tests.postgres_server import Server, connected

from registre_core.kernel.errors import ConfigurationError
from registre_core.testing.contracts.storage.furniture import Furnished, everything, found
from registre_storage_sqlalchemy import SqlStorage, migrate

PAGE = Path(__file__).parents[3] / "docs/how-to/run-on-postgresql.md"
LOGINS = ("registre_admin", "registre_web", "registre_night", "registre_backup")


def statements() -> list[str]:
    blocks = re.findall(r"^```sql\n(.*?)^```", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


class Walked:
    """A server on which somebody followed the page."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def run(self, statement: str, database: str = "postgres") -> None:
        with closing(connected(self.server.address(database, "postgres"))) as superuser:
            superuser.execute(statement)

    def address(self, login: str, database: str = "registre") -> str:
        return self.server.address(database, login)


@pytest.fixture
def walked(other_postgres: Server) -> Iterator[Walked]:
    walked = Walked(other_postgres)
    role, database, *grants = statements()
    walked.run(role)
    walked.run(database)
    migrate(walked.address("registre_admin"))
    for statement in grants:
        walked.run(statement)
    yield walked
    walked.run("DROP DATABASE registre WITH (FORCE)")
    walked.run("DROP DATABASE IF EXISTS restored WITH (FORCE)")
    for name in (*LOGINS, "registre_owner", "registre_application", "registre_operator"):
        walked.run(f"DROP ROLE {name}")


def test_each_program_can_do_what_its_roles_are_for(walked: Walked) -> None:
    with SqlStorage.open(walked.address("registre_web")) as storage:
        there = found(storage, Furnished.new())
        assert everything(storage, there).items
        with pytest.raises(ConfigurationError, match="registre_operator"), storage.operate():
            pass
    with SqlStorage.open(walked.address("registre_night")) as storage, storage.operate() as operations:
        assert [there.workspace.id] == [workspace.id for workspace, _ in operations.workspaces()]


def test_a_backup_comes_back_with_everything(walked: Walked, tmp_path: Path, postgres_programs: Path) -> None:
    def run(program: str, *words: str, login: str) -> int:
        host = str(make_url(walked.address(login)).query["host"])
        connection = f"--host={host}", f"--username={login}"
        return subprocess.run([postgres_programs / program, *connection, *words], check=False, cwd=tmp_path).returncode

    with SqlStorage.open(walked.address("registre_web")) as storage:
        there = found(storage, Furnished.new())
        before = everything(storage, there)
    dump = ("--format=custom", "--file=registre.dump", "--dbname=registre")
    assert 0 != run("pg_dump", *dump, login="registre_admin"), "the page says that it refuses"
    assert 0 == run("pg_dump", *dump, login="registre_backup")
    walked.run("CREATE DATABASE restored TEMPLATE template0")
    assert 0 == run("pg_restore", "--exit-on-error", "--dbname=restored", "registre.dump", login="postgres")
    with SqlStorage.open(walked.address("registre_web", "restored")) as storage:
        assert before == everything(storage, there)
