"""Who acts, and whom and what one names."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from adapters.cli.tests.profiles.speaking import DATABASE, Deed, refused, words_of
from adapters.cli.tests.tampering import Registre

from registre_cli.opening import operator, without_documents
from registre_cli.profiles.manual import PROFILES

# ---- every example ---------------------------------------------------------------------------------------------------


def test_every_example_of_the_help_pages_works_as_it_stands(folder: Path, registre: Registre) -> None:
    (folder / "gardiens.csv").write_text("nom;courriel\nÉlise Mahé;e.mahe@saint-aubrac.example\n", encoding="utf-8")
    for example in (example for manual in PROFILES.commands for example in manual.examples):
        answer = registre(*shlex.split(example)[1:])

        assert (0, "") == (answer.exit_code, answer.err), example
        assert answer.out, example


# ---- who acts --------------------------------------------------------------------------------------------------------


def test_the_only_lasting_administrator_acts_and_it_is_said(profiles: Registre) -> None:
    said = words_of(profiles("list"))

    assert said.startswith("Maëlle Kerdoncuff agit dans « Commune de Saint-Aubrac-sur-Lisse ».")
    assert "Maëlle Kerdoncuff" == profiles("list", "--json").json["acting"]["name"]


def test_somebody_else_acts_with_his_own_rights(profiles: Registre) -> None:
    line = refused(profiles("list", "--as", "yannick  MORVAN"), "right-not-held")

    assert "« Utilisateurs et profils : consulter » manque" in line


def test_who_acts_may_be_named_by_his_identifier(profiles: Registre) -> None:
    acting = profiles("list", "--json").json["acting"]

    assert acting == profiles("list", "--as", acting["id"], "--json").json["acting"]


def test_with_two_administrators_one_must_be_named(
    profiles: Registre, as_administrator: Callable[[Deed], None]
) -> None:
    as_administrator(
        lambda registre, actor: registre.rights.create_user(actor, name="Gwenaël Riou", grants=["users.administer"])
    )

    line = refused(profiles("list"), "actor-undecided")

    assert "« Gwenaël Riou » (" in line
    assert "« Maëlle Kerdoncuff » (" in line
    assert "Gwenaël Riou agit dans" in words_of(profiles("list", "--as", "Gwenael Riou"))


def test_a_database_with_two_workspaces_asks_which(profiles: Registre) -> None:
    with without_documents(DATABASE) as registre:
        registre.workspace.found(operator(), name="Ville de Lorméac", administrator="Alix Daguet")

    line = refused(profiles("list"), "workspace-undecided")

    assert "« Ville de Lorméac » (" in line
    assert "Alix Daguet agit dans « Ville de Lorméac »." in words_of(
        profiles("list", "--workspace", "ville de lormeac")
    )
    assert "Aucun profil" in profiles("list", "--workspace", "Ville de Lorméac").out


def test_a_database_without_a_workspace_has_no_profiles(tmp_path: Path, registre: Registre) -> None:
    address = f"sqlite:///{tmp_path}/vide.db"
    registre("migrate", address)

    assert "aucun environnement" in refused(registre("profiles", "list", address), "workspace-undecided")


@pytest.mark.parametrize(
    "words, code",
    [
        (("--workspace", "01a20923-67d8-7490-a681-30b3de8a6f5c"), "workspace-not-found"),
        (("--as", "01a20923-67d8-7490-a681-30b3de8a6f5c"), "user-not-found"),
        (("--as", "Maëlle"), "unknown-name"),
        (("--limit", "0"), "page-size"),
        (("--after", "zz"), "malformed-cursor"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else value,
)
def test_what_is_not_there_is_refused_with_its_reason(profiles: Registre, words: tuple[str, ...], code: str) -> None:
    refused(profiles("list", *words), code)


# ---- names -----------------------------------------------------------------------------------------------------------


def test_a_name_that_is_not_whole_is_no_name_but_the_complaint_helps(profiles: Registre) -> None:
    line = refused(profiles("explain", "Yann", "findings.create"), "unknown-name")

    assert "aucun utilisateur ne s’appelle « Yann » : serait-ce « Yannick Morvan » ?" in line


def test_a_name_that_two_bear_must_be_an_identifier(
    profiles: Registre, as_administrator: Callable[[Deed], None]
) -> None:
    as_administrator(lambda registre, actor: registre.rights.create_user(actor, name="YANNICK MORVAN"))

    line = refused(profiles("explain", "Yannick Morvan", "findings.create"), "ambiguous-name")

    assert "« Yannick Morvan » (" in line
    assert "« YANNICK MORVAN » (" in line


@pytest.mark.parametrize(
    "right", ["findings.create", "anomalies et observations:creer", "Anomalies et observations : Créer"]
)
def test_a_right_is_named_by_its_code_or_as_people_read_it(profiles: Registre, right: str) -> None:
    assert "findings.create" == profiles("explain", "Yannick Morvan", right, "--json").json["right"]


def test_rights_that_do_not_exist_are_told_all_at_once_with_what_was_perhaps_meant(profiles: Registre) -> None:
    answer = profiles("create", "X", "--right", "findings.creat", "--right", "Registre", "--json")

    assert ["unknown-right", "unknown-right"] == [one["code"] for one in answer.complaint["problems"]]
    assert "findings.create" in answer.complaint["message"]
    assert "Registre\u00a0: exporter" in answer.complaint["message"]
