"""Rights of plug-ins, those that sleep included."""

from __future__ import annotations

from pathlib import Path

import pytest
from adapters.cli.tests.profiles.speaking import DATABASE, refused, words_of
from adapters.cli.tests.tampering import Registre

from registre_cli.opening import NoDocuments
from registre_core import Actor, Client, Host, Ports, assemble
from registre_core.rights import MODULES, Catalogue, Module, Right


@pytest.fixture
def haunted(folder: Path) -> None:
    """Let Loïc have a right of a plug-in that is gone since, and a profile another."""
    rights = tuple(Right(f"ghosts.{verb}", french, verb) for verb, french in (("haunt", "Hanter"), ("weigh", "Peser")))
    host, catalogue = Host.discover(), Catalogue((*MODULES, Module("ghosts", "Fantômes", "Ghosts", rights)))
    pages, clock, ids = host.build("pages", "pdf"), host.build("clock", "system"), host.build("ids", "uuid7")
    storage = host.build("storage", DATABASE)
    ports = Ports(storage=storage, documents=NoDocuments(), pages=pages, clock=clock, ids=ids, catalogue=catalogue)
    with assemble(ports) as registre:
        with storage.operate() as door:
            ((workspace, _),) = door.workspaces()
        with storage.read(workspace.id) as tx:
            maelle, loic = (tx.users.page(named=name).items[0] for name in ("Maëlle", "Loïc"))
        actor = Actor.user(maelle.id, workspace.id, client=Client.web("1.47"))
        registre.rights.set_exceptions(actor, loic.id, grants=loic.grants | {"ghosts.haunt"})
        registre.rights.create_profile(actor, name="Veilleur", rights={"ghosts.weigh", "sites.consult"})


@pytest.mark.usefixtures("haunted")
def test_rights_that_sleep_are_shown_by_their_codes(profiles: Registre) -> None:
    assert "ghosts.weigh" in words_of(profiles("show", "Veilleur"))
    assert ["ghosts.weigh"] == profiles("show", "Veilleur", "--json").json["profile"]["sleeping"]


@pytest.mark.usefixtures("haunted")
def test_a_right_that_sleeps_is_explained_to_sleep(profiles: Registre) -> None:
    said = words_of(profiles("explain", "Loïc Tanguy", "ghosts.haunt"))

    assert "✗ Les modules aucun module présent ne connaît ce droit : il dort" in said
    assert "✓ Ses droits propres le donnent" in said


@pytest.mark.usefixtures("haunted")
def test_rights_of_plug_ins_are_decided_about_when_a_profile_is_made_from_a_user(profiles: Registre) -> None:
    made = ("from-user", "Loïc Tanguy", "--name")

    assert "ghosts.haunt" in refused(profiles(*made, "Chef"), "plugin-rights-undecided")
    without = profiles(*made, "Chef", "--no-plugin-rights", "--json").json["profile"]["rights"]
    haunting = profiles(*made, "Spectre", "--plugin-right", "ghosts.haunt", "--json").json["profile"]["rights"]
    assert [*without, "ghosts.haunt"] == sorted(haunting, key=lambda right: right == "ghosts.haunt")
    refused(profiles(*made, "Autre", "--plugin-right", "ghosts.weigh"), "right-not-the-model-s")


@pytest.mark.usefixtures("haunted")
def test_rights_that_sleep_stay_whatever_is_edited(profiles: Registre) -> None:
    change = ("plan", "Veilleur", "--remove", "sites.consult")
    profiles(*change, "--commit", profiles(*change, "--json").json["digest"])

    assert ["ghosts.weigh"] == profiles("show", "Veilleur", "--json").json["profile"]["rights"]


@pytest.mark.parametrize("right", ["Sites : peindre", "moons.eat"])
def test_a_right_that_nobody_knows_is_not_explained(profiles: Registre, right: str) -> None:
    refused(profiles("explain", "Loïc Tanguy", right), "unknown-right")
