"""Boxes of many characters."""

import pickle

from registre_core.extraction import Boxes
from registre_core.testing.pages import typed

THREE = [(0.0, 1.0, 2.0, 3.0), (2.5, 1.0, 4.0, 3.5), (4.0, 0.5, 6.0, 3.0)]


def test_boxes_come_back_as_they_went_in() -> None:
    assert THREE == list(Boxes.of(THREE))
    assert THREE[1] == Boxes.of(THREE)[1]
    assert 3 == len(Boxes.of(THREE))


def test_the_hull_is_the_smallest_box_around() -> None:
    assert (2.5, 0.5, 6.0, 3.5) == Boxes.of(THREE).hull(1, 3)


def test_a_page_is_cheap_to_send() -> None:
    page = typed("\n".join(["un mot " * 10] * 50))
    assert page.words

    assert len(pickle.dumps(page)) < 20 * len(page.characters)
    assert page == pickle.loads(pickle.dumps(page))  # noqa: S301  # our own bytes
