"""Which parts of a page are recognised for a selection, and how what was read in them is put together again."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from registre_core.extraction import (
    Boxes,
    Outline,
    PageInfo,
    PageText,
    RecognisedRegion,
    Region,
    Selection,
    joined,
    passage,
    regions_of,
    whole,
)
from registre_core.kernel.documents import Digest
from registre_core.kernel.passages import Quad, TextSource
from registre_core.testing.builders import a_recognised_region

PAGE = PageInfo(3, "iii", 595.276, 841.89)


def boxes(*marks: Region | Outline) -> list[tuple[float, ...]]:
    return [region.box for region in regions_of(PAGE, marks)]


def at(x0: float, y0: float, x1: float, y1: float) -> Region:
    return Region(3, x0, y0, x1, y1)


def test_a_region_holds_what_was_marked_to_a_hundredth_of_a_point() -> None:
    assert [(72.12, 90.0, 300.13, 110.5)] == boxes(at(72.123, 90.0, 300.123, 110.5))


def test_what_is_off_the_page_is_left_out() -> None:
    assert [(0.0, 0.0, 595.27, 841.89)] == boxes(at(-10, -10, 900, 900))
    assert [] == boxes(at(600, 10, 700, 20), at(10, 900, 20, 950), at(-50, 10, -1, 20))


def test_a_tilted_mark_is_looked_at_upright() -> None:
    assert [(10.0, 18.0, 110.0, 32.0)] == boxes(Outline(3, Quad(11, 18, 110, 20, 109, 32, 10, 30)))


def test_marks_that_overlap_are_looked_at_together() -> None:
    chain = at(10, 10, 50, 20), at(40, 15, 90, 25), at(85, 24, 120, 40)

    for marks in (chain, chain[::-1], (chain[0], chain[2], chain[1])):
        assert [(10.0, 10.0, 120.0, 40.0)] == boxes(*marks)


def test_columns_stay_apart_and_come_in_reading_order() -> None:
    left, right, below = at(50, 100, 280, 400), at(310, 90, 540, 300), at(50, 500, 540, 520)

    assert [left.box, right.box, below.box] == boxes(below, right, left)


def test_all_of_a_page_is_a_region_too() -> None:
    assert Region(3, 0.0, 0.0, 595.27, 841.89) == whole(PAGE)


sides, sizes = st.floats(-20, 850), st.floats(0.5, 900)
edges = st.builds(lambda x, y, width, height: (x, y, x + width, y + height), sides, sides, sizes, sizes)


@given(st.lists(edges, min_size=1, max_size=8))
def test_no_two_regions_overlap_and_none_leaves_the_page(drawn: list[tuple[float, float, float, float]]) -> None:
    found = regions_of(PAGE, [at(*box) for box in drawn])

    for place, one in enumerate(found):
        assert 0 <= one.x0 < one.x1 <= PAGE.width
        assert 0 <= one.y0 < one.y1 <= PAGE.height
        for other in found[place + 1 :]:
            assert one.x1 <= other.x0 or other.x1 <= one.x0 or one.y1 <= other.y0 or other.y1 <= one.y0


@given(st.lists(edges, min_size=1, max_size=8), st.randoms())
def test_the_order_in_which_marks_were_drawn_does_not_matter(
    drawn: list[tuple[float, float, float, float]], random: object
) -> None:
    marks = [at(*box) for box in drawn]
    shuffled = list(marks)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random

    assert regions_of(PAGE, marks) == regions_of(PAGE, shuffled)


# ---- put together ----------------------------------------------------------------------------------------------------


def read(words: str, x0: float, y0: float, *, sure: int = 90) -> PageText:
    """Recognise one line of words, six points a letter."""
    letters = ((x0 + 6 * place, y0, x0 + 6 * place + 6, y0 + 10) for place in range(len(words)))
    return PageText(PAGE, words, Boxes.of(letters), "scripted 1", TextSource.OCR, bytes([sure] * len(words)))


def test_each_region_is_a_block_and_keeps_its_boxes_and_how_sure_it_is() -> None:
    page = joined(PAGE, {at(0, 0, 60, 20): read("un", 0, 0), at(0, 50, 60, 70): read("deux", 0, 50, sure=60)})

    assert ("un\n\ndeux", bytes([90] * 4 + [60] * 4)) == (page.characters, page.confidences)
    assert [(0, 0, 6, 10), (6, 0, 12, 10), (6, 0, 12, 10), (6, 0, 12, 10), (0, 50, 6, 60)] == [*page.boxes][:5]
    assert ("scripted 1", TextSource.OCR) == (page.engine, page.source)


def test_a_region_without_words_leaves_no_gap() -> None:
    empty = PageText(PAGE, "", Boxes(), "scripted 1", TextSource.OCR)
    one, two = at(0, 0, 60, 20), at(0, 50, 60, 70)

    assert "deux" == joined(PAGE, {one: empty, two: read("deux", 0, 50)}).characters
    assert "un" == joined(PAGE, {one: read("un", 0, 0), two: empty}).characters
    assert "" == joined(PAGE, {one: empty, two: empty}).characters


def test_words_that_two_regions_saw_are_read_once_in_their_own() -> None:
    left, right = at(0, 0, 60, 20), at(64, 0, 120, 20)
    page = joined(PAGE, {left: read("Extincteur absent", 0, 0), right: read("absents", 66, 0)})
    selected = passage(Digest("0f" * 32), Selection((left, right)), {3: page})

    assert "Extincteur absents" == selected.quote


# ---- which words were recognised -------------------------------------------------------------------------------------


def test_a_region_is_the_same_one_to_a_hundredth_of_a_point() -> None:
    region = a_recognised_region()
    moved = evolve(region, region=evolve(region.region, x0=region.region.x0 + 0.004))

    assert (region, hash(region)) == (moved, hash(moved))
    assert region != evolve(region, region=evolve(region.region, x0=region.region.x0 + 0.006))


@pytest.mark.parametrize("other", [{"language": "eng"}, {"engine": "tesseract 5.3.1"}, {"document": "0f" * 32}])
def test_the_same_region_read_otherwise_is_another_one(other: dict[str, str]) -> None:
    region = a_recognised_region()

    assert region != RecognisedRegion(
        **{"document": region.document, "region": region.region, "engine": region.engine, "language": "fra", **other}  # type: ignore[arg-type]
    )
