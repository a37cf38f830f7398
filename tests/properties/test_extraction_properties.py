"""Laws of the pure room: whatever a page holds, no letter is lost and every quote is found where it says."""

import unicodedata

from hypothesis import assume, given
from hypothesis import strategies as st

from registre_core.extraction import CleanText, Region, Selection, clean, passage, text_of
from registre_core.extraction.cleaning import CONTROL, LIGATURES, MEANT, NOT_SEEN
from registre_core.kernel.documents import Digest
from registre_core.testing.pages import Typed, drawn

DOCUMENT = Digest("0" * 64)
EVERYTHING = Region(1, -1, -1, 10_000, 10_000)

texts = st.text(
    st.one_of(
        st.sampled_from("aeéèçàœtsrnil’'-- \n\n\t.,;:AB12ﬁﬃ\u0301\u0327\u00ad\ufffe\x02\u00a0\u200b\u2010\x92"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=80,
)
words = st.text(st.sampled_from("aeéçotsrnilAB12'.-"), min_size=1, max_size=9)
strokes = st.lists(  # at most 49 letters from column 51 at most: all of them on the page, which has 100 columns
    st.builds(Typed, st.lists(words, min_size=1, max_size=5).map(" ".join), st.integers(0, 51), st.integers(0, 40)),
    max_size=14,
)
regions = st.builds(
    lambda x, y, width, height: Region(1, x, y, x + width, y + height),
    st.floats(0, 500),
    st.floats(0, 500),
    st.floats(1, 400),
    st.floats(1, 400),
)


def letters(text: str) -> list[str]:
    return [character for character in unicodedata.normalize("NFC", text) if character.isalpha()]


def spelled_out(text: str) -> str:
    shown = CONTROL.sub(lambda found: MEANT.get(ord(found.group()), ""), NOT_SEEN.sub("", text))
    return "".join(LIGATURES.get(character, character) for character in shown)


@given(texts)
def test_cleaning_what_is_clean_changes_nothing(text: str) -> None:
    assert clean(text) == clean(clean(text))


@given(texts)
def test_cleaning_loses_no_letter(text: str) -> None:
    assert letters(spelled_out(text)) == letters(clean(text))


@given(texts)
def test_clean_text_is_composed_and_on_one_line(text: str) -> None:
    cleaned = clean(text)

    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.split() == cleaned.split(" ") if cleaned else [""]


@given(texts)
def test_origins_run_through_the_text_in_order(text: str) -> None:
    cleaned = CleanText.of(text)

    assert len(cleaned.text) == len(cleaned.origins)
    assert sorted(cleaned.origins) == list(cleaned.origins)
    assert all(0 <= origin < len(text) for origin in cleaned.origins)


@given(strokes)
def test_reading_order_keeps_every_character_and_its_box(page: list[Typed]) -> None:
    put = [(letter, box) for stroke in page for letter, box in zip(stroke.words, stroke.boxes, strict=True)]
    read = drawn(page)
    found = zip(read.characters, read.boxes, strict=True)

    assert sorted(pair for pair in put if not pair[0].isspace()) == sorted(
        pair for pair in found if not pair[0].isspace()
    )


@given(strokes)
def test_the_selection_of_everything_is_the_text_of_the_page(page: list[Typed]) -> None:
    read = drawn(page)

    assert read.clean.text == text_of(read, [EVERYTHING])


@given(strokes, st.lists(regions, min_size=1, max_size=3))
def test_a_passage_stands_where_it_says(page: list[Typed], selected: list[Region]) -> None:
    read = drawn(page)
    assume(text_of(read, selected))
    text, found = read.clean.text, passage(DOCUMENT, Selection(tuple(selected)), {1: read})
    whole = text[found.start : found.end]

    assert text.startswith(found.prefix + whole + found.suffix, found.start - len(found.prefix))
    assert (whole[0], whole[-1]) == (found.quote[0], found.quote[-1])
    assert _is_subsequence(found.quote.replace(" ", ""), whole)
    assert found.quote == clean(found.quote)


@given(strokes, regions)
def test_a_passage_is_refused_only_where_nothing_is_selected(page: list[Typed], selected: Region) -> None:
    read = drawn(page)
    drawn_boxes = [box for box, character in zip(read.boxes, read.characters, strict=True) if not character.isspace()]

    assert any(map(selected.holds_centre, drawn_boxes)) is bool(text_of(read, [selected]))


@given(strokes, st.lists(regions, min_size=2, max_size=4))
def test_more_rectangles_never_take_less(page: list[Typed], selected: list[Region]) -> None:
    read = drawn(page)

    assert _is_subsequence(text_of(read, selected[:1]).replace(" ", ""), text_of(read, selected))


def _is_subsequence(part: str, whole: str) -> bool:
    left = iter(whole)
    return all(character in left for character in part)
