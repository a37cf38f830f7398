"""A passage: what was selected, quoted exactly, with all that is needed to find it again."""

import pytest

from registre_core.extraction import PageText, Part, Region, Selection, passage, passage_of, text_of
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.passages import Passage, Quad, TextSource
from registre_core.testing.pages import Typed, around, drawn, typed

DOCUMENT = Digest("0" * 64)

REPORT = typed(
    "Vérification périodique\n"
    "\n"
    "Un exutoire ne s’ouvre pas : le dispo-\n"
    "sitif de commande est hors service.\n"
    "La porte coupe-feu reste ouverte."
)


def take(*regions: Region, pages: tuple[PageText, ...] = (REPORT,)) -> Passage:
    return passage(DOCUMENT, Selection(regions), {page.info.number: page for page in pages})


def test_a_line_is_quoted() -> None:
    assert "La porte coupe-feu reste ouverte." == take(around(0, 4, 40)).quote


def test_the_words_of_several_lines_are_joined_as_one_reads_them() -> None:
    quote = take(around(0, 2, 40, 2)).quote

    assert "Un exutoire ne s’ouvre pas : le dispositif de commande est hors service." == quote


def test_a_character_counts_when_its_centre_is_inside() -> None:
    assert "porte" == take(Region(1, 6 * 3 + 2.9, 12 * 4 + 4.9, 6 * 8 - 2.9, 12 * 4 + 5.1)).quote
    assert "ort" == take(Region(1, 6 * 3 + 3.1, 12 * 4 + 4.9, 6 * 8 - 3.1, 12 * 4 + 5.1)).quote


def test_a_rectangle_that_misses_every_centre_takes_nothing() -> None:
    with pytest.raises(InvalidInput) as refused:
        take(Region(1, 0, 12 * 4 + 6, 400, 12 * 4 + 9))

    assert "empty-selection" == refused.value.code


def test_two_rectangles_leave_out_what_stands_between_them() -> None:
    quote = take(around(0, 2, 11), around(3, 4, 5)).quote

    assert "Un exutoire porte" == quote


def test_rectangles_are_read_in_reading_order_however_they_were_drawn() -> None:
    assert take(around(0, 2, 11), around(3, 4, 5)) == take(around(3, 4, 5), around(0, 2, 11))


def test_what_two_rectangles_share_is_quoted_once() -> None:
    assert "La porte coupe-feu" == take(around(0, 4, 12), around(3, 4, 15)).quote


def test_letters_left_out_of_a_word_do_not_make_it_two() -> None:
    assert "opefeu" == take(around(10, 4, 1), around(12, 4, 2), around(15, 4, 3)).quote


def test_a_column_is_cut_out_of_its_neighbours() -> None:
    page = drawn(
        [Typed(f"gauche {row}", 0, row) for row in range(3)] + [Typed(f"droite {row}", 20, row) for row in range(3)]
    )

    assert "droite 0 droite 1 droite 2" == take(around(20, 0, 10, 3), pages=(page,)).quote


def test_the_offsets_find_the_quote_in_the_page() -> None:
    found = take(around(3, 4, 15))
    text = REPORT.clean.text

    assert "porte coupe-feu" == found.quote == text[found.start : found.end]
    assert text[found.start - 32 : found.start] == found.prefix
    assert text[found.end : found.end + 32] == found.suffix
    assert (32, " reste ouverte.") == (len(found.prefix), found.suffix)


def test_the_context_ends_where_the_page_does() -> None:
    found = take(around(0, 0, 12))

    assert ("", "Vérification", 0) == (found.prefix, found.quote, found.start)


def test_each_line_has_its_quad() -> None:
    (part,) = take(around(3, 2, 40, 2)).parts

    assert (Quad.around(18, 24, 228, 34), Quad.around(18, 36, 210, 46)) == part.quads


def test_what_is_left_out_of_a_line_parts_its_quads() -> None:
    (part,) = take(around(0, 4, 2), around(9, 4, 9)).parts

    assert (Quad.around(0, 48, 12, 58), Quad.around(54, 48, 108, 58)) == part.quads


def test_a_row_of_cells_is_one_quad() -> None:
    page = typed("1      hall      EC 12")

    assert 1 == len(take(around(0, 0, 40), pages=(page,)).parts[0].quads)


def test_the_page_is_described_as_it_was_displayed() -> None:
    (part,) = take(around(0, 4, 40)).parts

    assert (1, "1", 600, 840, 0) == (part.page, part.label, part.width, part.height, part.rotation)


def test_the_provenance_names_file_source_and_engine() -> None:
    found = take(around(0, 4, 40))

    assert (DOCUMENT, TextSource.NATIVE, "typewriter 1") == (found.document, found.source, found.engine)


def test_a_passage_may_cross_a_page_break() -> None:
    first, second = typed("Le conduit est corro-", number=4), typed("dé sur toute sa longueur.", number=5)
    found = take(around(0, 0, 40, page=5), around(3, 0, 40, page=4), pages=(first, second))

    assert "conduit est corrodé sur toute sa longueur." == found.quote
    assert [4, 5] == [part.page for part in found.parts]
    assert (3, 25) == (found.start, found.end)
    assert ("Le ", "") == (found.prefix, found.suffix)


def test_a_page_on_which_nothing_was_hit_is_no_part_of_the_passage() -> None:
    first, second = typed("page blanche", number=1), typed("un mot", number=2)
    found = take(around(0, 30, 10, page=1), around(0, 0, 10, page=2), pages=(first, second))

    assert [2] == [part.page for part in found.parts]


def test_the_least_trusted_page_names_the_source() -> None:
    first = typed("un", number=1)
    second = drawn([Typed("deux")], number=2)
    guessed = PageText(second.info, second.characters, second.boxes, "pdfplumber 0", TextSource.FALLBACK)
    found = take(around(0, 0, 9, page=1), around(0, 0, 9, page=2), pages=(first, guessed))

    assert (TextSource.FALLBACK, "typewriter 1, pdfplumber 0") == (found.source, found.engine)


def test_an_empty_page_gives_no_passage() -> None:
    with pytest.raises(InvalidInput) as refused:
        take(around(0, 0, 10), pages=(typed(""),))

    assert "empty-selection" == refused.value.code


def test_each_rectangle_off_its_page_is_named() -> None:
    with pytest.raises(InvalidInput) as refused:
        take(Region(1, 601, 0, 700, 10), around(0, 4, 10), Region(1, 0, -20, 10, -10))

    assert [("regions[0]", "region-off-page"), ("regions[2]", "region-off-page")] == [
        (problem.path, problem.code) for problem in refused.value.problems
    ]


def test_a_rectangle_that_reaches_over_the_edge_is_cut_there() -> None:
    assert "La porte" == take(Region(1, -100, 48, 48, 58)).quote


def test_the_text_of_rectangles_can_be_had_alone() -> None:
    assert "porte" == text_of(REPORT, [around(3, 4, 5)])
    assert "" == text_of(REPORT, [around(0, 30, 5)])


def test_words_known_by_their_characters_make_the_passage_that_a_rectangle_around_them_makes() -> None:
    start = REPORT.characters.index("porte coupe-feu")

    assert take(around(3, 4, 15)) == passage_of(DOCUMENT, {1: REPORT}, [Part(1, start, start + 15)])


def test_known_characters_are_read_as_they_come_cell_after_cell() -> None:
    page = drawn([Typed("porte", 0, 0), Typed("hall", 20, 0), Typed("bloquée", 0, 1), Typed("nord", 20, 1)])
    words = {word.text: word for word in page.words}
    parts = [Part(1, words[text].start, words[text].start + len(text)) for text in ("porte", "bloquée", "hall", "nord")]

    assert "porte bloquée hall nord" == passage_of(DOCUMENT, {1: page}, parts).quote


def test_known_characters_of_several_pages_make_one_passage() -> None:
    pages = {number: typed(f"début\npage {number}", number=number) for number in (1, 2)}

    found = passage_of(DOCUMENT, pages, [Part(1, 6, 12), Part(2, 0, 5)])

    assert ("page 1 début", [1, 2]) == (found.quote, [part.page for part in found.parts])


NOT_THERE = [
    (Part(1, 23, 24), "empty-selection", "a line end"),
    (Part(1, 0, 100_000), "part-off-page", "beyond the page"),
    (Part(1, 5, 5), "part-off-page", "no character"),
    (Part(2, 0, 5), "part-off-page", "no such page"),
]


@pytest.mark.parametrize("part,code,_about", NOT_THERE, ids=[row[2] for row in NOT_THERE])
def test_characters_that_are_not_there_are_no_passage(part: Part, code: str, _about: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        passage_of(DOCUMENT, {1: REPORT}, [part])

    assert code == refused.value.code
