"""The order in which one reads a page, whatever the order in which its file draws it."""

import pytest

from registre_core.extraction import Boxes, PageInfo, PageText, Turn, assemble, text_of
from registre_core.extraction.boxes import Box
from registre_core.extraction.turns import is_slanted
from registre_core.testing.pages import Typed, around, drawn, typed

LEFT = [Typed(words, 0, row) for row, words in enumerate(["un", "deux", "trois"])]
RIGHT = [Typed(words, 30, row) for row, words in enumerate(["quatre", "cinq", "six"])]
TITLE = Typed("Titre sur toute la largeur de la page", 0, 0)
FOOT = Typed("page 1", 20, 60)


def below(strokes: list[Typed], rows: int) -> list[Typed]:
    return [Typed(stroke.words, stroke.column, stroke.row + rows) for stroke in strokes]


DRAWN = [
    # drawn, read, about
    ([*LEFT, *RIGHT], "un deux trois quatre cinq six", "columns one after the other"),
    ([*RIGHT, *LEFT], "un deux trois quatre cinq six", "columns drawn from the right"),
    ([FOOT, *LEFT], "un deux trois page 1", "the foot of the page drawn first"),
    ([*below(LEFT, 3), TITLE], "Titre sur toute la largeur de la page un deux trois", "the title drawn last"),
    (
        [FOOT, *below(RIGHT, 3), *below(LEFT, 3), TITLE],
        "Titre sur toute la largeur de la page un deux trois quatre cinq six page 1",
        "all of it",
    ),
    (
        [*below(RIGHT, 3), *below(RIGHT, 9), *below(LEFT, 3), *below(LEFT, 9)],
        "un deux trois un deux trois quatre cinq six quatre cinq six",
        "two paragraphs a column, drawn from the right",
    ),
    (
        [Typed(words, column, row) for row in (0, 4) for words, column in (("1", 0), ("hall", 10), ("EC 12", 30))],
        "1 hall EC 12 1 hall EC 12",
        "rows of a table, cell by cell",
    ),
    (
        [Typed("1", 0, 0), *below([Typed("Bloc", 10, 0), Typed("éteint", 10, 1)], 0), Typed("EC 12", 30, 0)],
        "1 Bloc éteint EC 12",
        "a cell of two lines",
    ),
    ([], "", "nothing"),
]


@pytest.mark.parametrize("strokes,read,_about", DRAWN, ids=[row[2] for row in DRAWN])
def test_a_page_is_read_as_one_reads(strokes: list[Typed], read: str, _about: str) -> None:
    assert read == drawn(strokes).clean.text


def test_lines_blocks_and_cells_are_told_apart() -> None:
    page = typed("Titre\n\n\nN°    Lieu\n\n\nun deux\ntrois")

    assert "Titre\n\nN°\tLieu\n\nun deux\ntrois" == page.characters


def test_the_wide_spaces_of_a_justified_line_part_nothing() -> None:
    assert "un  deux  trois".split() == typed("un  deux  trois").characters.split(" ")


def test_letters_that_an_engine_breaks_apart_are_one_word() -> None:
    letters = [Typed(letter, place) for place, letter in enumerate("extincteur")]

    assert "extincteur" == drawn(letters).characters


def test_words_that_an_engine_breaks_apart_are_one_line() -> None:
    words = [Typed("un", 0), Typed("deux", 3), Typed("trois", 8)]

    assert "un deux trois" == drawn(words).characters


def sideways(words: str, turn: Turn, at: tuple[float, float]) -> tuple[str, list[Box]]:
    step = {Turn.DOWN: (0, 6), Turn.UP: (0, -6), Turn.OVER: (-6, 0)}[turn]
    return f"{words}\n", [
        (x, y, x + 6, y + 6)
        for place in range(len(words) + 1)
        for x, y in [(at[0] + step[0] * place, at[1] + step[1] * place)]
    ]


def page_of(*lines: tuple[str, list[Box]]) -> PageText:
    info = PageInfo(1, "1", 600, 840)
    boxes = Boxes.of(box for _, boxes in lines for box in boxes)
    return assemble(info, "".join(words for words, _ in lines), boxes, engine="typewriter 1")


@pytest.mark.parametrize("turn", [Turn.DOWN, Turn.UP, Turn.OVER])
def test_turned_text_keeps_its_words_together(turn: Turn) -> None:
    page = page_of(sideways("Table 1 : a b", turn, (300, 400)))

    assert "Table 1 : a b" == page.characters


def test_a_turned_page_is_read_as_somebody_does_who_turns_his_head() -> None:
    first, second = sideways("la première", Turn.UP, (100, 400)), sideways("la seconde", Turn.UP, (110, 400))

    assert "la première la seconde" == page_of(second, first).clean.text


def test_a_stamp_across_the_page_is_read_where_the_file_has_it() -> None:
    body = typed("un\ndeux").boxes
    page = page_of(("un\n", list(body)[:3]), sideways("COPIE", Turn.UP, (200, 90)), ("deux\n", list(body)[2:7]))

    assert ["un", "COPIE", "deux"] == page.characters.split()


def test_words_know_their_line_and_their_place() -> None:
    word = typed("un deux\ntrois quatre").words[3]

    assert ("quatre", 1, 14) == (word.text, word.line, word.start)
    assert (36, 12, 72, 22) == (word.x0, word.y0, word.x1, word.y1)


def test_a_page_of_very_many_blocks_is_taken_as_it_comes() -> None:
    strokes = [Typed("x", 10 * (place % 9), place // 9) for place in reversed(range(600))]

    assert 600 == len(drawn(strokes).words)


def test_what_lies_off_the_page_is_not_read() -> None:
    strokes = [Typed("visible", 0, 0), Typed("perdu", 200, 0), Typed("perdu", 0, 80), Typed("bord", 98, 1)]

    assert "visible\n\nbo" == drawn(strokes).characters


def set_apart(words: str, gaps: list[float]) -> PageText:
    """A line of letters as wide as on a typewriter, with so many points between them that are no spaces."""
    left, boxes = 0.0, []
    for gap in [*gaps, 0.0]:
        boxes.append((left, 100.0, left + 6, 110.0))
        left += 6 + gap
    return assemble(PageInfo(1, "1", 600, 840), words, Boxes.of(boxes), engine="typewriter 1")


TIGHT = [
    ("porteferme", [0, 0, 0, 0, 1.5, 0, 0, 0, 0], "porte ferme", "a space that an engine overlooks"),
    ("porteferme", [0.5] * 9, "porteferme", "letters set a little apart"),
    ("AVIS", [3.0] * 3, "AVIS", "a spaced title"),
    ("AVISDÉFAVORABLE", [*[3.0] * 3, 7.0, *[3.0] * 10], "AVIS DÉFAVORABLE", "the words of a spaced title"),
    ("AVANT", [-0.8, 0.7, -0.5, 0.2], "AVANT", "kerned letters"),
    ("n°12", [0, 1.6, 0], "n° 12", "a number after its sign"),
]


@pytest.mark.parametrize("words,gaps,read,_about", TIGHT, ids=[row[3] for row in TIGHT])
def test_a_gap_wider_than_between_letters_is_a_space(words: str, gaps: list[float], read: str, _about: str) -> None:
    assert read == set_apart(words, gaps).characters


def watermarked(*, first: bool) -> PageText:
    """Five letters that lie across three lines of words."""
    mark = [(30.0 + 20 * place, 60.0 - 12 * place, 55.0 + 20 * place, 75.0 - 12 * place) for place in range(5)]
    page = typed("\n\nLa porte coupe-feu du hall\nreste ouverte : son ferme-porte\nest hors service.")
    words = (
        ("COPIE\n", [*mark, mark[-1]]),
        (page.characters + "\n", [*page.boxes, page.boxes[len(page.characters) - 1]]),
    )
    drawn_so = words if first else words[::-1]
    boxes = Boxes.of(box for _, boxes in drawn_so for box in boxes)
    return assemble(page.info, "".join(text for text, _ in drawn_so), boxes, engine="typewriter 1")


@pytest.mark.parametrize("when", ["drawn first", "drawn last"])
def test_what_lies_across_the_words_of_a_page_is_read_last(when: str) -> None:
    page = watermarked(first=when == "drawn first")

    assert "La porte coupe-feu du hall reste ouverte : son ferme-porte est hors service. COPIE" == page.clean.text
    assert [False, False, False, True] == [line.is_slanted for line in page.lines]


def test_what_lies_across_the_words_of_a_page_is_selected_as_a_whole_or_not_at_all() -> None:
    page = watermarked(first=True)

    assert "reste ouverte : son ferme-porte" == text_of(page, [around(0, 3, 60)])
    assert text_of(page, [around(0, 0, 60, 6)]).endswith("service. COPIE")


def test_powers_fractions_and_tilted_scans_are_read_along_their_line() -> None:
    fraction = [(0.0, 96.0, 5.0, 106.0), (5.0, 100.0, 8.0, 110.0), (8.0, 104.0, 13.0, 114.0)]
    tilted = [(6.0 * place, 0.5 * place, 6.0 * place + 6, 0.5 * place + 10) for place in range(40)]

    assert not is_slanted(Boxes.of(fraction), 0, 3)
    assert not is_slanted(Boxes.of(tilted), 0, 40)


def spaced_out(words: str, gap: float, *, typed_spaces: bool = False) -> str:
    """Read letters that stand a gap apart; an engine makes spaces up between them, unless somebody typed them."""
    left, characters, boxes = 0.0, "", list[Box]()
    for letter in words:
        space = (left - gap, 100.0, left if typed_spaces else left - gap, 110.0)
        if characters and letter != " ":
            characters, boxes = f"{characters} ", [*boxes, space]
        if letter != " ":
            characters, boxes = characters + letter, [*boxes, (left, 100.0, left + 6, 110.0)]
        left += 6 + gap
    page = assemble(PageInfo(1, "1", 600, 840), characters, Boxes.of(boxes), engine="typewriter 1")
    return page.characters


def test_the_letters_of_a_spaced_title_make_words() -> None:
    assert "PROCÈS-VERBAL DE LA VISITE" == spaced_out("PROCÈS-VERBAL DE LA VISITE", 3.0)
    assert "le 12 janvier 2026" == spaced_out("le 12 janvier 2026", 2.0)


def test_letters_that_somebody_typed_apart_stay_apart() -> None:
    assert "R A P P O R T" == spaced_out("RAPPORT", 3.0, typed_spaces=True)


def test_crosses_and_digits_in_cells_make_no_words() -> None:
    assert "0 1 0 1 1 0 1" == spaced_out("0101101", 3.0)
    assert "C N S X X X" == spaced_out("CNSXXX", 6.0)
