"""Findings at the command line: said better, and given what belongs to them."""

from __future__ import annotations

from pathlib import Path

import pytest
from adapters.cli.tests.tampering import Registre
from adapters.cli.tests.visits.town import ANNE, DATABASE, SCHOOL, refused, words_of
from tests.end_to_end.command_line import Answer


@pytest.fixture
def findings(folder: Path, registre: Registre) -> Registre:
    """Write one down, then run a command about it."""
    (folder / "kept").mkdir()

    def call(command: str, *words: str) -> Answer:
        return registre("findings", command, DATABASE, *words)

    call("record", "--site", SCHOOL, "--text", "Porte bloquée", "--due-on", "31/03/2099", "--responsible", ANNE)
    return call


def test_what_is_not_said_anew_stays(findings: Registre) -> None:
    told = findings("edit", "porte", "--place", "Préau", "--severity", "critical", "--json").json["finding"]

    assert ("Porte bloquée", "Préau", "critical") == (told["text"], told["place"], told["severity"])
    assert ("2099-03-31", ANNE) == (told["due_on"], told["responsible"]["name"])


def test_a_deadline_and_whoever_sees_to_it_are_taken_away_by_saying_nothing(findings: Registre) -> None:
    told = findings("edit", "porte", "--due-on", "", "--responsible", "", "--json").json["finding"]

    assert (None, None) == (told["due_on"], told["responsible"])


def test_what_is_cleared_is_reopened_before_it_is_put_otherwise(findings: Registre) -> None:
    findings("clear", "porte", "--reason", "Vue fermée")

    assert "qu’elle soit ouverte, planifiée, corrigée ou contestée, et elle est « Levée" in refused(
        findings("edit", "porte", "--place", "Préau"), "wrong-finding-state"
    )


def test_a_document_joins_a_finding(findings: Registre, folder: Path) -> None:
    (folder / "devis.pdf").write_bytes(b"%PDF-1.7 devis")
    kept = ("--documents", (folder / "kept").as_uri())

    assert "Document devis.pdf" in words_of(findings("attach", "porte", "--document", "devis.pdf", *kept))
    refused(findings("attach", "porte", "--photo", "devis.pdf", *kept), "photo-not-image")
    refused(findings("attach", "porte"), "nothing-attached")
    refused(findings("attach", "porte", "--document", "devis.pdf"), "documents-address-needed")
