"""Words that somebody quotes instead of marking them."""

import pytest
from attrs import evolve

from registre_core.extraction import PageText, Region, Selection, passage, quoted
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.passages import Passage, TextSource
from registre_core.testing.pages import Typed, around, drawn, typed

DOCUMENT = Digest("0" * 64)
FIRST = (
    "Vérification périodique\n"
    "\n"
    "Un exutoire ne s’ouvre pas : le dispo-\n"
    "sitif de commande est hors service.\n"
    "La porte coupe-feu du hall n° 12 reste\n"
    "ouverte."
)
SECOND = "LA PORTE du local 7\n\nLe bloc de secours est éteint.\nLa porte du local 7 est bloquée."
REPORT = (typed(FIRST), typed(SECOND, number=2))


def take(quote: str, *pages: PageText, near: Selection | None = None) -> Passage:
    return quoted(DOCUMENT, quote, pages or REPORT, near=near)


def refusal(quote: str, *pages: PageText, near: Selection | None = None) -> InvalidInput:
    with pytest.raises(InvalidInput) as refused:
        take(quote, *pages, near=near)
    return refused.value


def test_a_quote_is_the_passage_that_a_rectangle_around_its_words_makes() -> None:
    marked = passage(DOCUMENT, Selection((around(3, 4, 15),)), {1: REPORT[0]})

    assert marked == take("porte coupe-feu")


ASKED_OTHERWISE = [
    "Un exutoire ne s'ouvre pas: le dispositif de commande",
    "un exutoire ne s’ouvre pas : le dispo-sitif  de commande",
    "UN EXUTOIRE NE S’OUVRE PAS : LE DISPOSITIF DE COMMANDE",
    "Un exutoire ne s’ouvre pas :\nle dispo-\nsitif de commande",
]


@pytest.mark.parametrize("asked", ASKED_OTHERWISE)
def test_however_words_are_asked_for_the_answer_has_those_of_the_file(asked: str) -> None:
    assert "Un exutoire ne s’ouvre pas : le dispositif de commande" == take(asked).quote


def test_words_to_the_letter_come_before_words_that_are_set_otherwise() -> None:
    assert (2, "LA PORTE du local 7") == (take("LA PORTE du local 7").parts[0].page, take("LA PORTE du local 7").quote)
    assert "La porte du local 7" == take("La porte du local 7").quote
    assert "quote-ambiguous" == refusal("la porte du local 7").code


NOT_THERE = [
    ("La porte coupe-feu du hall n° 13", "another number"),
    ("porte coupe-feu du hall n° 1", "half a number"),
    ("Le bloc de secours n’est pas éteint", "a word more"),
    ("loc", "part of a word"),
    ("  -\n", "nothing"),
]


@pytest.mark.parametrize("asked,_about", NOT_THERE, ids=[row[1] for row in NOT_THERE])
def test_other_words_are_not_found(asked: str, _about: str) -> None:
    assert "quote-not-found" == refusal(asked).code


def test_a_long_quote_may_begin_and_end_within_a_word_as_a_mark_may() -> None:
    assert "loc de secours est étein" == take("loc de secours est étein").quote


def test_words_that_overlap_themselves_stand_at_two_places() -> None:
    assert refusal("1 1", typed("1 1 1")).code == "quote-ambiguous"


def test_words_at_several_places_are_ambiguous_and_their_pages_are_told() -> None:
    again = typed("Bloc de secours éteint.\n\nBloc de secours éteint.", number=3)
    refused = refusal("bloc de secours éteint", typed("Bloc de secours éteint."), again)

    assert ("quote-ambiguous", 3, "1, 3") == (refused.code, refused.facts["places"], refused.facts["pages"])


def test_a_page_settles_which_place_is_meant() -> None:
    pages = [typed("Extincteur absent", number=number) for number in (1, 2, 3)]

    found = take("extincteur absent", *pages, near=Selection((Region(2, 0, 0, 600, 840),)))

    assert 2 == found.parts[0].page


def test_boxes_settle_which_place_is_meant_however_roughly_they_are_drawn() -> None:
    page = typed("Extincteur absent\n\n\n\nExtincteur absent\nExtincteur absent")

    assert 48.0 == take("Extincteur absent", page, near=Selection((around(2, 4, 3),))).parts[0].quads[0].y0
    assert 60.0 == take("Extincteur absent", page, near=Selection((around(0, 5, 40, 9),))).parts[0].quads[0].y0
    assert "quote-ambiguous" == refusal("Extincteur absent", page, near=Selection((around(0, 0, 40, 9),))).code


def test_words_that_stand_elsewhere_than_told_are_not_found() -> None:
    assert "quote-not-found" == refusal("Le bloc de secours", near=Selection((around(0, 0, 40),))).code


def test_a_quote_runs_over_a_page_break() -> None:
    pages = typed("Constat\nLa porte coupe-feu du hall"), typed("reste ouverte.\nFin", number=2)

    found = take("La porte coupe-feu du hall reste ouverte.", *pages)

    assert ([1, 2], 8, 14) == ([part.page for part in found.parts], found.start, found.end)
    assert found == passage(
        DOCUMENT, Selection((around(0, 1, 40), around(0, 0, 40, page=2))), dict(enumerate(pages, 1))
    )


def test_pages_between_which_one_was_left_out_have_no_page_break_in_common() -> None:
    pages = typed("La porte coupe-feu du hall"), typed("reste ouverte.", number=3)

    assert "quote-not-found" == refusal("La porte coupe-feu du hall reste ouverte.", *pages).code


def numbered(number: int, text: str) -> PageText:
    """A page of a report with a header and a footer."""
    head, foot = "Rapport n° 7 – École Jules-Ferry", f"Page {number} / 3"
    body = [Typed(line, 0, 12 + row) for row, line in enumerate(text.split("\n"))]
    return drawn([Typed(head, 0, 2), *body, Typed(foot, 40, 67)], number=number)


def test_what_runs_along_head_and_foot_may_be_quoted_or_left_out() -> None:
    pages = numbered(1, "La porte coupe-feu du hall"), numbered(2, "reste ouverte.")

    without = take("La porte coupe-feu du hall reste ouverte.", *pages)
    within = take("feu du hall Page 1 / 3 Rapport n° 7 – École Jules-Ferry reste", *pages)

    assert "La porte coupe-feu du hall reste ouverte." == without.quote
    assert "feu du hall Page 1 / 3 Rapport n° 7 – École Jules-Ferry reste" == within.quote


def test_what_stands_once_at_the_foot_of_a_page_is_not_passed_over() -> None:
    left = drawn([Typed("Les issues sont", 0, 12), Typed("toutes encombrées", 0, 67)])
    right = drawn([Typed("conformes au règlement.", 0, 12), Typed("Total des points", 0, 67)], number=2)

    assert "quote-not-found" == refusal("Les issues sont conformes au règlement.", left, right).code


def test_words_read_in_an_image_may_be_misread_and_those_of_a_file_are_not() -> None:
    page = typed("La portc coupe-feu du hall n° 12 reste ouverte.")
    image = evolve(page, source=TextSource.OCR, confidences=bytes([80]) * len(page.characters))
    asked = "La porte coupe-feu du hall n° 12 reste ouverte."

    found = take(asked, image)

    assert ("La portc coupe-feu du hall n° 12 reste ouverte.", 80.0) == (found.quote, found.confidence)
    assert "quote-not-found" == refusal(asked, page).code
    assert "quote-not-found" == refusal(asked.replace("12", "17"), image).code


TABLE = drawn(
    [
        Typed("Absence de dispositif différentiel en", 5, 0),
        Typed("MS 51", 60, 0),
        Typed("amont des prises ; en instal-", 5, 1),
        Typed("CO 37", 60, 1),
        Typed("ler un.", 5, 2),
    ]
)


def test_a_cell_is_quoted_although_the_file_draws_its_table_line_by_line() -> None:
    asked = "Absence de dispositif différentiel en amont des prises ; en installer un."
    marked = passage(DOCUMENT, Selection((around(5, 0, 40, 3),)), {1: TABLE})

    found = take(asked, TABLE)

    assert (asked, marked.parts) == (found.quote, found.parts)
    assert "quote-not-found" == refusal("MS 51 CO 37 Absence", TABLE).code


def test_a_row_that_is_read_across_is_quoted_so() -> None:
    assert "amont des prises ; en instal- CO 37" == take("amont des prises ; en instal- CO 37", TABLE).quote


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_a_dash_that_begins_a_line_is_quoted_or_not(dash: str) -> None:
    page = typed(f"Dans le couloir\n{dash} Bloc de secours éteint\n{dash} Extincteur absent")

    assert f"{dash} Bloc de secours éteint" == take("- Bloc de secours éteint", page).quote
    assert "Bloc de secours éteint" == take("Bloc de secours éteint", page).quote
    assert "quote-not-found" == refusal("-5 extincteurs", typed("5 extincteurs")).code


def test_numbers_on_both_sides_of_a_page_break_are_two() -> None:
    pages = typed("Porte 1"), typed("2 extincteurs", number=2)

    assert "Porte 1 2 extincteurs" == take("porte 1 2 extincteurs", *pages).quote
    assert "quote-not-found" == refusal("porte 12 extincteurs", *pages).code


def test_copying_is_reported() -> None:
    assert not quoted(DOCUMENT, "exutoire", REPORT, may_be_copied=False).may_be_copied
