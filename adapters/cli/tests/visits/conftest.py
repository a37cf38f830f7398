"""A database with a school, a firm and its contact, for commands about interventions and permits."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from adapters.cli.tests.tampering import Registre
from adapters.cli.tests.visits.town import ANNE, DATABASE, FIRM, FITTER, SCHOOL, TOWN
from tests.end_to_end.command_line import Answer

from registre_cli.opening import COMMAND_LINE, operator, without_documents
from registre_core import Actor, Host
from registre_core.workspace import Category, ErpType


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Found it once."""
    folder = tmp_path_factory.mktemp("visites")
    address = f"sqlite:///{folder / 'registre.db'}"
    Host.discover().prepare(address)
    with without_documents(address) as registre:
        town = registre.workspace.found(operator(), name=TOWN, administrator=ANNE)
        anne = Actor.user(town.administrator.id, town.workspace.id, client=COMMAND_LINE)
        registre.workspace.add_site(anne, name=SCHOOL, erp_type=ErpType.R, category=Category.FOURTH)
        firm = registre.workspace.add_contractor(anne, name=FIRM)
        registre.workspace.add_contact(anne, name=FITTER, contractor=firm.id, email="y.le-bris@arvor.example")
    return folder


@pytest.fixture
def folder(founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work beside a copy of it."""
    shutil.copytree(founded, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def interventions(folder: Path, registre: Registre) -> Registre:
    """Run a command about interventions on it."""

    def call(command: str, *words: str) -> Answer:
        return registre("interventions", command, DATABASE, *words)

    return call


@pytest.fixture
def permits(folder: Path, registre: Registre) -> Registre:
    """Run a command about permits on it."""

    def call(command: str, *words: str) -> Answer:
        return registre("permits", command, DATABASE, *words)

    return call
