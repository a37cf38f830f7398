"""Made reports are what they say they are: the same every time, and read to the letter where their points stand."""

from __future__ import annotations

import pytest
from tests.made.judging import wrongness
from tests.made.reading import desk, quote
from tests.made.reports import development, kept_aside
from tests.made.reports.catalogue import FEW
from tests.made.reports.layout import Layout
from tests.made.reports.truth import Point

from registre_core.extraction import Region, Selection

LAYOUTS = (*development.LAYOUTS, *kept_aside.LAYOUTS)
IN_TWO_CELLS = "q18_paysage"
"""A row that the page cuts in two cells at once: marked with rectangles, one page is read before the other."""


def marked(point: Point) -> Selection:
    """Mark a point as a careful hand would."""
    boxes = ((page, box.grown(0.5)) for page, box in point.lines)
    return Selection(tuple(Region(page, box.left, box.top + 0.5, box.right, box.bottom - 0.5) for page, box in boxes))


def test_there_are_enough_of_them_and_a_third_is_kept_aside() -> None:
    assert len(LAYOUTS) >= 24
    assert 3 * len(kept_aside.LAYOUTS) >= len(LAYOUTS) - 1
    assert len({layout.name for layout in LAYOUTS}) == len(LAYOUTS)


def test_points_of_both_kinds_go_on_over_a_page_or_a_column() -> None:
    for layouts in (development.LAYOUTS, kept_aside.LAYOUTS):
        points = [point for layout in layouts for point in layout.made().points]
        assert sum(len({page for page, _ in point.lines}) > 1 for point in points) >= 3


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_report_is_the_same_every_time(layout: Layout) -> None:
    assert layout.made() == layout.made()


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_point_is_read_where_it_was_drawn(layout: Layout) -> None:
    report, at = layout.made(), desk()
    points = [point for point in report.points if layout.name != IN_TWO_CELLS or len(marked(point).pages) == 1]
    read = [(point, quote(report.content, marked(point), at)) for point in points]

    assert not [(point.text, words) for point, words in read if wrongness(words, point)]


def test_a_scan_is_the_same_every_time_and_has_no_words_of_its_own() -> None:
    scan = FEW[0]
    report = scan.made()

    assert report == scan.made()
    assert "[no-recognizer]" == quote(report.content, marked(report.points[0]), desk())
