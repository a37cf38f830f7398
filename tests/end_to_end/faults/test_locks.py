"""Somebody else holds what a change needs: a clear error within the patience given, and the next call works."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager

import pytest
from tests.end_to_end.faults.grounds import Ground, Town, register_on
from tests.end_to_end.faults.writing import story
from tests.postgres_server import connected

from registre_core import AdapterFailure
from registre_core.app import NO_RETRIES
from registre_storage_sqlalchemy import SqlStorage

_HOLD_FILE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def file_held(ground: Ground) -> Iterator[None]:
    """Let another process hold the file, as a backup that was badly made does."""
    command = [sys.executable, "-c", _HOLD_FILE, ground.storage.removeprefix("sqlite:///")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdin
        assert holder.stdout
        assert b"held\n" == holder.stdout.readline()
        yield
        holder.stdin.close()


@contextmanager
def head_held(ground: Ground, town: Town) -> Iterator[None]:
    """Let another session hold the head of the register, as one does that an administrator forgot."""
    with closing(connected(ground.storage)) as session:
        session.execute("BEGIN; SET LOCAL ROLE registre_application")
        session.execute(f"SELECT set_config('registre.workspace', '{town.workspace}', true)")
        [(number,)] = session.execute("SELECT number FROM registre.register_heads FOR UPDATE").fetchall()
        assert number > 0
        yield


def held(ground: Ground, town: Town) -> AbstractContextManager[None]:
    return file_held(ground) if ground.storage.startswith("sqlite") else head_held(ground, town)


def test_what_is_held_by_somebody_else_is_busy_and_free_once_it_is_let_go(ground: Ground) -> None:
    town = ground.found()
    with closing(SqlStorage.open(ground.storage, patience=0.2)) as storage:
        registre = register_on(storage, ground.documents, NO_RETRIES)
        with held(ground, town):
            for _ in range(2):
                with pytest.raises(AdapterFailure) as failed:
                    list(story(registre, town.mayor, "meanwhile"))
                assert ("storage-busy", True) == (failed.value.code, failed.value.retryable)
            assert () == registre.workspace.sites(town.mayor).items, "reading waits for nobody"
        assert 10 == len(list(story(registre, town.mayor, "after")))
        assert registre.register.verify(town.mayor).is_intact


def test_one_town_does_not_wait_for_another_on_a_server(postgres_ground: Ground) -> None:
    town, other = postgres_ground.found(), postgres_ground.found()
    with postgres_ground.open(NO_RETRIES, patience=0.2) as registre, head_held(postgres_ground, other):
        assert 10 == len(list(story(registre, town.mayor, "meanwhile")))
