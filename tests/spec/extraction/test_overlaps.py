"""The same passage twice, or overlapping, is recognised: by place, to a pixel."""

import pytest
from attrs import evolve

from registre_core.extraction import Overlap, PageText, Region, Selection, overlap, passage
from registre_core.kernel.documents import Digest
from registre_core.kernel.passages import Passage, Quad, TextSource
from registre_core.testing.pages import Typed, around, drawn, typed

DOCUMENT = Digest("0" * 64)
TEXT = "La porte coupe-feu reste ouverte.\nUn exutoire ne s’ouvre pas.\nUn exutoire ne s’ouvre pas."
PAGES = {1: typed(TEXT), 2: typed(TEXT, number=2)}


def take(*regions: Region, pages: dict[int, PageText] = PAGES) -> Passage:
    return passage(DOCUMENT, Selection(regions), pages)


def recognised(found: Passage, *, right: float = 0, down: float = 0) -> Passage:
    """Read the same words out of a picture of the page, a little beside where they stand."""
    moved = tuple(evolve(part, quads=tuple(shifted(quad, right, down) for quad in part.quads)) for part in found.parts)
    return evolve(found, source=TextSource.OCR, engine="tesseract 5.5", start=0, end=9, parts=moved)


def shifted(quad: Quad, right: float, down: float) -> Quad:
    return Quad.around(quad.x0 + right, quad.y0 + down, quad.x2 + right, quad.y2 + down)


FIRST_LINE = take(around(0, 0, 33))


def test_the_same_words_selected_a_little_wider_are_the_same_passage() -> None:
    assert Overlap.SAME is overlap(FIRST_LINE, take(Region(1, -3, -2, 400, 11)))


@pytest.mark.parametrize("right, down", [(0.7, 0.0), (-0.7, 0.0), (0.0, 0.7), (0.7, -0.7)])
def test_another_engine_may_see_the_same_words_a_pixel_beside(right: float, down: float) -> None:
    assert Overlap.SAME is overlap(FIRST_LINE, recognised(FIRST_LINE, right=right, down=down))


def test_what_is_read_more_than_a_pixel_beside_only_overlaps() -> None:
    assert Overlap.OVERLAPPING is overlap(FIRST_LINE, recognised(FIRST_LINE, right=0.8))


def test_two_readings_of_a_picture_count_their_characters_from_different_regions() -> None:
    read = recognised(FIRST_LINE)

    assert Overlap.SAME is overlap(read, evolve(read, start=40, end=49))


def test_words_in_both_overlap() -> None:
    assert Overlap.OVERLAPPING is overlap(take(around(0, 0, 18)), take(around(9, 0, 24)))


def test_a_part_of_a_passage_overlaps_it() -> None:
    assert Overlap.OVERLAPPING is overlap(FIRST_LINE, take(around(3, 0, 5)))
    assert Overlap.OVERLAPPING is overlap(FIRST_LINE, take(around(0, 0, 33, 2)))


def test_a_line_more_makes_another_passage_whoever_read_it() -> None:
    one, two = recognised(FIRST_LINE), recognised(take(around(0, 0, 33, 2)))

    assert (Overlap.OVERLAPPING, Overlap.OVERLAPPING) == (overlap(one, two), overlap(two, one))


def test_one_letter_in_both_overlaps() -> None:
    assert Overlap.OVERLAPPING is overlap(take(around(0, 0, 2)), take(around(1, 0, 7)))


def test_neighbours_on_a_line_are_apart() -> None:
    assert Overlap.APART is overlap(take(around(0, 0, 8)), take(around(9, 0, 9)))
    assert Overlap.APART is overlap(take(around(3, 0, 2)), take(around(5, 0, 3)))


def test_the_same_words_on_another_line_are_apart() -> None:
    assert Overlap.APART is overlap(take(around(0, 1, 27)), take(around(0, 2, 27)))


def test_lines_that_reach_into_each_other_are_apart() -> None:
    line = take(around(0, 1, 27))

    assert Overlap.APART is overlap(line, recognised(line, down=6))
    assert Overlap.OVERLAPPING is overlap(line, recognised(line, down=4))


def test_the_same_place_on_another_page_is_apart() -> None:
    assert Overlap.APART is overlap(FIRST_LINE, take(around(0, 0, 33, page=2)))


def test_one_page_of_a_passage_over_two_overlaps_it() -> None:
    both = take(around(0, 0, 33), around(0, 0, 33, page=2))

    assert Overlap.OVERLAPPING is overlap(both, take(around(0, 0, 33, page=2)))
    assert Overlap.SAME is overlap(both, take(around(0, 0, 40), around(0, 0, 40, page=2)))


def test_columns_side_by_side_are_apart_though_their_lines_are_level() -> None:
    page = drawn([Typed("gauche", 0, row) for row in range(3)] + [Typed("droite", 40, row) for row in range(3)])
    left, right = (take(around(column, 0, 6, 3), pages={1: page}) for column in (0, 40))

    assert Overlap.APART is overlap(left, right)


def test_a_mark_thinner_than_a_pixel_makes_another_passage_by_its_offset() -> None:
    (part,) = FIRST_LINE.parts
    (quad,) = part.quads
    narrower = evolve(part, quads=(Quad.around(quad.x0, quad.y0, quad.x2 - 0.4, quad.y2),))
    without = evolve(FIRST_LINE, quote=FIRST_LINE.quote[:-1], end=FIRST_LINE.end - 1, parts=(narrower,))

    assert Overlap.OVERLAPPING is overlap(FIRST_LINE, without)


def test_a_stroke_thinner_than_a_pixel_overlaps_the_line_it_stands_on() -> None:
    (part,) = FIRST_LINE.parts
    stroke = evolve(FIRST_LINE, quote="l", start=3, end=4, parts=(evolve(part, quads=(Quad.around(20, 0, 20.5, 10),)),))

    assert Overlap.OVERLAPPING is overlap(FIRST_LINE, stroke)


def test_another_file_is_apart_whatever_it_says() -> None:
    assert Overlap.APART is overlap(FIRST_LINE, evolve(FIRST_LINE, document=Digest("1" * 64)))
