"""A register with an anchor and its key, and the command, run in this process."""

from __future__ import annotations

import shutil
from contextlib import chdir
from pathlib import Path

import pytest
from adapters.cli.tests.tampering import DATABASE, Registre
from tests.end_to_end.command_line import Answer

from registre_cli.app import run


@pytest.fixture(scope="session")
def prepared(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make what many tests start from: the demonstration, an anchor, its key, and another."""
    folder = tmp_path_factory.mktemp("registre")
    shutil.copytree(demonstration, folder, dirs_exist_ok=True)
    with chdir(folder):
        for name in ("ancre", "autre"):
            assert run(["keygen", f"ed25519:{name}.key"]) == 0
        assert run(["anchor", DATABASE, "--key", "ed25519:ancre.key", "--into", "ancre.json"]) == 0
    return folder


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def folder(prepared: Path, empty: Path) -> Path:
    """Work in a copy of the prepared one."""
    shutil.copytree(prepared, empty, dirs_exist_ok=True)
    return empty


@pytest.fixture
def registre(capsys: pytest.CaptureFixture[str]) -> Registre:
    """Run the command in this process."""

    def call(*words: str) -> Answer:
        capsys.readouterr()
        return Answer(run(words), *capsys.readouterr())

    return call
