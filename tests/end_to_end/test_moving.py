"""A workspace moves from one database to another one, by a process that may be killed on its way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from attrs import evolve
from tests.usecases.moved_town import fill
from tests.usecases.scenarios_moving import archive_of
from tests.usecases.town import Town, found_a_town

from registre_core import Actor, NotFound, Registre, assemble
from registre_core.testing.memory import MemoryDocuments
from registre_documents_folder.folder import FolderDocuments
from registre_storage_sqlalchemy import SqlStorage

KILLS = range(2, 30, 9) if "REGISTRE_FAULT_ROUNDS" not in os.environ else range(1, 30)
"""After so many parts a loading process kills itself; CI tries a few places, `./dev faults` every one."""

LISTS = (
    *(("workspace", question) for question in ("sites", "contractors", "contacts")),
    *(("rights", question) for question in ("users", "profiles")),
    *((room, "page") for room in ("interventions", "permits", "findings", "commissions", "logbook", "documents")),
    ("billing", "invoices"),
)
"""What people ask for."""


@pytest.fixture(scope="module")
def town() -> Town:
    founded = found_a_town()
    fill(founded)
    return founded


@pytest.fixture(scope="module")
def archive(town: Town) -> bytes:
    return archive_of(town).getvalue()


@pytest.fixture
def on_sqlite(town: Town, sqlite_url: str) -> Iterator[Registre]:
    with SqlStorage.open(sqlite_url) as storage:
        yield assemble(evolve(town.registre.ports, storage=storage, documents=MemoryDocuments()))


@pytest.fixture
def on_postgres(town: Town, reused_postgres_url: str) -> Iterator[Registre]:
    with SqlStorage.open(reused_postgres_url) as storage:
        yield assemble(evolve(town.registre.ports, storage=storage, documents=MemoryDocuments()))


def carried_in(registre: Registre, town: Town, archive: bytes) -> bytes:
    """Carry the town in, and out again."""
    registre.moving.stage(Actor.operator(), BytesIO(archive))
    registre.moving.finish(town.operator)
    again = BytesIO()
    registre.moving.export(town.operator, again)
    return again.getvalue()


def test_from_memory_to_sqlite_to_postgres_it_is_the_same(
    town: Town, archive: bytes, on_sqlite: Registre, on_postgres: Registre
) -> None:
    first = carried_in(on_sqlite, town, archive)
    second = carried_in(on_postgres, town, first)

    assert archive == first
    assert first == second
    for registre in (on_sqlite, on_postgres):
        assert registre.register.verify(town.operator).is_intact
        assert registre.rights.matrix(town.mayor) == town.registre.rights.matrix(town.mayor)


def test_every_list_is_the_same(town: Town, archive: bytes, on_postgres: Registre) -> None:
    carried_in(on_postgres, town, archive)
    for room, question in LISTS:
        here, there = (getattr(getattr(one, room), question)(town.mayor) for one in (town.registre, on_postgres))
        assert here == there
        assert here.items


def test_a_loading_process_that_is_killed_is_gone_on_with(
    town: Town, archive: bytes, sqlite_url: str, tmp_path: Path
) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    first, *others = (killed_after(kill, town, archive, sqlite_url, documents) for kill in KILLS)
    assert first
    assert others
    with SqlStorage.open(sqlite_url) as storage:
        registre = assemble(
            evolve(town.registre.ports, storage=storage, documents=FolderDocuments.at(documents.as_uri()))
        )
        with pytest.raises(NotFound):
            registre.workspace.show(town.operator)

        assert archive == carried_in(registre, town, archive)


def killed_after(parts: int, town: Town, archive: bytes, address: str, documents: Path) -> bool:
    """Let a process load the archive, and tell whether it was killed when so many further parts were kept."""
    child = os.fork()
    if child == 0:
        with SqlStorage.open(address) as storage:
            kept = FolderDocuments.at(documents.as_uri())
            registre = assemble(evolve(town.registre.ports, storage=storage, documents=kept))
            left = [parts]

            def tell(count: int) -> None:
                left[0] -= count
                if left[0] <= 0:
                    os.kill(os.getpid(), signal.SIGKILL)

            registre.moving.stage(Actor.operator(), BytesIO(archive), tell=tell)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
