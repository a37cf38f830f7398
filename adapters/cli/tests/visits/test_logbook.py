"""The logbook and documents of the building at the command line: written, corrected by another entry, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from adapters.cli.tests.tampering import Registre
from adapters.cli.tests.visits.town import ANNE, DATABASE, FIRM, FITTER, SCHOOL, refused, words_of
from tests.end_to_end.command_line import Answer

HELD = ("--on", "20/01/2026", "--kind", "evacuation", "--minutes", "4")


@pytest.fixture
def logbook(folder: Path, registre: Registre) -> Registre:
    """Run a command about the logbook."""

    def call(command: str, *words: str) -> Answer:
        return registre("logbook", command, DATABASE, *words)

    return call


def entry_of(answer: Answer) -> str:
    [one] = answer.json["entries"]
    return str(one["id"])


def test_everything_is_written_into_its_chapter(logbook: Registre) -> None:
    logbook("drill", "--site", SCHOOL, *HELD, "--people", "1", "--remarks", "Préau inaudible")
    since = ("--site", SCHOOL, "--from", "01/02/2026")
    logbook("works", *since, "--nature", "Peinture", "--contractor", FIRM, "--named-architect", "Inès Roy")
    logbook("staff", *since, "--person", ANNE, "--duty", "SSIAP 2")
    logbook("instructions", *since, "--title", "Consigne", "--text", "Sortir", "--disability", "motor")
    told = words_of(logbook("list"))

    assert "exercice d’évacuation, 1 personne, 4 minutes, Préau inaudible" in told
    assert f"Peinture, {FIRM}, Inès Roy" in told
    assert f"{ANNE}, SSIAP 2" in told
    assert "Consigne, handicap moteur" in told
    assert f"{ANNE}, SSIAP 2" in words_of(logbook("on", "--site", SCHOOL, "--chapter", "staff"))


def test_a_correction_stands_in_for_an_entry_that_stays_to_be_read(logbook: Registre) -> None:
    first = entry_of(logbook("drill", "--site", SCHOOL, *HELD, "--people", "214", "--json"))
    second = entry_of(logbook("drill", "--corrects", first, *HELD, "--people", "241", "--json"))

    assert "241 personnes" in (told := words_of(logbook("list")))
    assert "214 personnes" not in told
    assert f"corrigée par {second}" in words_of(logbook("show", first))
    assert f"corrigez {second}" in refused(
        logbook("drill", "--corrects", first, *HELD, "--people", "3"), "logbook-entry-corrected"
    )


def test_a_duty_ends_by_a_correction_that_names_nobody(logbook: Registre) -> None:
    since = ("--duty", "SSIAP 1", "--from", "01/01/2026")
    first = entry_of(logbook("staff", "--site", SCHOOL, *since, "--named", "Yves Garde", "--json"))
    logbook("staff", "--corrects", first, *since, "--until", "28/02/2026")

    assert "Yves Garde, SSIAP 1, jusqu’au 28/02/2026" in words_of(
        logbook("on", "--site", SCHOOL, "--day", "28/02/2026")
    )
    assert "Aucune inscription." in words_of(logbook("on", "--site", SCHOOL, "--day", "01/03/2026"))


def test_an_entry_is_taken_back(logbook: Registre) -> None:
    first = entry_of(logbook("drill", "--site", SCHOOL, *HELD, "--people", "214", "--json"))
    told = words_of(logbook("retract", first, "--reason", "inscrit deux fois"))

    assert "raye une autre inscription : inscrit deux fois" in told
    assert "Aucune inscription." in words_of(logbook("list"))
    assert 2 == len(logbook("list", "--corrected", "--json").json["entries"])


def test_one_says_for_which_site_or_which_entry_is_corrected_and_who_it_is(logbook: Registre) -> None:
    refused(logbook("drill", *HELD, "--people", "3"), "site-or-correction")
    refused(logbook("staff", "--site", SCHOOL, "--duty", "SSIAP", "--from", "01/01/2026"), "nobody-named")
    refused(logbook("show", "premier"), "malformed-identifier")


def test_a_contact_is_of_the_safety_service_under_the_name_of_his_card(logbook: Registre) -> None:
    logbook("staff", "--site", SCHOOL, "--person", FITTER, "--duty", "SSIAP 1", "--from", "01/01/2026")

    assert f"{FITTER}, SSIAP 1" in words_of(logbook("list", "--chapter", "staff"))


def test_a_document_is_filed_listed_and_taken_out(folder: Path, registre: Registre) -> None:
    (folder / "kept").mkdir()
    kept = ("--documents", (folder / "kept").as_uri())
    (folder / "plan.pdf").write_bytes(b"%PDF-1.7 plan")
    filing = ("documents", "file", DATABASE, "plan.pdf", "--site", SCHOOL, "--title", "Plan", "--dated", "03/11/2025")

    assert "Aucun document." in words_of(registre("documents", "list", DATABASE))
    assert f"Plan 03/11/2025 13 octets {SCHOOL}, plan.pdf" in words_of(registre(*filing, *kept))
    [one] = registre("documents", "list", DATABASE, "--site", SCHOOL, "--json").json["documents"]
    words_of(registre("documents", "fetch", DATABASE, one["id"], "--into", "copie.pdf", *kept))
    assert b"%PDF-1.7 plan" == (folder / "copie.pdf").read_bytes()
    refused(registre("documents", "fetch", DATABASE, one["id"], "--into", "copie.pdf", *kept), "file-exists")
