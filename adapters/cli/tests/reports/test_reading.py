"""Reports on the command line: what is marked or quoted, what pages are made of, what a report proposes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from adapters.cli.tests.tampering import Registre
from tests.end_to_end.command_line import CELL, CELL_TEXT, DOCUMENTS, REPORT

from registre_cli import labels
from registre_cli.reports.passages import tell_doubts
from registre_cli.reports.selecting import selected
from registre_core import InvalidInput
from registre_core.extraction import Condition, Outline, Region, Selection
from registre_core.kernel.documents import Digest
from registre_core.kernel.natures import Nature
from registre_core.kernel.passages import Passage, PassagePart, Quad, TextSource

REPORTS = str(REPORT)
SCAN = str(DOCUMENTS / "scan.pdf")
CORNERS = "165.5,456,392.1,456,392.1,501.6,165.5,501.6"
SECOND_PAGE = "70,220,400,260"

pytestmark = pytest.mark.usefixtures("empty")


def lines(said: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.splitlines()]


# ---- what is marked --------------------------------------------------------------------------------------------------


def test_a_mark_may_bring_its_page() -> None:
    assert Selection((Region(4, 50, 60, 500, 80), Region(2, 1, 2, 3, 4))) == selected(2, ["4:50,60,500,80", "1,2,3,4"])
    assert Selection((Outline(7, Quad(0, 0, 9, 1, 9, 5, 0, 4)),)) == selected(None, [], ["7:0,0,9,1,9,5,0,4"])
    assert selected(3, []) is None


@pytest.mark.parametrize(
    "page, rectangles, quads, codes",
    [
        (None, ["1,2,3,4"], [], ["page-missing"]),
        (None, ["0:1,2,3,4"], [], ["page-out-of-range"]),
        (0, ["1:1,2,3,4"], [], ["page-out-of-range"]),
        (1, ["1:2:1,2,3,4", "a:1,2,3,4"], [], ["malformed-rectangle"] * 2),
        (1, [], ["1,2,3,4", "0,0,9,9,9,0,0,9", "0,0,1e999,0,1,1,0,1"], ["malformed-quad"] * 3),
        (None, ["3,2,1,0"], ["x"], ["page-missing", "malformed-rectangle", "page-missing", "malformed-quad"]),
    ],
)
def test_everything_that_is_wrong_with_marks_is_told_at_once(
    page: int | None, rectangles: list[str], quads: list[str], codes: list[str]
) -> None:
    with pytest.raises(InvalidInput) as refused:
        selected(page, rectangles, quads)

    assert codes == [problem.code for problem in refused.value.problems]


def test_a_passage_may_span_pages(registre: Registre) -> None:
    passage = registre("extract", REPORTS, "--rect", f"1:{CELL}", "--rect", f"2:{SECOND_PAGE}", "--json").json

    assert passage["text"].startswith(CELL_TEXT)
    assert [1, 2] == [part["page"] for part in passage["parts"]]
    assert (1, passage["parts"][0]["quads"]) == (passage["page"], passage["quads"])


def test_the_corners_that_a_viewer_gives_do_as_well(registre: Registre) -> None:
    answer = registre("extract", REPORTS, "--page", "1", "--quad", CORNERS)

    assert (0, CELL_TEXT + "\n", "") == (answer.exit_code, answer.out, answer.err)


def test_words_that_are_quoted_are_found_as_the_report_has_them(registre: Registre) -> None:
    quote = "accessibles aux   enfants. Remplacer le plastron et la serrure ; dans l'attente"

    found = registre("extract", REPORTS, "--quote", quote, "--json").json

    assert ("accessibles aux enfants. Remplacer le plastron et la serrure ; dans l’attente", 1) == (
        found["text"],
        found["page"],
    )


@pytest.mark.parametrize(
    "quote, more, code",
    [
        ("des licornes", (), "quote-not-found"),
        ("de", (), "quote-ambiguous"),
        ("plastron est fendu", ("--page", "2"), "quote-not-found"),
        ("plastron est fendu", ("--page", "9"), "page-out-of-range"),
    ],
)
def test_a_quote_that_leads_to_no_one_place_is_refused(
    registre: Registre, quote: str, more: tuple[str, ...], code: str
) -> None:
    answer = registre("extract", REPORTS, "--quote", quote, *more)

    assert (2, "") == (answer.exit_code, answer.out)
    assert answer.err.endswith(f"[{code}]\n")


def test_nothing_is_read_where_nothing_was_marked(registre: Registre) -> None:
    assert "[nothing-selected]" in registre("extract", REPORTS, "--page", "1").err
    assert "[unknown-choice]" in registre("extract", REPORTS, "--rect", f"1:{CELL}", "--ocr", "parfois").err


def test_an_annotation_is_what_the_standard_says(registre: Registre) -> None:
    written = registre("extract", REPORTS, "--page", "1", "--rect", CELL, "--annotation").json

    assert ("Annotation", "electrical_report.pdf") == (written["type"], written["target"]["source"]["dc:title"])
    assert CELL_TEXT == written["target"]["selector"][0]["exact"]


# ---- recognition -----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_what_is_only_a_picture_is_recognised_and_says_so(registre: Registre) -> None:
    seen = registre("extract", SCAN, "--page", "1", "--rect", CELL)
    told = registre("extract", SCAN, "--page", "1", "--rect", CELL, "--json")

    assert CELL_TEXT.replace("’", "'") == seen.out.strip().replace("’", "'")
    assert "texte reconnu dans une image par tesseract" in seen.err
    assert ("ocr", "") == (told.json["source"], told.err)
    assert 60 <= told.json["confidence"] <= 100


def test_without_recognition_a_picture_has_no_words(registre: Registre) -> None:
    answer = registre("extract", SCAN, "--page", "1", "--rect", CELL, "--ocr", "never")

    assert (2, True) == (answer.exit_code, answer.err.endswith("[empty-selection]\n"))


def test_a_recognizer_that_is_not_there_is_named(registre: Registre) -> None:
    strange = registre("extract", SCAN, "--page", "1", "--rect", CELL, "--recognizer", "lunettes")
    klingon = registre("extract", SCAN, "--page", "1", "--rect", CELL, "--recognizer", "tesseract:tlh")

    assert "pour la reconnaissance de caractères\u00a0; adaptateurs installés\u00a0: tesseract" in strange.err
    assert "apt-get install tesseract-ocr-tlh [language-not-installed]" in klingon.err


@pytest.mark.parametrize(
    "confidence, may_be_copied, said",
    [
        (95.0, True, ["texte reconnu"]),
        (41.0, True, ["texte reconnu", "peu sûre"]),
        (None, False, ["interdit la copie"]),
    ],
)
def test_doubts_about_a_passage_are_told_beside_it(
    capsys: pytest.CaptureFixture[str], confidence: float | None, *, may_be_copied: bool, said: list[str]
) -> None:
    part = PassagePart(1, "1", 595, 842, 0, (Quad.around(0, 0, 9, 9),))
    source = TextSource.NATIVE if confidence is None else TextSource.OCR
    tell_doubts(Passage(Digest("0" * 64), "mot", "", "", 0, 3, source, "moteur 1", (part,), confidence, may_be_copied))

    told = capsys.readouterr().err.splitlines()
    assert len(said) == len(told)
    assert all(one in line and line.startswith("registre : attention") for one, line in zip(said, told, strict=True))


# ---- what pages are made of ------------------------------------------------------------------------------------------


def test_each_page_is_a_line_for_programs(registre: Registre) -> None:
    text, scan = (lines(registre("inspect", file, "--json").out) for file in (REPORTS, SCAN))

    assert [(1, "text", False), (2, "text", False)] == [
        (page["page"], page["condition"], page["needs_recognition"]) for page in text
    ]
    assert ("image", True, 0, 1) == tuple(scan[0][key] for key in ("condition", "needs_recognition", "words", "images"))
    assert {True} == {page["may_be_copied"] for page in text}


def test_people_get_a_table_and_what_it_comes_to(registre: Registre) -> None:
    answer = registre("inspect", SCAN)

    assert (0, "") == (answer.exit_code, answer.err)
    assert "reconnaissance (OCR)" in answer.out
    assert "1 page\u00a0: 1 image." in answer.out
    assert "en permet la copie" in answer.out


def test_every_condition_and_nature_has_its_label() -> None:
    assert set(Condition) == set(labels.CONDITIONS)
    assert set(Nature) == set(labels.NATURES)


# ---- what a report proposes ------------------------------------------------------------------------------------------


def test_a_program_gets_a_list_of_candidates_with_their_words_and_places(registre: Registre) -> None:
    answer = registre("propose", REPORTS, "--json")
    candidates = json.loads(answer.out)

    assert (0, "", 1) == (answer.exit_code, answer.err, answer.out.count("\n"))
    assert CELL_TEXT == candidates[0]["text"]
    assert ("1", "Préau, tableau divisionnaire TD 2", [1]) == tuple(
        candidates[0][key] for key in ("number", "place", "pages")
    )
    assert {"text", "pages", "regions", "detector", "score", "reference", "priority", "nature", "parts"} <= candidates[
        0
    ].keys()
    assert len(candidates) == 8


def test_people_read_how_many_there_are_and_which(registre: Registre) -> None:
    answer = registre("propose", REPORTS)

    assert (0, "") == (answer.exit_code, answer.err)
    assert answer.out.startswith("8 observations proposées dans «\u00a0electrical_report.pdf\u00a0» (2 pages).")
    assert "Préau, tableau" in answer.out


def test_pages_on_which_nothing_was_looked_for_are_named(registre: Registre) -> None:
    answer = registre("propose", SCAN, "--ocr", "never", "--json")

    assert (0, "[]\n") == (answer.exit_code, answer.out)
    assert "pages non lues, faute de texte\u00a0: 1" in answer.err


def test_a_report_without_observations_proposes_none(registre: Registre) -> None:
    assert registre("propose", str(DOCUMENTS / "ligatures.pdf")).out.startswith("Aucune observation proposée")


@pytest.mark.parametrize("option", [("--out", "a.jsonl"), ("--workers", "2")])
def test_options_of_folders_are_refused_for_one_report(registre: Registre, option: tuple[str, str]) -> None:
    assert "[option-for-folders]" in registre("propose", REPORTS, *option).err


def test_a_report_that_is_not_there_is_told(registre: Registre) -> None:
    for command in ("propose", "inspect"):
        answer = registre(command, "absent.pdf")
        assert (2, True) == (answer.exit_code, answer.err.endswith("[file-not-found]\n"))
        assert not Path("absent.pdf").exists()
