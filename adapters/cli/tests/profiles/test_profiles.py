"""Profiles are listed, shown and made, and their users created."""

from __future__ import annotations

from pathlib import Path

import pytest
from adapters.cli.tests.profiles.speaking import LIBRARY, SCHOOL, refused, words_of
from adapters.cli.tests.tampering import Registre

# ---- list, show ------------------------------------------------------------------------------------------------------


def test_profiles_are_listed_by_name_with_their_users(profiles: Registre) -> None:
    listed = profiles("list", "--json").json["profiles"]

    assert [("Gardien", 3), ("Responsable technique", 1)] == [(one["name"], one["users"]) for one in listed]


def test_a_long_list_goes_on_where_it_says(profiles: Registre) -> None:
    first = profiles("list", "--limit", "1")
    token = profiles("list", "--limit", "1", "--json").json["next"]

    assert f"La suite : --after {token}" in words_of(first)
    rest = profiles("list", "--limit", "1", "--after", token, "--json").json
    assert (["Responsable technique"], None) == ([one["name"] for one in rest["profiles"]], rest["next"])


def test_a_profile_is_shown_with_its_modules_its_rights_and_its_users(profiles: Registre) -> None:
    said = words_of(profiles("show", "gardien"))

    assert "Gardien : 5 droits, 3 utilisateurs" in said
    assert "Anomalies et observations consulter, créer" in said
    assert f"Yannick Morvan {SCHOOL} – actif" in said
    assert "Solène Abgrall tous retiré : Anomalies et observations :" in said


def test_a_program_gets_each_module_and_each_user_of_a_profile(profiles: Registre) -> None:
    shown = profiles("show", "Gardien", "--json").json["profile"]

    given = {one["module"]: one["rights"] for one in shown["modules"]}
    assert ["findings.consult", "findings.create"] == given["findings"]
    assert [] == given["users"]
    assert {"Solène Abgrall": ["findings.create"]} == {
        one["name"]: one["denials"] for one in shown["people"] if one["denials"]
    }


# ---- create ----------------------------------------------------------------------------------------------------------


def test_a_profile_is_made_from_nothing_with_its_users_and_what_its_rights_need(profiles: Registre) -> None:
    answer = profiles("create", "Accueil", "--right", "register.export", "--user", "Yannick Morvan", "--json").json

    assert ["register.consult", "register.export"] == answer["profile"]["rights"]
    assert (["register.consult"], 1) == (answer["added"], answer["profile"]["users"])
    assert not profiles("explain", "Yannick Morvan", "findings.create", "--json").json["allowed"]


def test_users_of_a_new_profile_may_keep_what_they_could(profiles: Registre) -> None:
    made = ("create", "Accueil", "--right", "sites.consult", "--user", "Yannick Morvan", "--keep-difference")

    assert "est créé : 1 droit, 1 utilisateur." in words_of(profiles(*made))
    assert profiles("explain", "Yannick Morvan", "findings.create", "--json").json["allowed"]


def test_a_profile_made_from_a_user_changes_nothing_for_him(profiles: Registre) -> None:
    before = profiles("who-can", "interventions.close", "--json").json

    made = profiles("from-user", "Loïc Tanguy", "--name", "Chef de service", "--attach", "--json").json

    after = profiles("who-can", "interventions.close", "--json").json
    assert 1 == made["profile"]["users"]
    assert [one["name"] for one in before["people"]] == [one["name"] for one in after["people"]]
    assert ["Chef de service"] == [
        through["name"] for one in after["people"] if one["name"] == "Loïc Tanguy" for through in one["through"]
    ]


def test_a_name_is_taken_once(profiles: Registre) -> None:
    refused(profiles("create", "GARDIEN", "--right", "sites.consult"), "name-taken")


def test_users_of_a_profile_are_created_from_a_file(profiles: Registre, folder: Path) -> None:
    (folder / "gens.csv").write_bytes(
        "Nom;Courriel\nÉlise Mahé;\nPaol Kerne;p.kerne@saint-aubrac.example\n".encode("cp1252")
    )

    said = words_of(profiles("import", "Gardien", "gens.csv", "--site", LIBRARY))

    assert "2 utilisateurs sont créés, avec le profil « Gardien »." in said
    assert "windows-1252" in said
    assert {"Élise Mahé", "Paol Kerne"} <= {
        one["name"] for one in profiles("who-can", "findings.create", "--site", LIBRARY, "--json").json["people"]
    }
    assert not profiles("explain", "Paol Kerne", "findings.create", "--site", SCHOOL, "--json").json["allowed"]


def test_every_problem_of_a_file_is_told_at_once_and_nobody_is_created(profiles: Registre, folder: Path) -> None:
    (folder / "gens.csv").write_text("nom;courriel\n;x\nÉlise Mahé;e.mahe\n", encoding="utf-8")

    answer = profiles("import", "Gardien", "gens.csv", "--all-sites", "--json")

    assert (2, "invalid-input") == (answer.exit_code, answer.complaint["code"])
    assert ["line 2.name", "line 2.email", "line 3.email"] == [one["path"] for one in answer.complaint["problems"]]
    assert 3 == profiles("show", "Gardien", "--json").json["profile"]["users"]


def test_a_program_hears_who_was_created_and_how_the_file_was_read(profiles: Registre, folder: Path) -> None:
    (folder / "gens.csv").write_text("nom\nÉlise Mahé\n", encoding="utf-8")

    answer = profiles("import", "Gardien", "gens.csv", "--all-sites", "--json").json

    assert (["Élise Mahé"], "utf-8") == ([one["name"] for one in answer["users"]], answer["encoding"])


@pytest.mark.parametrize("words", [(), ("--all-sites", "--site", LIBRARY)], ids=["neither", "both"])
def test_where_people_work_whose_line_does_not_say_must_be_said(profiles: Registre, words: tuple[str, ...]) -> None:
    refused(profiles("import", "Gardien", "gens.csv", *words), "sites-undecided")
