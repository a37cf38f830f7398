"""What a page is made of, and whether what was marked on it has to be recognised."""

import pytest

from registre_core.extraction import (
    Condition,
    Diagnosis,
    Outline,
    PageText,
    Region,
    Survey,
    diagnose,
    is_bad_layer,
    needs_recognition,
)
from registre_core.extraction.boxes import Box
from registre_core.kernel.passages import Quad
from registre_core.testing.pages import around, typed

PAGE = (600.0, 840.0)
PROSE = (
    "Les blocs autonomes d'éclairage de sécurité\n"
    "du premier étage ne fonctionnent pas.\n"
    "La porte coupe-feu du hall reste ouverte\n"
    "et son ferme-porte est hors service.\n"
    "Remplacer l'extincteur de la chaufferie,\n"
    "dont la date de vérification est dépassée.\n"
)
FULL_PAGE = PROSE * 8
STAMP = "Reçu le 3 mars 2026\nMairie de Sainte-Colombe"
WHOLE: Box = (0.0, 0.0, *PAGE)


def part_of_page(left: float, top: float, right: float, bottom: float) -> Box:
    """A box by shares of the page."""
    width, height = PAGE
    return left * width, top * height, right * width, bottom * height


def moved(text: str, by: int) -> str:
    """Every letter is another one, as where a font hides its alphabet."""
    return "".join(chr((ord(c) - 97 + by) % 26 + 97) if "a" <= c <= "z" else c for c in text)


def misread(text: str) -> str:
    """Every seventh letter is a speck, a digit, a bar."""
    return "".join("1|~5;}"[place % 6] if c.isalpha() and place % 7 == 0 else c for place, c in enumerate(text))


SCAN = Survey(images=(WHOLE,))
LAYERED = Survey(images=(WHOLE,), hidden=1.0)
LOGO = part_of_page(0.05, 0.02, 0.25, 0.11)
PHOTOGRAPH = part_of_page(0.1, 0.4, 0.5, 0.6)
STRIPS = tuple(part_of_page(0, row / 50, 1, (row + 1) / 50) for row in range(50))

CONDITIONS = [
    (PROSE, Survey(), Condition.TEXT, "words and nothing else"),
    (PROSE, Survey(images=(LOGO,)), Condition.TEXT, "words under a letterhead"),
    (FULL_PAGE, SCAN, Condition.TEXT, "words before a background"),
    (PROSE, LAYERED, Condition.TEXT, "a scan with a good layer"),
    ("", SCAN, Condition.IMAGE, "a scan"),
    ("", Survey(images=STRIPS), Condition.IMAGE, "a scan in strips"),
    ("", Survey(), Condition.IMAGE, "words drawn as shapes"),
    (STAMP, SCAN, Condition.IMAGE, "a scan that was stamped by a machine"),
    (STAMP, Survey(images=(part_of_page(0, 0.1, 1, 1),)), Condition.IMAGE, "a scan with a header above it"),
    (PROSE, Survey(images=(PHOTOGRAPH,)), Condition.MIXED, "words and a photograph"),
    (PROSE * 3, SCAN, Condition.MIXED, "a scanned form that a machine filled in"),
    (misread(PROSE), LAYERED, Condition.BAD_LAYER, "a scan with a poor layer"),
    (moved(PROSE, 3), LAYERED, Condition.BAD_LAYER, "a layer of other letters"),
    (" ".join(PROSE), Survey(), Condition.BAD_LAYER, "letters that have fallen apart"),
    (PROSE.replace("e", "\x04"), Survey(), Condition.BAD_LAYER, "letters that are control characters"),
    (moved(PROSE, 3), Survey(), Condition.BAD_LAYER, "an alphabet that was moved"),
    ("", Survey(is_blank=True), Condition.BLANK, "an empty page"),
    ("3", Survey(images=(WHOLE,), hidden=1.0, is_blank=True), Condition.BLANK, "the empty back of a scan"),
]


@pytest.mark.parametrize("text,survey,condition,_about", CONDITIONS, ids=[row[3] for row in CONDITIONS])
def test_a_page_is_one_of_five_kinds(text: str, survey: Survey, condition: Condition, _about: str) -> None:
    assert condition == diagnose(typed(text), survey).condition


def test_a_diagnosis_counts_words_and_measures_images() -> None:
    survey = Survey(images=(part_of_page(0, 0, 1, 0.3), part_of_page(0, 0.2, 1, 0.4)), hidden=0.25)

    assert Diagnosis(
        page=4,
        label="4",
        condition=Condition.MIXED,
        words=3,
        images=0.4,
        hidden=0.25,
        source="typewriter 1",
    ) == diagnose(typed("Le hall : vide –", number=4), survey)


NEEDS = {Condition.IMAGE: True, Condition.BAD_LAYER: True}


@pytest.mark.parametrize("condition", Condition)
def test_images_and_bad_layers_have_no_words_without_recognition(condition: Condition) -> None:
    assert NEEDS.get(condition, False) == Diagnosis(1, "1", condition, 0, 0.0, 0.0, "").needs_recognition


def test_a_poor_layer_is_bad_and_words_of_any_language_are_not() -> None:
    german = "Der Feuerlöscher im Erdgeschoss fehlt, die Brandschutztür schließt nicht mehr selbsttätig. " * 3
    codes = "\n".join(f"DI-{number:03} TBT4 2P+T 10kA 30mA C16 IP2X R{number}-12" for number in range(40))

    assert is_bad_layer(typed(misread(PROSE)), LAYERED)
    assert not is_bad_layer(typed(german), LAYERED)
    assert not is_bad_layer(typed(codes), LAYERED)


def needed(page: PageText, survey: Survey, *marks: Region | Outline) -> bool:
    return needs_recognition(page, survey, marks)


def test_words_that_can_be_read_are_not_recognised() -> None:
    assert not needed(typed(PROSE), Survey(), around(0, 2, 40))
    assert not needed(typed(PROSE), LAYERED, around(0, 2, 40))
    assert not needed(typed(FULL_PAGE), SCAN, around(0, 2, 40))


def test_what_an_image_shows_is_recognised() -> None:
    assert needed(typed(""), SCAN, around(0, 2, 40))
    assert needed(typed(PROSE), Survey(images=(PHOTOGRAPH,)), Region(1, *PHOTOGRAPH))


def test_what_is_drawn_as_shapes_is_recognised() -> None:
    assert needed(typed(""), Survey(), around(0, 2, 40))


def test_empty_paper_is_not() -> None:
    assert not needed(typed(PROSE), Survey(images=(LOGO,)), around(0, 40, 40))
    assert not needed(typed(""), Survey(is_blank=True), around(0, 2, 40))
    assert not needed(typed("", number=2), SCAN, around(0, 2, 40, page=1))


def test_a_stamp_on_a_scan_is_read_and_the_scan_around_it_recognised() -> None:
    page = typed(STAMP)

    assert not needed(page, SCAN, around(0, 0, 24, 2))
    assert needed(page, SCAN, Region(1, *part_of_page(0, 0, 1, 0.5)))


def test_one_mark_on_an_image_is_enough() -> None:
    page, survey = typed(PROSE), Survey(images=(PHOTOGRAPH,))

    assert needed(page, survey, around(0, 2, 40), Region(1, *PHOTOGRAPH))


def test_in_a_form_with_one_broken_font_the_sound_one_is_read() -> None:
    page = typed("Demande à remplir par l'exploitant\n" + "\n".join(["\x03YRLU\x03QRWLFH\x03"] * 5))

    assert is_bad_layer(page, Survey())
    assert not needed(page, Survey(), around(0, 0, 34))
    assert needed(page, Survey(), around(0, 2, 13))


def test_no_line_of_a_page_without_words_is_read() -> None:
    assert needed(typed(moved(PROSE, 3)), Survey(), around(0, 2, 10))
    assert needed(typed(misread(PROSE)), LAYERED, around(0, 2, 10))


def test_a_tilted_mark_is_one_too() -> None:
    tilted = Outline(1, Quad(10, 12, 200, 20, 198, 40, 8, 32))

    assert needed(typed(""), SCAN, tilted)
