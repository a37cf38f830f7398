"""What a person may select."""

from math import inf, nan

import pytest

from registre_core.extraction import PageInfo, PageText, Region, Selection
from registre_core.extraction.boxes import Boxes
from registre_core.kernel.errors import InvalidInput

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
