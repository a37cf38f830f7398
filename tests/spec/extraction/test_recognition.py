"""From words in a picture to characters on a page."""

import pytest

from registre_core.extraction import (
    PageInfo,
    PageText,
    RecognisedWord,
    Recognition,
    Region,
    Selection,
    Shot,
    Turn,
    passage,
    recognised_page,
)
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.passages import TextSource

PAGE = PageInfo(1, "1", 600, 800)
SHOT = Shot(Region(1, 100, 200, 400, 500), dpi=72, margin=10)


def word(
    text: str, x0: float, y0: float, *, line: int = 0, confidence: float = 96, height: float = 10
) -> RecognisedWord:
    """Print a word, every letter 6 pixels wide."""
    return RecognisedWord(text, x0, y0, x0 + 6 * len(text), y0 + height, line, confidence)


def page(*words: RecognisedWord, shot: Shot = SHOT) -> PageText:
    return recognised_page(PAGE, Recognition(words), shot, engine="tesseract 5.3.0 (fra)")


@pytest.mark.parametrize(
    "turn,displayed",
    [
        (Turn.NONE, (100, 200, 110, 205)),
        (Turn.DOWN, (100, 240, 105, 250)),
        (Turn.OVER, (190, 245, 200, 250)),
        (Turn.UP, (195, 200, 200, 210)),
    ],
)
@pytest.mark.parametrize("dpi", [72, 300])
def test_the_first_pixels_show_the_corner_that_the_turn_brought_there(
    turn: Turn, displayed: tuple[float, ...], dpi: int
) -> None:
    shot = Shot(Region(1, 100, 200, 200, 250), dpi, margin=10, turn=turn)
    scale = dpi / 72

    assert shot.displayed((10, 10, 10 + 10 * scale, 10 + 5 * scale)) == pytest.approx(displayed)


@pytest.mark.parametrize("cut", [(10, 12, 40, 20), (12, 10, 40, 20), (290, 12, 310, 20), (12, 300, 40, 310)])
def test_what_touches_an_edge_of_a_picture_may_go_on_behind_it(cut: tuple[int, int, int, int]) -> None:
    assert SHOT.shows_whole((12, 12, 40, 20))
    assert not SHOT.shows_whole(cut)


def test_letters_share_out_the_box_of_their_word() -> None:
    read = page(word("clé", 10, 10))

    assert list(read.boxes) == [(100, 200, 106, 210), (106, 200, 112, 210), (112, 200, 118, 210)]


def test_words_of_a_line_are_parted_by_spaces_and_lines_by_breaks() -> None:
    read = page(word("porte", 10, 10), word("coupe-feu", 44, 10), word("bloquée", 10, 24, line=1))

    assert read.characters == "porte coupe-feu\nbloquée"


def test_what_was_recognised_says_so_and_by_what() -> None:
    read = page(word("clé", 10, 10))

    assert (read.source, read.engine) == (TextSource.OCR, "tesseract 5.3.0 (fra)")


def test_each_letter_is_as_sure_as_its_word() -> None:
    read = page(word("clé", 10, 10, confidence=96.4), word("du", 34, 10, confidence=41))

    assert list(read.confidences) == [96, 96, 96, 96, 41, 41]


def test_letters_stay_as_sure_as_they_were_when_they_are_put_in_order() -> None:
    foot, title = word("pied", 10, 250, confidence=30), word("titre", 10, 10, line=1, confidence=90)
    read = page(foot, title)

    assert read.characters.split() == ["titre", "pied"]
    assert read.confidences[:5] == bytes([90] * 5)
    assert read.confidences[-4:] == bytes([30] * 4)


def test_columns_that_were_taken_for_one_line_are_kept_apart() -> None:
    left = [word(text, 10, 10 + 14 * line, line=line) for line, text in enumerate(["un", "deux", "trois"])]
    right = [word(text, 190, 10 + 14 * line, line=line) for line, text in enumerate(["quatre", "cinq", "six"])]
    lines = [both for pair in zip(left, right, strict=True) for both in pair]

    assert page(*lines).characters.split() == ["un", "quatre", "deux", "cinq", "trois", "six"]
    assert "\t" in page(*lines).characters


def test_sideways_words_run_up_the_page() -> None:
    shot = Shot(Region(1, 100, 200, 400, 500), dpi=72, margin=10, turn=Turn.DOWN)
    read = page(word("porte", 10, 10), word("bloquée", 44, 10), word("du", 10, 24, line=1), shot=shot)
    tops = [read.boxes[place][1] for place in range(5)]

    assert read.characters == "porte bloquée\ndu"
    assert tops == sorted(tops, reverse=True)


def test_what_was_seen_beside_the_page_is_left_out() -> None:
    shot = Shot(Region(1, -50, 0, 300, 300), dpi=72)

    assert page(word("bord", 0, 10), word("page", 100, 10), shot=shot).characters == "page"


def test_a_picture_without_words_is_a_page_without_characters() -> None:
    assert page().characters == ""


def test_a_passage_is_as_sure_as_its_letters_on_average() -> None:
    read = page(word("clé", 10, 10, confidence=90), word("perdue", 34, 10, confidence=60))
    taken = passage(Digest("0" * 64), Selection((Region(1, 100, 200, 400, 500),)), {1: read})

    assert (taken.quote, taken.source, taken.confidence) == ("clé perdue", TextSource.OCR, 70.0)


@pytest.mark.parametrize(
    "words,confidence", [((), 0.0), ((word("clé", 0, 0, confidence=90), word("perdue", 0, 0, confidence=60)), 70.0)]
)
def test_a_recognition_is_as_sure_as_its_letters_on_average(
    words: tuple[RecognisedWord, ...], confidence: float
) -> None:
    assert Recognition(words).confidence == confidence


@pytest.mark.parametrize("spoilt", [{"text": " "}, {"confidence": 100.5}, {"confidence": -1.0}, {"line": -1}])
def test_a_word_has_letters_a_line_and_a_confidence(spoilt: dict[str, object]) -> None:
    whole: dict[str, object] = {"text": "clé", "x0": 0, "y0": 0, "x1": 9, "y1": 9, "line": 0, "confidence": 50.0}
    with pytest.raises(InvalidInput):
        RecognisedWord(**(whole | spoilt))  # type: ignore[arg-type]  # some are meant to be wrong
