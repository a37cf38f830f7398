"""Backup and restore, as the how-to has them: scripts, run beside a writer, whose copies are restored elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from secrets import token_bytes
from threading import Event
from time import sleep

import pytest
from attrs import define, field
from tests.end_to_end.command_line import COMMAND, environment, names, registre
from tests.postgres_server import Server
from tests.reused import superuser_of

from registre_core import Actor, Client, Host, Registre
from registre_core.kernel.identifiers import SiteId
from registre_core.workspace import Category, ErpType

pytestmark = pytest.mark.slow  # processes, and a writer beside them

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
WAITS = """#!/bin/sh
touch "{folder}/waiting"
while [ ! -e "{folder}/go" ]; do sleep 0.01; done
exec {tar} "$@"
"""
"""A tar that lets others write first: what they file by then is in no copy of the database that is done already."""
SECONDS = 60


@define
class Clerk:
    """Somebody who files documents, one after the other, while the backup runs."""

    registre: Registre
    actor: Actor
    site: SiteId
    filed: int = 0
    over: Event = field(factory=Event)

    def file(self) -> None:
        """Store what nobody has stored yet, and refer to it."""
        content = BytesIO(b"%PDF-1.7\n" + token_bytes(2_000))
        document = self.registre.documents.store(self.actor, content, name="plan.pdf")
        self.registre.documents.file(self.actor, site=self.site, title=f"Plan {self.filed}", document=document)
        self.filed += 1

    def go_on(self) -> None:
        while not self.over.wait(0.02):
            self.file()


@contextmanager
def at_work(address: str, documents: Path) -> Iterator[Clerk]:
    """Make a workspace, and let somebody file documents there meanwhile."""
    documents.mkdir(exist_ok=True)
    with Host.discover().open(storage=address, documents=documents.as_uri()) as registre_:
        founded = registre_.workspace.found(Actor.operator(), name="Ville de Montreval", administrator="Anne Petit")
        actor = Actor.user(founded.administrator.id, founded.workspace.id, client=Client.web("1.47"))
        site = registre_.workspace.add_site(actor, name="École", erp_type=ErpType.R, category=Category.FOURTH)
        clerk = Clerk(registre_, actor, site.id)
        clerk.file()
        with ThreadPoolExecutor(1) as executor:
            working = executor.submit(clerk.go_on)
            try:
                yield clerk
            finally:
                clerk.over.set()
            working.result()


def run(script: str, *words: str | Path, path: str, expected: int = 0, command: str = str(COMMAND)) -> str:
    done = subprocess.run(
        [HOW_TO / script, *words],
        env=environment(PATH=path, REGISTRE=command),
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert expected == done.returncode, done.stderr
    return done.stdout if expected == 0 else done.stderr


@contextmanager
def backing_up(address: str, documents: Path, folder: Path, path: str) -> Iterator[Future[str]]:
    """Back up, and stop where the database is copied and the documents are not yet."""
    tools = folder / "tools"
    tools.mkdir()
    (tools / "tar").write_text(WAITS.format(folder=tools, tar=shutil.which("tar")))
    (tools / "tar").chmod(0o755)
    with ThreadPoolExecutor(1) as executor:
        copying = executor.submit(run, "backup.sh", address, documents, folder / "backup", path=f"{tools}:{path}")
        try:
            while not (tools / "waiting").exists() and not copying.done():
                sleep(0.01)
            yield copying
        finally:
            (tools / "go").touch()


@pytest.fixture
def path(postgres_programs: Path) -> str:
    return f"{postgres_programs}:{os.environ['PATH']}"


@pytest.fixture(params=["sqlite", "postgres"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str, str]]:
    """Give a register, how a backup reaches it, and where it is restored to: each database in turn."""
    if request.param == "sqlite":
        here = request.getfixturevalue("sqlite_url")
        yield here, here, f"sqlite:///{tmp_path}/restored.db"
        return
    server: Server = request.getfixturevalue("postgres")
    here, superuser = request.getfixturevalue("postgres_url"), superuser_of(server)
    mighty = Server.at(server.address("postgres", superuser))
    as_the_page_says = mighty.login("pg_read_all_data", rights="BYPASSRLS")
    with server.database() as there, as_the_page_says as backup:
        name = here.partition("?")[0].rpartition("/")[2]
        yield here, server.address(name, backup), server.address(there, superuser)


def test_what_is_backed_up_beside_a_writer_is_restored_whole_elsewhere(
    places: tuple[str, str, str], path: str, tmp_path: Path
) -> None:
    here, as_backup, there = places
    key = registre("keygen", "ed25519:ancre.key", "--json", cwd=tmp_path).json["key"]
    with at_work(here, tmp_path / "documents") as clerk:
        anchored = registre("anchor", here, "--key", "ed25519:ancre.key", "--json", cwd=tmp_path)
        before = clerk.filed
        with backing_up(as_backup, tmp_path / "documents", tmp_path, path) as copying:
            copied = clerk.filed
            while clerk.filed < copied + 3 and not copying.done():
                sleep(0.01)
        copy = copying.result().strip()
    verified = ("--anchor", tmp_path / anchored.json["file"], "--key", key, "--json")
    told = run("restore.sh", copy, there, tmp_path / "elsewhere", *verified, path=path)

    assert '"intact": true' in told
    assert before <= all_read(there, tmp_path / "elsewhere", clerk.actor) <= copied + 1


def all_read(address: str, documents: Path, actor: Actor) -> int:
    """Open every document that a register names, which checks its digest, and count them."""
    with Host.discover().open(storage=address, documents=documents.as_uri()) as registre_:
        count, after = 0, None
        while True:
            page = registre_.documents.page(actor, after=after, limit=50)
            for filed in page.items:
                with registre_.documents.open(actor, filed.id) as stream:
                    assert stream.read()
            count, after = count + len(page.items), page.next
            if after is None:
                return count


@pytest.fixture
def made(sqlite_url: str, tmp_path: Path, path: str) -> tuple[str, Path]:
    """Back up a register that nobody writes to any more; give its address, and the copy."""
    with at_work(sqlite_url, tmp_path / "documents"):
        pass
    return sqlite_url, Path(
        run("backup.sh", sqlite_url, tmp_path / "documents", tmp_path / "backup", path=path).strip()
    )


def test_another_night_adds_what_is_new_and_keeps_what_was_there(
    made: tuple[str, Path], path: str, tmp_path: Path
) -> None:
    address, first = made
    for file in (first, first.with_suffix(".documents")):
        file.rename(file.with_stem("2020-01-01T00-00-00Z"))
    pool = tmp_path / "backup" / "documents"
    kept = places_of(pool)
    with at_work(address, tmp_path / "documents"):
        pass
    run("backup.sh", address, tmp_path / "documents", tmp_path / "backup", path=path)

    assert kept.items() < places_of(pool).items()
    assert 2 == len(list(first.parent.glob("*.db")))


def test_a_night_without_anything_new_is_a_backup_too(made: tuple[str, Path], path: str, tmp_path: Path) -> None:
    shutil.rmtree(made[1].parent)
    copy = Path(run("backup.sh", made[0], tmp_path / "documents", tmp_path / "backup", path=path).strip())
    assert [copy, copy.with_suffix(".documents")] == sorted(copy.parent.iterdir())


def test_what_a_backup_that_was_killed_left_is_tidied(made: tuple[str, Path], path: str, tmp_path: Path) -> None:
    made[1].rename(made[1].with_name("2020-01-01T00-00-00Z.db.part"))
    made[1].with_suffix(".documents").unlink()
    (tmp_path / "backup" / "arriving").mkdir()
    run("backup.sh", made[0], tmp_path / "documents", tmp_path / "backup", path=path)

    assert ["documents", "registers"] == names(tmp_path / "backup")
    assert [".db", ".documents"] == [Path(name).suffix for name in names(tmp_path / "backup" / "registers")]


def places_of(folder: Path) -> dict[Path, int]:
    """Say where the disk has each file: a copy that is made anew lies elsewhere."""
    return {file: file.stat().st_ino for file in folder.rglob("*") if file.is_file()}


def test_a_document_that_was_altered_on_its_disk_is_no_backup(sqlite_url: str, tmp_path: Path, path: str) -> None:
    with at_work(sqlite_url, tmp_path / "documents"):
        pass
    one = next(file for file in (tmp_path / "documents").rglob("*") if file.is_file() and len(file.name) == 64)
    one.write_bytes(b"other")
    told = run("backup.sh", sqlite_url, tmp_path / "documents", tmp_path / "backup", path=path, expected=1)

    assert one.name in told
    assert [] == list((tmp_path / "backup" / "registers").iterdir())


def test_nothing_is_restored_over_anything(made: tuple[str, Path], tmp_path: Path, path: str) -> None:
    address, copy = made
    over_documents = run(
        "restore.sh", copy, f"sqlite:///{tmp_path}/new.db", tmp_path / "documents", path=path, expected=1
    )
    over_database = run("restore.sh", copy, address, tmp_path / "new", path=path, expected=1)

    assert "nothing is restored over anything" in over_documents
    assert "nothing is restored over anything" in over_database
    assert not (tmp_path / "new").exists()


def test_a_document_that_was_altered_in_the_backup_is_found(made: tuple[str, Path], tmp_path: Path, path: str) -> None:
    one = next(file for file in (tmp_path / "backup" / "documents").rglob("*") if file.is_file())
    one.write_bytes(b"other")
    told = run("restore.sh", made[1], f"sqlite:///{tmp_path}/new.db", tmp_path / "new", path=path, expected=1)

    assert one.name in told
    assert not (tmp_path / "new.db").exists()


def test_a_document_that_the_backup_lost_is_missed(made: tuple[str, Path], tmp_path: Path, path: str) -> None:
    one = next(file for file in (tmp_path / "backup" / "documents").rglob("*") if file.is_file())
    one.unlink()
    told = run("restore.sh", made[1], f"sqlite:///{tmp_path}/new.db", tmp_path / "new", path=path, expected=1)

    assert one.name in told
    assert ["new", "new.db"] == [name for name in ("new", "new.db") if not (tmp_path / name).exists()]


def test_nothing_is_restored_where_nothing_could_verify_it(made: tuple[str, Path], tmp_path: Path, path: str) -> None:
    to = (made[1], f"sqlite:///{tmp_path}/new.db", tmp_path / "new")
    told = run("restore.sh", *to, path=path, expected=1, command="/nowhere/registre")

    assert "/nowhere/registre" in told
    assert not (tmp_path / "new").exists()


def test_what_is_named_in_the_backup_lies_on_its_disk_before(sqlite_url: str, path: str, tmp_path: Path) -> None:
    """Or a cut of the power leaves an empty file under the digest, which every later backup takes for a copy."""
    with at_work(sqlite_url, tmp_path / "documents"):
        pass
    tools, log = tmp_path / "tools", tmp_path / "log"
    tools.mkdir()
    for tool in ("sync", "cp", "mv"):
        (tools / tool).write_text(f'#!/bin/sh\necho {tool} >> {log}\nexec {shutil.which(tool)} "$@"\n')
        (tools / tool).chmod(0o755)
    run("backup.sh", sqlite_url, tmp_path / "documents", tmp_path / "backup", path=f"{tools}:{path}")

    assert ["sync", "cp", "mv", "sync", "mv", "sync"] == log.read_text().split()


def test_a_backup_is_for_its_owner_alone(made: tuple[str, Path], tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    assert [] == [one for one in (backup, *backup.rglob("*")) if one.stat().st_mode & 0o077]
