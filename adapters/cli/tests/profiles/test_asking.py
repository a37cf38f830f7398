"""Who may do what, through what, and why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from adapters.cli.tests.profiles.speaking import LIBRARY, SCHOOL, refused, words_of
from adapters.cli.tests.tampering import Registre


def test_each_layer_says_what_it_has_to_say(profiles: Registre) -> None:
    said = words_of(profiles("explain", "Solène Abgrall", "findings.create", "--site", LIBRARY))

    assert f"sur « {LIBRARY} »" in said
    assert ": non." in said
    assert "✓ Son profil « Gardien » le donne" in said
    assert "✗ Ce qui lui est retiré le droit" in said
    assert "· Ses droits propres ne le donnent pas" in said
    assert "Version 1.47, Gestion des profils utilisateurs (S1)" in said


def test_who_lacks_a_right_is_told_that_nothing_gives_it(profiles: Registre) -> None:
    answer = profiles("explain", "Yannick Morvan", "sites.create", "--json").json

    assert (False, ["right-not-held"]) == (answer["allowed"], [one["code"] for one in answer["reasons"]])
    said = words_of(profiles("explain", "Yannick Morvan", "sites.create"))
    assert "ni le profil « Gardien » ni un droit propre ne le donne" in said


def test_a_program_gets_the_layers_in_their_order(profiles: Registre) -> None:
    layers = profiles("explain", "Yannick Morvan", "findings.create", "--json").json["layers"]

    assert "account site catalogue profile grant denial prerequisite".split() == [one["layer"] for one in layers]
    assert ("profile", "gives", "Gardien") == (layers[3]["layer"], layers[3]["says"], layers[3]["name"])


def test_who_may_do_something_is_told_with_what_gives_it(profiles: Registre) -> None:
    said = words_of(profiles("who-can", "findings.create", "--site", SCHOOL))

    assert "4 utilisateurs : « Anomalies et observations : créer »" in said
    assert "Yannick Morvan le profil « Gardien »" in said
    assert "Loïc Tanguy un droit propre" in said
    assert "Corentin Rolland" not in said


@pytest.mark.parametrize("day", ["31/12/2025", "2025-12-31"])
def test_of_a_day_before_the_founding_nobody_could(profiles: Registre, day: str) -> None:
    answer = profiles("who-can", "findings.create", "--on", day, "--json").json

    assert ("2025-12-31", 0, []) == (answer["on"], answer["users"], answer["people"])
    assert "0 utilisateur" in words_of(profiles("who-can", "findings.create", "--on", day))


@pytest.mark.parametrize("day", ["31/02/2025", "hier", "12/31/2025", ""])
def test_a_day_is_one_of_the_calendar(profiles: Registre, day: str) -> None:
    answer = profiles("who-can", "findings.create", "--on", day)

    assert "n’est pas une date" in refused(answer, "malformed-date")


def test_the_matrix_is_told_written_and_given_to_programs(profiles: Registre, folder: Path) -> None:
    said = words_of(profiles("matrix"))
    program = profiles("matrix", "--json").json
    markdown = profiles("matrix", "--markdown").out
    written = profiles("matrix", "--into", "droits.csv")

    assert "Utilisateurs 3 1" in said
    assert {"name": "Gardien", "users": 3} in program["profiles"]
    assert ["Gardien", "Responsable technique"] == next(
        one["given_by"] for one in program["rights"] if one["code"] == "findings.create"
    )
    assert markdown.startswith("| Groupe ")
    assert "droits.csv" in written.out
    assert "findings.create;" in (folder / "droits.csv").read_text("utf-8-sig")
    refused(profiles("matrix", "--into", "droits.csv"), "file-exists")
    refused(profiles("matrix", "--csv", "--markdown"), "one-form")


def test_the_matrix_goes_out_as_a_spreadsheet_opens_it(profiles: Registre) -> None:
    answer = profiles("matrix", "--csv")

    assert answer.out.startswith("\ufeffCode;Groupe;Module;Droit;Gardien;Responsable technique;")
