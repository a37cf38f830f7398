"""What a person may select."""

from math import inf, nan

import pytest

from registre_core.extraction import Outline, PageInfo, PageText, Region, Selection, displayed_quad, text_of
from registre_core.extraction.boxes import Boxes
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.passages import Quad
from registre_core.testing.pages import around, typed

MALFORMED = [
    ((10, 10, 10, 20), "no width"),
    ((10, 10, 20, 10), "no height"),
    ((20, 10, 10, 20), "right before left"),
    ((10, 20, 20, 10), "bottom above top"),
    ((nan, 10, 20, 20), "not a number"),
    ((10, 10, inf, 20), "without end"),
]


@pytest.mark.parametrize("rect,_about", MALFORMED, ids=[row[1] for row in MALFORMED])
def test_a_rectangle_has_four_finite_edges_and_an_area(rect: tuple[float, ...], _about: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Region(1, *rect)

    assert "malformed-rectangle" == refused.value.code


def test_a_rectangle_may_reach_beyond_its_page() -> None:
    assert (-5, -5, 10_000, 10_000) == Region(1, -5, -5, 10_000, 10_000).box


def test_pages_are_counted_from_one() -> None:
    with pytest.raises(InvalidInput) as refused:
        Region(0, 0, 0, 10, 10)

    assert "number-too-small" == refused.value.code


def test_all_that_is_wrong_with_a_rectangle_is_told_at_once() -> None:
    with pytest.raises(InvalidInput) as refused:
        Region(0, 0, 0, 0, 0)

    assert ["number-too-small", "malformed-rectangle"] == [problem.code for problem in refused.value.problems]


def test_a_selection_holds_at_least_one_rectangle() -> None:
    with pytest.raises(InvalidInput) as refused:
        Selection(())

    assert "empty-collection" == refused.value.code


def test_a_selection_knows_its_pages() -> None:
    first, second, again = Region(3, 0, 0, 9, 9), Region(1, 0, 0, 9, 9), Region(3, 0, 9, 9, 19)
    selection = Selection((first, second, again))

    assert (1, 3) == selection.pages
    assert (first, again) == selection.on(3)


def test_each_character_has_its_box() -> None:
    with pytest.raises(InvalidInput) as refused:
        PageText(PageInfo(1, "1", 100, 100), "abc", Boxes.of([(0, 0, 1, 1)]), "typewriter 1")

    assert "boxes-do-not-match" == refused.value.code


MALFORMED_QUADS = [
    ((10, 10, 10, 10, 10, 10, 10, 10), "a point"),
    ((10, 10, 20, 10, 30, 10, 40, 10), "a line"),
    ((10, 10, 20, 10, 10, 20, 20, 20), "corners that go across"),
    ((10, 10, 30, 10, 12, 12, 10, 30), "a corner that points inwards"),
    ((nan, 10, 20, 10, 20, 20, 10, 20), "not a number"),
    ((10, 10, inf, 10, inf, 20, 10, 20), "without end"),
]


@pytest.mark.parametrize("corners,_about", MALFORMED_QUADS, ids=[row[1] for row in MALFORMED_QUADS])
def test_an_outline_goes_around_something(corners: tuple[float, ...], _about: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Outline(1, Quad(*corners))

    assert "malformed-quad" == refused.value.code


TILTED = Outline(1, Quad(20, 10, 50, 40, 40, 50, 10, 20))
"""A band that falls to the right by 45 degrees."""

MIRRORED = Outline(1, Quad(50, 40, 20, 10, 10, 20, 40, 50))
"""The same from its other end."""

BACKWARDS = Outline(1, Quad(10, 20, 40, 50, 50, 40, 20, 10))
"""The same, the other way around."""


@pytest.mark.parametrize("outline", [TILTED, MIRRORED, BACKWARDS], ids=["tilted", "turned", "mirrored"])
def test_a_tilted_outline_holds_what_lies_in_it_and_not_in_the_box_around_it(outline: Outline) -> None:
    assert outline.holds_centre((29, 29, 31, 31))
    assert not outline.holds_centre((44, 14, 46, 16))
    assert outline.encloses((28, 28, 32, 32))
    assert not outline.encloses((20, 20, 40, 40))
    assert (10, 10, 50, 50) == outline.box


def test_what_stands_on_the_edge_of_an_outline_is_inside() -> None:
    upright = Outline(1, Quad.around(10, 10, 50, 20))

    assert upright.encloses((10, 10, 50, 20))
    assert upright.holds_centre((5, 10, 15, 20))
    assert not upright.holds_centre((4.9, 10, 15, 20))


def test_an_upright_outline_selects_what_the_rectangle_selects() -> None:
    page, region = typed("un deux\ntrois quatre"), around(3, 0, 6, 2)

    assert text_of(page, [region]) == text_of(page, [Outline(1, Quad.around(*region.box))]) != ""


def test_a_tilted_outline_selects_along_its_slant() -> None:
    page = typed("\n".join(" " * 2 * row + "mot" for row in range(6)))
    band = Outline(1, Quad(7, -7, 82, 68, 72, 78, -3, 3))

    assert "mot mot mot mot mot mot" == text_of(page, [band])


def in_file(page: PageInfo, x: float, y: float) -> tuple[float, float]:
    """The formulas of extraction.md, step 2: they lead from the page to the file."""
    left, bottom, right, top = page.crop
    return {
        0: (left + x, top - y),
        90: (left + y, bottom + x),
        180: (right - x, bottom + y),
        270: (right - y, top - x),
    }[page.rotation]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [(0, 0, 600, 840), (30, 50, 560, 800)], ids=["whole", "cropped"])
def test_a_box_of_the_file_is_found_on_the_page_however_it_is_turned_and_cropped(
    rotation: int, crop: tuple[float, float, float, float]
) -> None:
    left, bottom, right, top = crop
    width, height = (right - left, top - bottom) if rotation in (0, 180) else (top - bottom, right - left)
    page = PageInfo(7, "7", width, height, rotation, crop)
    corners = [(100, 200), (180, 200), (100, 212), (180, 212)]

    found = displayed_quad(page, [value for x, y in corners for value in in_file(page, x, y)])

    assert Outline(7, Quad.around(100, 200, 180, 212)) == found


def test_corners_are_read_as_viewers_write_them_and_as_the_standard_says() -> None:
    page = PageInfo(1, "1", 600, 840, crop=(0, 0, 600, 840))
    written = displayed_quad(page, (100, 640, 180, 640, 100, 628, 180, 628))
    standard = displayed_quad(page, (100, 628, 180, 628, 180, 640, 100, 640))

    assert Outline(1, Quad.around(100, 200, 180, 212)) == written == standard


@pytest.mark.parametrize("numbers", [(), (1, 2, 3), (0,) * 16], ids=["none", "three", "two boxes"])
def test_a_box_of_the_file_has_eight_numbers(numbers: tuple[float, ...]) -> None:
    with pytest.raises(InvalidInput) as refused:
        displayed_quad(PageInfo(1, "1", 600, 840), numbers)

    assert "malformed-quad" == refused.value.code
