"""What was drawn is drawn again: smooth, where it was, and as wide as the pen was pressed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrs import evolve

from registre_core.signatures import Drawing, Point, Stroke
from registre_signature_pad.curves import curves
from registre_signature_pad.ink import STEPS, widths
from registre_signature_pad.pad import Pad

ANSWERS = Path(__file__).parent / "answers"


def drawn(*points: tuple[float, float], every: int = 16, pressures: tuple[float, ...] = ()) -> Drawing:
    """Draw one stroke."""
    given = pressures or (0.5,) * len(points)
    strokes = (Stroke(tuple(Point(x, y, 16 + n * every, given[n]) for n, (x, y) in enumerate(points))),)
    return Drawing(600, 200, strokes)


def picture(drawing: Drawing) -> str:
    return Pad().picture(drawing).decode()


def ends(drawing: Drawing) -> list[tuple[float, float]]:
    """Read where each path of a picture begins, and where each of its curves ends."""
    found = re.findall(r"(?:M|,[\d.]+ )(-?[\d.]+),(-?[\d.]+)(?=[Ch\"])", picture(drawing))
    return [(float(x), float(y)) for x, y in found]


@pytest.mark.parametrize("name", ["stylus_v5", "mouse_v5", "finger_v4"])
def test_the_line_goes_through_every_point(name: str) -> None:
    drawing = Pad().read((ANSWERS / f"{name}.json").read_bytes())

    assert {(point.x, point.y) for point in drawing.points} == set(ends(drawing))


def test_a_curve_leaves_a_point_in_the_direction_it_came_in() -> None:
    points = [Point(x, y, 0) for x, y in ((0, 0), (30, 40), (90, 40), (100, -20))]
    ways = list(curves(points))
    for point, (_, into, _), (out, _, _) in zip(points[1:], ways, ways[1:], strict=False):
        before, after = (point.x - into[0], point.y - into[1]), (out[0] - point.x, out[1] - point.y)
        assert before[0] * after[1] == pytest.approx(before[1] * after[0])
        assert before[0] * after[0] + before[1] * after[1] > 0


def test_a_line_that_is_straight_stays_straight() -> None:
    for first, second, end in curves([Point(x, 2 * x, 0) for x in (0, 10, 90, 100)]):
        assert [2 * at[0] for at in (first, second, end)] == pytest.approx([at[1] for at in (first, second, end)])


def test_points_far_apart_make_no_loops() -> None:
    """A short way before a long one must not throw the line back behind the point."""
    for (first, second, end), start in zip(
        curves([Point(0, 0, 0), Point(1, 0, 0), Point(300, 0, 0), Point(301, 0, 0)]), (0.0, 1.0, 300.0), strict=True
    ):
        assert start <= first[0] <= second[0] <= end[0]


def test_a_pen_that_is_pressed_leaves_a_wider_line() -> None:
    places = tuple((n * 10.0, 50.0) for n in range(20))
    light, hard = (drawn(*places, pressures=(weight, *(weight + 0.01,) * 19)) for weight in (0.1, 0.9))

    assert max(widths(light, light.strokes[0])[5:]) < min(widths(hard, hard.strokes[0])[5:])


def test_where_the_device_does_not_measure_a_slow_hand_leaves_a_wider_line() -> None:
    """A mouse says 0.5 all the time, and 0 when its button is let go."""
    places = tuple((n * 10.0, 50.0) for n in range(20))
    fast, slow = (drawn(*places, every=every, pressures=(*(0.5,) * 19, 0.0)) for every in (2, 60))

    assert max(widths(fast, fast.strokes[0])[5:]) < min(widths(slow, slow.strokes[0])[5:])


def test_a_clock_that_hardly_moves_breaks_nothing() -> None:
    places = ((10.0, 10.0), (60.0, 80.0), (110.0, 20.0), (200.0, 150.0))
    for every in (0, 1):
        drawing = drawn(*places, every=every)
        assert all(0 <= step <= STEPS for step in widths(drawing, drawing.strokes[0]))
        assert set(places) == set(ends(drawing))


@pytest.mark.parametrize("points", [1, 2, 5])
def test_a_pen_that_does_not_move_leaves_a_dot(points: int) -> None:
    assert 'd="M30,40h0"' in picture(drawn(*((30.0, 40.0),) * points))


def test_nothing_drawn_is_an_empty_box() -> None:
    assert "<path" not in picture(Drawing(600, 200, ()))
    assert 'width="600" height="200" viewBox="0 0 600 200"' in picture(Drawing(600, 200, ()))


def test_a_line_is_as_wide_in_a_large_box_as_in_a_small_one_seen_from_farther() -> None:
    small = drawn((10, 10), (100, 50), (200, 150))
    large = evolve(small, width=1200, height=400, strokes=drawn((20, 20), (200, 100), (400, 300)).strokes)
    one, two = (re.findall(r'stroke-width="([\d.]+)"', picture(each)) for each in (small, large))

    assert [float(width) * 2 for width in one] == pytest.approx([float(width) for width in two], abs=0.011)


def test_numbers_are_written_in_one_way() -> None:
    assert 'd="M-5,0C' in picture(drawn((-5.0, -0.001), (0.1, 100.0)))
    assert 'd="M0,0C33.03,0 66.07,0 99.1,0"' in picture(drawn((0.0004, -0.0), (99.1, 0.0)))
    assert 'd="M100,0C' in picture(drawn((100.0, 0.0), (1_000.5, 1e5)))
