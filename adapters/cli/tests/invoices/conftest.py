"""A database with two workspaces, for commands about invoices."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from adapters.cli.tests.invoices.ledgers import DATABASE, TOWN, VILLAGE
from adapters.cli.tests.tampering import Registre
from tests.end_to_end.command_line import Answer

from registre_cli.opening import operator, without_documents
from registre_core import Host


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Found them once."""
    folder = tmp_path_factory.mktemp("factures")
    address = f"sqlite:///{folder / 'registre.db'}"
    Host.discover().prepare(address)
    with without_documents(address) as registre:
        for name in (TOWN, VILLAGE):
            registre.workspace.found(
                operator(), name=name, administrator="Anne Petit", email="a.petit@montreval.example"
            )
    return folder


@pytest.fixture
def folder(founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work beside a copy of it."""
    shutil.copytree(founded, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def invoices(folder: Path, registre: Registre) -> Registre:
    """Run a command about the invoices of the town."""

    def call(command: str, *words: str) -> Answer:
        return registre("invoices", command, DATABASE, *words, "--workspace", TOWN)

    return call
