"""Spaces and line ends, for engines that give letters and nothing between them."""

from registre_core.extraction import Glyph, Turn, spaced


def letters(text: str, left: float, top: float, *, advance: float = 5) -> list[Glyph]:
    places = (left + advance * place for place in range(len(text)))
    return [Glyph(letter, (x, top, x + 5, top + 10)) for letter, x in zip(text, places, strict=True)]


def test_letters_that_touch_are_a_word() -> None:
    assert "porte" == spaced(letters("porte", 0, 0))[0]


def test_a_gap_is_a_space() -> None:
    assert "une porte" == spaced([*letters("une", 0, 0), *letters("porte", 17, 0)])[0]


def test_letters_set_wide_are_still_a_word() -> None:
    assert "porte" == spaced(letters("porte", 0, 0, advance=6))[0]


def test_another_line_is_a_break() -> None:
    assert "une\nporte" == spaced([*letters("une", 0, 0), *letters("porte", 0, 12)])[0]


def test_letters_further_back_begin_a_line() -> None:
    assert "une\nporte" == spaced([*letters("une", 100, 0), *letters("porte", 0, 0)])[0]


def test_a_space_that_is_drawn_is_not_doubled() -> None:
    assert "a b" == spaced([*letters("a b", 0, 0)])[0]


def test_the_letters_of_a_ligature_share_its_box() -> None:
    text, boxes = spaced([Glyph("e", (0, 0, 5, 10)), Glyph("ffi", (5, 0, 14, 10)), Glyph("cace", (14, 0, 30, 10))])

    assert "efficace" == text
    assert [(5, 0, 14, 10)] * 3 == list(boxes)[1:4]


def test_a_line_that_runs_down_is_one_line() -> None:
    glyphs = [Glyph(letter, (0, 5 * place, 10, 5 * place + 5), Turn.DOWN) for place, letter in enumerate("porte")]

    assert "porte" == spaced(glyphs)[0]


def test_a_line_that_turns_is_two() -> None:
    assert "a\nb" == spaced([Glyph("a", (0, 0, 5, 10)), Glyph("b", (5, 0, 10, 10), Turn.UP)])[0]


def test_nothing_is_nothing() -> None:
    assert ("", 0) == (spaced([])[0], len(spaced([])[1]))
