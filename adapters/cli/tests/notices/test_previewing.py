"""Words are read before they are sent: a sample without a register, all of them, or a notice of a register."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from adapters.cli.tests.tampering import DATABASE, Registre

from registre_core.notices import SAMPLES


@pytest.mark.usefixtures("empty")
def test_a_kind_is_read_without_a_register(registre: Registre) -> None:
    told = registre("notices", "preview", "round-missed")

    assert (0, "") == (told.exit_code, told.err)
    assert told.out.startswith(
        "Ronde non faite\u00a0: Chaufferie, sous-sol du bâtiment B – École Jules-Ferry\n\n*** AVIS"
    )


def test_the_page_is_written_beside_and_never_over_another(registre: Registre, empty: Path) -> None:
    written = registre("notices", "preview", "request-sent", "--html", "demande.html", "--json")
    again = registre("notices", "preview", "request-sent", "--html", "demande.html")

    assert json.loads(written.out)["words"]["html"] == (empty / "demande.html").read_text(encoding="utf-8")
    assert (2, True) == (again.exit_code, "[file-exists]" in again.err)


def test_every_kind_is_written_as_text_and_as_a_page(registre: Registre, empty: Path) -> None:
    told = registre("notices", "preview", "--all", "courriels")

    assert f"{2 * len(SAMPLES)} fichiers écrits dans «\u00a0courriels\u00a0».\n" == told.out
    assert {f"{kind}.{form}" for kind in SAMPLES for form in ("txt", "html")} == {
        file.name for file in (empty / "courriels").iterdir()
    }


def test_words_of_ones_own_are_tried(registre: Registre, empty: Path) -> None:
    (empty / "modeles").mkdir()
    own = '{% extends "maison/round-due.txt" %}{% block objet %}Vite – {{ super() }}{% endblock %}'
    (empty / "modeles/round-due.txt").write_text(own, encoding="utf-8")

    assert registre("notices", "preview", "round-due", "--words", "french:modeles").out.startswith(
        "Vite – Ronde à faire"
    )


def test_what_is_wrong_with_them_is_told(registre: Registre, empty: Path) -> None:
    (empty / "modeles").mkdir()
    (empty / "modeles/round-mised.txt").write_text("", encoding="utf-8")
    told = registre("notices", "preview", "round-due", "--words", "french:modeles")

    assert 2 == told.exit_code
    assert "round-mised.txt" in told.err


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize(
    "words,code",
    [
        ((), "preview-undecided"),
        (("round-due", "--all", "courriels"), "preview-undecided"),
        (("--all", "courriels", "--html", "a.html"), "preview-undecided"),
        (("meteo",), "unknown-choice"),
        (("round-due", "--words", "latin"), "unknown-adapter"),
    ],
    ids=["nothing", "both", "one page of all", "unknown", "no such words"],
)
def test_what_is_to_be_read_is_said_once(registre: Registre, words: tuple[str, ...], code: str) -> None:
    told = registre("notices", "preview", *words)

    assert (2, True) == (told.exit_code, f"[{code}]" in told.err)


@pytest.mark.usefixtures("folder")
def test_a_notice_of_a_register_is_read_as_it_would_go_out(registre: Registre) -> None:
    [first, *_] = json.loads(registre("notices", "list", DATABASE, "--state", "waiting", "--json").out)["notices"]
    told = registre("notices", "preview", first["id"], "--of", DATABASE, "--json")

    assert (0, "") == (told.exit_code, told.err)
    assert json.loads(told.out)["words"]["subject"]
