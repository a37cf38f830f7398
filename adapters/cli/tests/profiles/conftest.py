"""The database that the demonstration leaves, for commands about profiles."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from adapters.cli.tests.profiles.speaking import DATABASE, Deed
from adapters.cli.tests.tampering import Registre
from tests.end_to_end.command_line import Answer

from registre_cli.opening import without_documents
from registre_core import Actor, Client


@pytest.fixture
def folder(demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work beside a copy of its database."""
    shutil.copytree(demonstration, tmp_path / "registre-demo")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def profiles(folder: Path, registre: Registre) -> Registre:
    """Run a command about profiles on it."""

    def call(command: str, *words: str) -> Answer:
        return registre("profiles", command, DATABASE, *words)

    return call


@pytest.fixture
def as_administrator(folder: Path) -> Callable[[Deed], None]:
    """Do something through the library, as the administrator."""

    def act(what: Deed) -> None:
        with without_documents(DATABASE) as open_register:
            with open_register.ports.storage.operate() as door:
                ((workspace, _),) = door.workspaces()
            with open_register.ports.storage.read(workspace.id) as tx:
                (maelle,) = tx.users.page(named="Maëlle").items
            what(open_register, Actor.user(maelle.id, workspace.id, client=Client.web("1.47")))

    return act
