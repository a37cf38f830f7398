"""What was drawn: what is a drawing at all, what may be a signature, and what was pasted."""

from collections.abc import Callable

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.spec.signatures.world import codes, problems

from registre_core.kernel.errors import InvalidInput
from registre_core.signatures import LARGEST_CANVAS, MOST_POINTS, MOST_STROKES, Drawing, DrawingLimits, Point, Stroke
from registre_core.signatures.drawings import FARTHEST, LATEST
from registre_core.signatures.policy import may_be_new, may_be_signature
from registre_core.testing.signing import MILLISECONDS, a_drawing

HUGE = 10**400
EIDAS = "Regulation (EU) 910/2014 (eIDAS), art. 3 and 25"


def drawn(*points: tuple[float, float, int], width: int = 400, height: int = 160) -> Drawing:
    """Draw one stroke; times count from some moment."""
    return Drawing(width, height, (Stroke(tuple(Point(x, y, MILLISECONDS + at) for x, y, at in points)),))


def moved(drawing: Drawing, across: float = 0, down: float = 0, later: int = 0) -> Drawing:
    strokes = tuple(
        Stroke(tuple(evolve(one, x=one.x + across, y=one.y + down, at=one.at + later) for one in stroke.points))
        for stroke in drawing.strokes
    )
    return evolve(drawing, strokes=strokes)


def test_a_hand_s_drawing_may_be_a_signature() -> None:
    assert may_be_signature(a_drawing())


def test_initials_drawn_in_a_quarter_of_a_second_may_be_a_signature() -> None:
    assert may_be_signature(drawn((100, 80, 0), (115, 60, 120), (130, 80, 250)))


TOO_LITTLE = [
    # what was drawn, what is told, source
    (Drawing(400, 160, ()), ["drawing-empty"], EIDAS),
    (Drawing(400, 160, (Stroke(()), Stroke(()))), ["drawing-empty"], EIDAS),
    (drawn((200, 80, 0)), ["drawing-of-one-point"], EIDAS),
    (drawn((200, 80, 0), (210, 85, 300)), ["drawing-too-short"], EIDAS),
    (drawn((200, 80, 0), (200, 80, 300)), ["drawing-too-short"], EIDAS),
    (drawn((100, 80, 0), (300, 80, 0)), ["drawing-too-quick"], EIDAS),
    (drawn((100, 80, 0), (300, 80, 199)), ["drawing-too-quick"], EIDAS),
    (drawn((100, 80, 0), (300, 80, 300), (300, 400, 600)), ["drawing-off-canvas"], EIDAS),
    (drawn((-17, 80, 0), (300, 80, 300)), ["drawing-off-canvas"], EIDAS),
    (drawn((900, 900, 0), (901, 901, 5)), ["drawing-off-canvas", "drawing-too-short", "drawing-too-quick"], EIDAS),
]


@pytest.mark.parametrize("drawing, told, source", TOO_LITTLE)
def test_what_is_too_little_is_refused_with_all_that_it_lacks(drawing: Drawing, told: list[str], source: str) -> None:
    verdict = may_be_signature(drawing)

    assert told == codes(verdict)
    assert {source} == {reason.source.text for reason in verdict.reasons}


def test_several_taps_are_no_signature_however_far_apart_since_the_pen_went_nowhere() -> None:
    taps = tuple(Stroke((Point(x, 80, MILLISECONDS + x * 10),)) for x in (10, 200, 390))

    assert ["drawing-too-short"] == codes(may_be_signature(Drawing(400, 160, taps)))


def test_a_pen_may_slip_over_the_edge_by_a_tenth_of_the_shorter_side() -> None:
    assert may_be_signature(drawn((-16, 80, 0), (416, 176, 300)))


def test_limits_are_the_host_s_and_inclusive() -> None:
    strict = DrawingLimits(overshoot=0, least_length=1, least_duration=1_000)

    assert may_be_signature(drawn((0, 0, 0), (0, 160, 1_000)), strict)
    assert ["drawing-off-canvas", "drawing-too-short", "drawing-too-quick"] == codes(
        may_be_signature(drawn((-1, 0, 0), (0, 0, 999)), strict)
    )


def test_limits_that_nobody_or_anybody_could_meet_are_refused_together() -> None:
    with pytest.raises(InvalidInput) as caught:
        DrawingLimits(overshoot=-0.1, least_length=float("nan"), least_duration=60_000)

    assert [(name, "number-out-of-range") for name in ("overshoot", "least_length", "least_duration")] == problems(
        caught.value
    )


def test_what_another_signature_was_drawn_with_was_pasted() -> None:
    assert may_be_new(None)
    assert ["drawing-already-used"] == codes(may_be_new("the other one"))


# ---- the digest of a shape -------------------------------------------------------------------------------------------


def test_the_same_shape_has_the_same_digest_wherever_and_whenever_it_is_pasted() -> None:
    original = a_drawing()
    pasted = evolve(moved(original, across=12.34, down=-5.5, later=86_400_000), width=800, height=300, ratio=3)

    assert original.shape_digest == pasted.shape_digest


def test_pressure_made_up_anew_hides_no_pasting() -> None:
    original = a_drawing()
    strokes = tuple(Stroke(tuple(evolve(one, pressure=0.1) for one in s.points)) for s in original.strokes)

    assert original.shape_digest == evolve(original, strokes=strokes).shape_digest


CHANGES: list[Callable[[Drawing], Drawing]] = [
    lambda one: evolve(one, strokes=one.strokes[:-1]),
    lambda one: evolve(one, strokes=(Stroke(one.strokes[0].points + one.strokes[1].points),)),
    lambda one: evolve(one, strokes=(*one.strokes[:-1], moved(evolve(one, strokes=one.strokes[-1:]), 0.01).strokes[0])),
    lambda one: evolve(
        one, strokes=(*one.strokes[:-1], moved(evolve(one, strokes=one.strokes[-1:]), 0, 0, 1).strokes[0])
    ),
]


@pytest.mark.parametrize("change", CHANGES, ids=["a stroke less", "strokes joined", "a hundredth", "a millisecond"])
def test_another_shape_has_another_digest(change: Callable[[Drawing], Drawing]) -> None:
    assert a_drawing().shape_digest != change(a_drawing()).shape_digest


def test_the_digest_of_a_shape_stays_what_it_is_since_it_is_kept_for_years() -> None:
    assert "c1fab089a0f98055dc981a3d089cab5137c4a8de21741673df26703769b77d82" == (
        drawn((10, 10, 0), (200, 100, 300)).shape_digest
    )


# ---- what is no drawing ----------------------------------------------------------------------------------------------

ODD: list[tuple[Callable[[], Drawing], list[tuple[str, str]]]] = [
    (lambda: drawn((float("nan"), 0, 0)), [("strokes[0].points[0]", "not-a-finite-number")]),
    (lambda: drawn((1, float("-inf"), 0)), [("strokes[0].points[0]", "not-a-finite-number")]),
    (lambda: drawn((1, 1, 0), (HUGE, 0, 1)), [("strokes[0].points[1]", "not-a-finite-number")]),
    (lambda: drawn((FARTHEST + 1, 0, 0)), [("strokes[0].points[0]", "number-out-of-range")]),
    (lambda: drawn((0, 0, 5), (9, 9, 4)), [("strokes[0].points[1].at", "drawing-backwards-in-time")]),
    (lambda: drawn((0, 0, -MILLISECONDS - 1)), [("strokes[0].points[0].at", "number-out-of-range")]),
    (lambda: drawn((0, 0, HUGE)), [("strokes[0].points[0].at", "number-out-of-range")]),
    (lambda: evolve(a_drawing(), ratio=0), [("ratio", "number-out-of-range")]),
    (lambda: evolve(a_drawing(), ratio=HUGE), [("ratio", "number-out-of-range")]),
    (lambda: evolve(a_drawing(), width=0, height=-3), [(n, "number-too-small") for n in ("width", "height")]),
    (lambda: evolve(a_drawing(), width=LARGEST_CANVAS + 1), [("width", "drawing-too-large")]),
    (lambda: evolve(a_drawing(), height=HUGE), [("height", "drawing-too-large")]),
    (lambda: Drawing(9, 9, (Stroke(()),) * (MOST_STROKES + 1)), [("strokes", "drawing-too-large")]),
]


@pytest.mark.parametrize("build, told", ODD)
def test_what_is_huge_or_no_number_or_backwards_is_no_drawing(
    build: Callable[[], Drawing], told: list[tuple[str, str]]
) -> None:
    with pytest.raises(InvalidInput) as caught:
        build()

    assert told == problems(caught.value)


def test_a_stroke_that_begins_before_the_one_before_it_ended_is_backwards_too() -> None:
    first, second = (Stroke((Point(0, 0, MILLISECONDS + at),)) for at in (10, 9))

    with pytest.raises(InvalidInput) as caught:
        Drawing(400, 160, (first, second))

    assert [("strokes[1].points[0].at", "drawing-backwards-in-time")] == problems(caught.value)


@pytest.mark.parametrize("pressure", [-0.01, 1.01, 7])
def test_pressure_goes_from_nothing_to_one(pressure: float) -> None:
    with pytest.raises(InvalidInput) as caught:
        Drawing(400, 160, (Stroke((Point(1, 1, 1, pressure),)),))

    assert [("strokes[0].points[0].pressure", "number-out-of-range")] == problems(caught.value)


def test_ten_thousand_bad_points_are_one_problem_of_each_kind_told_at_once() -> None:
    nothing = float("nan")
    points = (Point(nothing, nothing, MILLISECONDS), Point(2e9, 1, -1, 4)) * (MOST_POINTS // 2)

    with pytest.raises(InvalidInput) as caught:
        Drawing(400, 160, (Stroke(points),))

    assert ["not-a-finite-number", *["number-out-of-range"] * 3, "drawing-backwards-in-time"] == [
        problem.code for problem in caught.value.problems
    ]


def test_as_many_points_as_are_allowed_are_a_drawing_and_one_more_is_not() -> None:
    point = Point(1, 1, MILLISECONDS)

    assert MOST_POINTS == len(list(Drawing(400, 160, (Stroke((point,) * MOST_POINTS),)).points))
    with pytest.raises(InvalidInput, match="drawing-too-large"):
        Drawing(400, 160, (Stroke((point,) * (MOST_POINTS + 1)),))


def test_a_coordinate_is_kept_to_a_hundredth() -> None:
    point = Point(1.005001, 2.999, MILLISECONDS, 0.333)

    assert (1.01, 3.0, 0.33) == (point.x, point.y, point.pressure)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.floats(), st.floats(), st.integers(0, LATEST), st.floats()), max_size=4))
def test_whatever_numbers_are_drawn_they_are_judged_or_told_to_be_no_drawing(
    points: list[tuple[float, float, int, float]],
) -> None:
    try:
        drawing = Drawing(400, 160, (Stroke(tuple(Point(*one) for one in points)),))
    except InvalidInput:
        return

    assert 64 == len(drawing.shape_digest)
    assert may_be_signature(drawing) or may_be_signature(drawing).reasons
