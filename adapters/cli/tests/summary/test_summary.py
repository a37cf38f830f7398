"""The summary at the command line: shown, printed, written row by row (S2, T3)."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pypdfium2
import pytest
from adapters.cli.tests.invoices.ledgers import refused, words_of
from adapters.cli.tests.summary.town import ANNE, DATABASE, FORMULA, POOL, SCHOOL, TOWN
from adapters.cli.tests.tampering import Registre

from registre_cli.app import run
from registre_cli.summary.words import as_of
from registre_cli.terminal import terminal
from registre_core.testing.summing import a_summary


def test_figures_of_all_sites_come_first_and_each_site_has_its_line(summary: Registre) -> None:
    told = words_of(summary("show"))

    assert "2 sites" in told
    assert "Constats ouverts 3, 1 critique, 3 en retard" in told
    assert "Interventions 0 faite, 1 en retard, 0 planifiée" in told
    assert f"{SCHOOL} 5 sur 8 3 3 0 avis défavorable du 04/03/2025" in told
    assert f"{POOL} 5 sur 8 0 0 0 aucune visite" in told


def test_one_site_alone_is_told_item_by_item(summary: Registre) -> None:
    told = words_of(summary("show", "--site", SCHOOL))

    assert "Site R, Établissements d’éveil, d’enseignement, de formation, catégorie 4" in told
    assert "Vérifications et contrôles manquant depuis le 06/01/2020 – 0" in told
    assert "Exercices d’évacuation présent depuis le 20/01/2026 20/01/2026 1" in told
    assert "Travaux néant – 0" in told
    assert "Anomalie 3 1 1 1 3 " in told
    assert "Commission avis défavorable du 04/03/2025" in told
    assert "Arrêté poursuite d’exploitation n° 2026-0117, le maire, 04/03/2025" in told


def test_the_gravest_are_named_first(summary: Registre) -> None:
    told = words_of(summary("show", "--site", SCHOOL))

    assert told.index("Porte bloquée") < told.index("Bloc") < told.index(FORMULA)


def test_programs_are_given_the_whole_value(summary: Registre) -> None:
    told = summary("show", "--on", "31/12/2099", "--json").json

    assert (ANNE, TOWN, "2099-12-31") == (told["acting"]["name"], told["summary"]["workspace"], told["summary"]["on"])
    assert [SCHOOL, POOL] == [one["site"]["name"] for one in told["summary"]["sites"]]
    assert 64 == len(told["summary"]["digest"])


def test_a_day_to_come_is_told_of_deadlines_alone() -> None:
    assert "au 02/03/2026" == as_of(a_summary())
    assert "au 02/03/2026, échéances au 01/04/2026" == as_of(a_summary(on=date(2026, 4, 1)))


def test_a_day_that_is_past_is_refused_in_plain_french(summary: Registre) -> None:
    told = refused(summary("show", "--on", "01/01/2026"), "summary-day-past")

    assert "la synthèse dit ce qui est, non ce qui fut le 01/01/2026" in told


def test_rows_open_in_a_french_spreadsheet_and_compute_nothing(summary: Registre, folder: Path) -> None:
    told = words_of(summary("rows", "--into", "constats.csv"))
    rows = list(csv.DictReader(StringIO(Path("constats.csv").read_text(encoding="utf-8-sig")), delimiter=";"))

    assert "3 constats ouverts : « constats.csv »." in told
    assert [("Critique", "Porte bloquée"), ("Majeure", "Bloc"), ("Mineure", f"'{FORMULA}")] == [
        (one["Gravité"], one["Constat"]) for one in rows
    ]
    assert {"09/03/2026"} == {one["Échéance"] for one in rows}


def test_the_data_bear_the_digest_that_is_shown(summary: Registre, folder: Path) -> None:
    shown = summary("show", "--json").json["summary"]["digest"]
    told = summary("rows", "--into", "synthese.json", "--format", "json", "--json").json

    assert (shown, 3) == (told["digest"], told["rows"])
    assert shown == json.loads(Path("synthese.json").read_bytes())["digest"]


def test_it_is_printed_with_its_digest_and_what_is_there_is_not_written_over(summary: Registre, folder: Path) -> None:
    digest = summary("show", "--site", SCHOOL, "--json").json["summary"]["digest"]
    told = summary("print", "--site", SCHOOL, "--into", "synthese.pdf", "--json").json
    with pypdfium2.PdfDocument(Path("synthese.pdf")) as document:
        text = document[0].get_textpage().get_text_bounded()

    assert Path("synthese.pdf").stat().st_size == told["size"]
    assert SCHOOL in text
    assert digest[:16] in text.replace("\r\n", "").replace(" ", "")
    assert refused(summary("print", "--into", "synthese.pdf"), "file-exists")


def test_the_anchor_that_is_named_is_told_once_its_key_has_signed_it(
    summary: Registre, registre: Registre, folder: Path
) -> None:
    public = registre("keygen", "ed25519:ancre.key", "--json").json["key"]
    registre("anchor", DATABASE, "--key", "ed25519:ancre.key", "--into", "ancres")

    assert "Ancre entrée 5, " in words_of(summary("show", "--anchor", "ancres", "--key", public))


@pytest.mark.parametrize(
    "words, code",
    [
        (("--site", "École"), "unknown-name"),
        (("--on", "demain"), "malformed-date"),
        (("--key", "ed25519:aa"), "anchor-missing"),
        (("--anchor", "registre.db"), "not-an-anchor"),
    ],
    ids=["no such site", "no day", "a key without an anchor", "no anchor"],
)
def test_what_cannot_be_read_is_told_before_anything_is_done(
    summary: Registre, words: tuple[str, ...], code: str
) -> None:
    assert refused(summary("show", *words), code)


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let there be eighty columns."""
    monkeypatch.setattr("registre_cli.terminal.WIDTH", 80)
    terminal.cache_clear()
    yield
    terminal.cache_clear()


@pytest.mark.usefixtures("folder", "narrow")
def test_it_fits_into_eighty_columns(capsys: pytest.CaptureFixture[str]) -> None:
    for words in ((), ("--site", SCHOOL)):
        assert 0 == run(["summary", "show", DATABASE, *words])

    assert [] == [line for line in capsys.readouterr().out.splitlines() if len(line) > 80]
