"""Sealed documents at the command line: made of what was signed, tried again, and checked without the database."""

from __future__ import annotations

from pathlib import Path

import pytest
from adapters.cli.tests.tampering import Registre
from adapters.cli.tests.visits.test_signatures import asked, sign
from adapters.cli.tests.visits.town import DATABASE, refused, words_of
from tests.end_to_end.command_line import Answer

NO_TIME = "http://127.0.0.1:9"


@pytest.fixture
def press(folder: Path, registre: Registre) -> Registre:
    """Run a command that seals, with keys made for it."""
    (folder / "documents").mkdir()
    registre("keygen", "ed25519:preuve.key")
    registre("keygen", "pkcs12:cachet.p12")
    kept = ("--documents", (folder / "documents").as_uri(), "--key", "ed25519:preuve.key")

    def call(command: str, *words: str, seal: str = "pkcs12:cachet.p12") -> Answer:
        return registre("signatures", command, DATABASE, *words, *kept, "--sealer", seal)

    return call


def test_what_was_signed_is_sealed_and_written(interventions: Registre, registre: Registre, press: Registre) -> None:
    first, _ = asked(interventions, registre)
    refused(press("seal", "15/03/2099", "--into", "bon.pdf"), "nothing-to-seal")
    assert not Path("bon.pdf").exists()
    sign(first["id"])

    told = words_of(press("seal", "15/03/2099", "--into", "bon.pdf"))

    assert "Document scellé : « bon.pdf », 1 signature (heure du serveur)." in told
    assert Path("bon.pdf").read_bytes().startswith(b"%PDF-")
    refused(press("seal", "15/03/2099", "--into", "bon.pdf"), "file-exists")
    again = press("seal", "15/03/2099", "--into", "copie.pdf", "--json").json["seal"]
    assert ([first["id"]], "local", "completion") == (again["signatures"], again["time_level"], again["stage"])
    assert Path("bon.pdf").read_bytes() == Path("copie.pdf").read_bytes()


def test_what_waits_for_its_time_says_so_and_is_tried_again(
    interventions: Registre, registre: Registre, press: Registre
) -> None:
    first, _ = asked(interventions, registre)
    sign(first["id"])
    timeless = f"pkcs12:cachet.p12?tsa={NO_TIME}"

    waiting = press("seal", "15/03/2099", "--into", "bon.pdf", "--json", seal=timeless)
    assert (3, "seal-pending") == (waiting.exit_code, waiting.complaint["code"])
    assert "registre signatures seal-pending" in waiting.complaint["message"].replace("\xa0", " ")
    assert not Path("bon.pdf").exists()
    left = press("seal-pending", "--json", seal=timeless)
    assert (3, "seals-incomplete") == (left.exit_code, left.complaint["code"])
    assert ["time-server-failed"] == [one["code"] for one in left.json["troubles"]]

    assert "Scellements : 1 document scellé, rien n’attend plus." in words_of(press("seal-pending"))
    assert {"workspaces": 0, "sealed": 0, "troubles": []} == press("seal-pending", "--json").json


@pytest.mark.parametrize(
    "words, known",
    [(("--stage", "opening"), "completion"), (("--kind", "permit", "--stage", "completion"), "opening, closing")],
)
def test_a_stage_that_a_thing_does_not_have_is_told_with_those_it_has(
    press: Registre, words: tuple[str, ...], known: str
) -> None:
    assert known in refused(press("seal", "15/03/2099", "--into", "bon.pdf", *words), "unknown-choice")
