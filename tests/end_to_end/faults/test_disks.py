"""A disk is full, fails, or may only be read: a clear error, nothing half, and the next call works."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from pwd import getpwnam

import pytest
from tests.end_to_end.faults.auditing import audit
from tests.end_to_end.faults.forge import ROOT, Forge, tampered_with
from tests.end_to_end.faults.grounds import LONG, Ground, Town, found, register_on
from tests.end_to_end.faults.writing import story
from tests.postgres_server import Cluster, cluster, connected

from registre_core import AdapterFailure
from registre_core.app import NO_RETRIES
from registre_storage_sqlalchemy import SqlStorage, migrate


@pytest.fixture
def on_small_disk(apart: tuple[str, ...]) -> tuple[str, ...]:
    """Give the command that runs another with a disk at a folder; the size, the folder and that command follow it.

    The disk belongs to the user as whom servers run.
    """
    owner = getpwnam("nobody").pw_uid if os.geteuid() == 0 else os.geteuid()
    script = f'mount -t tmpfs -o "size=$0,uid={owner},mode=700" tmpfs "$1" && shift && exec "$@"'
    return (*apart, "sh", "-c", script)


@pytest.mark.slow
def test_a_full_disk_under_a_file_is_told_and_some_room_is_enough_to_go_on(
    tmp_path: Path, documents: str, on_small_disk: tuple[str, ...]
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    command = [sys.executable, "-W", "error", "-m", "tests.end_to_end.faults.small_disk", str(disk), documents]
    done = subprocess.run(
        [*on_small_disk, "4m", str(disk), *command], cwd=ROOT, capture_output=True, check=True, timeout=LONG
    )
    said = json.loads(done.stdout)
    assert {"full": ["storage-full"] * 2, "reading": "done", "freed": "done", "intact": True} == said


@pytest.fixture
def small_server(postgres_programs: Path, on_small_disk: tuple[str, ...]) -> Iterator[Cluster]:
    """A server with a small disk for tables, beside the one it runs on."""
    with (
        tempfile.TemporaryDirectory(dir="/var/tmp") as disk,  # where a server may look, see conftest.py
        cluster(postgres_programs, Path("/var/tmp"), {}, (*on_small_disk, "32m", disk)) as made,  # noqa: S108
    ):
        with closing(connected(made.address("postgres"))) as connection:
            connection.execute(f"CREATE TABLESPACE small OWNER administrator LOCATION '{disk}'")
        yield made


@pytest.mark.slow
def test_a_full_disk_under_a_server_is_told_and_some_room_is_enough_to_go_on(
    small_server: Cluster, documents: str
) -> None:
    small_server.server.ask("CREATE DATABASE small TABLESPACE small")
    ground = Ground(small_server.server.address("small"), documents)
    migrate(ground.storage)
    with closing(SqlStorage.open(ground.storage)) as storage:
        registre = register_on(storage, documents, NO_RETRIES)
        town = found(registre)
        told = set(story(registre, town.mayor, "before"))
        ballast = filled_but_for(200_000, seen_by(small_server))
        for _ in range(2):
            with pytest.raises(AdapterFailure) as failed:
                for chapter in count(len(told)):
                    told.update(story(registre, town.mayor, str(chapter)))
            assert ("storage-full", False) == (failed.value.code, failed.value.retryable)
        ballast.unlink()
        told.update(story(registre, town.mayor, "freed"))
    assert [] == audit(ground, town, told).troubles


def seen_by(server: Cluster) -> Path:
    """Give the path to the small disk of a server, past the walls it stands behind."""
    [(disk,)] = server.server.ask("SELECT pg_tablespace_location(oid) FROM pg_tablespace WHERE spcname = 'small'")
    assert server.process
    return Path(f"/proc/{server.process.pid}/root{disk}")


def filled_but_for(room: int, disk: Path) -> Path:
    """Put a file on a disk that leaves so many bytes free."""
    ballast, free = disk / "ballast", os.statvfs(disk)
    ballast.write_bytes(b"x" * (free.f_bavail * free.f_frsize - room))
    return ballast


def test_a_commit_that_the_disk_fails_is_asked_for_and_repeated(
    sqlite_ground: Ground, forge: Forge, strace: str
) -> None:
    town = sqlite_ground.found()
    writer = forge.waiting_writer(sqlite_ground, town)
    with tampered_with(writer, strace, "fdatasync", "error=EIO:when=2+3"):
        writer.begin()
        writer.hear(15)
        writer.kill()
    assert [] == writer.failures
    assert [] == audit(sqlite_ground, town, writer.told).troubles


def test_a_server_that_may_only_be_read_says_so_and_is_read_meanwhile(
    postgres_ground: Ground, durable_postgres: Cluster, documents: str
) -> None:
    with closing(SqlStorage.open(postgres_ground.storage)) as storage:
        registre = register_on(storage, documents, NO_RETRIES)
        town = found(registre)
        told = set(story(registre, town.mayor, "before"))
        with only_to_be_read(durable_postgres, storage, town):
            with pytest.raises(AdapterFailure) as failed:
                told.update(story(registre, town.mayor, "meanwhile"))
            assert ["before"] == [site.name for site in registre.workspace.sites(town.mayor).items]
        assert ("storage-read-only", False) == (failed.value.code, failed.value.retryable)
        told.update(story(registre, town.mayor, "after"))
    assert [] == audit(postgres_ground, town, told).troubles


@contextmanager
def only_to_be_read(server: Cluster, storage: SqlStorage, town: Town) -> Iterator[None]:
    """Let a server refuse every change, as one does that follows another; sessions that are open hear of it too."""

    def await_setting(wanted: str) -> None:
        administrator.execute("SELECT pg_reload_conf()")
        found = None
        while found != wanted:
            with storage.database.snapshot(town.workspace) as connection:
                found = connection.exec_driver_sql("SHOW default_transaction_read_only").scalar_one()

    with closing(connected(server.address("postgres"))) as administrator:
        administrator.execute("ALTER SYSTEM SET default_transaction_read_only = on")
        try:
            await_setting("on")
            yield
        finally:
            administrator.execute("SET default_transaction_read_only = off")
            administrator.execute("ALTER SYSTEM RESET default_transaction_read_only")
            await_setting("off")
