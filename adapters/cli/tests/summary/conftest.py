"""A database with two sites, what was found wrong there, and what a commission thinks of one."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from adapters.cli.tests.summary.town import ANNE, DATABASE, POOL, SCHOOL, TOWN, furnish
from adapters.cli.tests.tampering import Registre
from tests.end_to_end.command_line import Answer

from registre_cli.opening import COMMAND_LINE, operator, without_documents
from registre_core import Actor, Host
from registre_core.workspace import Category, ErpType


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Found it once."""
    folder = tmp_path_factory.mktemp("synthese")
    address = f"sqlite:///{folder / 'registre.db'}"
    Host.discover().prepare(address)
    with without_documents(address) as registre:
        town = registre.workspace.found(operator(), name=TOWN, administrator=ANNE)
        anne = Actor.user(town.administrator.id, town.workspace.id, client=COMMAND_LINE)
        school = registre.workspace.add_site(anne, name=SCHOOL, erp_type=ErpType.R, category=Category.FOURTH)
        registre.workspace.add_site(anne, name=POOL, erp_type=ErpType.X, category=Category.SECOND)
        registre.interventions.plan(anne, site=school.id, type_code="inspection", planned_on=date(2020, 1, 6))
        furnish(registre, town.workspace.id, school)
    return folder


@pytest.fixture
def folder(founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work beside a copy of it."""
    shutil.copytree(founded, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def summary(folder: Path, registre: Registre) -> Registre:
    """Run a command about the summary on it."""

    def call(command: str, *words: str) -> Answer:
        return registre("summary", command, DATABASE, *words)

    return call
