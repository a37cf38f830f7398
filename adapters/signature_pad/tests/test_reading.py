"""What pages send is read whole, or refused with everything that is wrong with it."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from registre_core import ConfigurationError, Host, InvalidInput
from registre_core.signatures import Drawing, Point
from registre_signature_pad.pad import Pad
from registre_signature_pad.problems import MOST
from registre_signature_pad.text import LARGEST

ANSWERS = Path(__file__).parent / "answers"
POINT: dict[str, Any] = {"time": 1_795_680_843_217, "x": 12.345, "y": 30, "pressure": 0.5}
GROUP: dict[str, Any] = {"penColor": "black", "dotSize": 0, "minWidth": 0.5, "maxWidth": 2.5, "points": [POINT]}
ANSWER: dict[str, Any] = {"canvas": {"width": 300, "height": 150}, "strokes": [GROUP]}


def read(answer: object, pad: str = "pad") -> Drawing:
    return Pad.at(pad).read(json.dumps(answer).encode())


def changed(**changes: object) -> dict[str, Any]:
    """Change the box or the point, by the name of a field."""
    answer = deepcopy(ANSWER)
    for where in (answer["canvas"], answer["strokes"][0]["points"][0]):
        where.update({name: value for name, value in changes.items() if name in where})
    return answer


def problems(answer: bytes, pad: str = "pad") -> list[str]:
    with pytest.raises(InvalidInput) as refusal:
        Pad.at(pad).read(answer)
    assert {"not-a-drawing"} == {problem.code for problem in refusal.value.problems}
    return [problem.path for problem in refusal.value.problems]


@pytest.mark.parametrize("name", ["stylus_v5", "mouse_v5", "finger_v4"])
def test_every_point_that_the_package_gave_is_read(name: str) -> None:
    sent = (ANSWERS / f"{name}.json").read_bytes()
    drawing, said = Pad().read(sent), json.loads(sent)
    groups = [group["points"] for group in said["strokes"]]
    read_back = [[[p.at, p.x, p.y, p.pressure] for p in stroke.points] for stroke in drawing.strokes]

    assert said["canvas"] == {"width": drawing.width, "height": drawing.height, "ratio": drawing.ratio}
    assert read_back == [
        [[p["time"], *(round(p[name], 2) for name in ("x", "y", "pressure"))] for p in points] for points in groups
    ]


def test_the_bare_point_data_is_read_where_the_size_of_the_box_is_known() -> None:
    bare = json.loads((ANSWERS / "stylus_v5.json").read_bytes())["strokes"]

    assert (600, 200, 1.0) == ((drawing := read(bare, "pad:600x200")).width, drawing.height, drawing.ratio)
    assert 4 == len(drawing.strokes)
    assert ["canvas"] == problems(json.dumps(bare).encode())


def test_a_box_that_measures_parts_of_a_pixel_counts_as_the_next_whole_one() -> None:
    drawing = read(changed(width=599.33, height=200.0))

    assert (600, 200, 1.0) == (drawing.width, drawing.height, drawing.ratio)


def test_a_device_that_tells_no_pressure_has_none() -> None:
    answer = changed()
    del answer["strokes"][0]["points"][0]["pressure"]

    assert [Point(12.35, 30, 1_795_680_843_217, 0.0)] == list(read(answer).points)


def test_what_later_versions_say_of_the_pen_is_no_mistake() -> None:
    group = {**GROUP, "compositeOperation": "source-over", "nib": "italic"}

    assert read(ANSWER) == read({**ANSWER, "strokes": [group]})


def test_a_stroke_that_rubs_out_is_refused() -> None:
    rubbed = {**GROUP, "compositeOperation": "destination-out"}

    assert ["strokes[1].compositeOperation"] == problems(json.dumps({**ANSWER, "strokes": [GROUP, rubbed]}).encode())


def test_everything_wrong_is_told_at_once_with_its_place() -> None:
    answer = {
        "canvas": {"width": 0, "height": True, "ratio": "2", "dpi": 96},
        "strokes": [{"points": [{"x": None, "y": [], "time": 1.5, "pressure": 2}, "point"]}, {"points": []}, 7],
        "version": 5,
    }
    expected = """
        answer canvas canvas.width canvas.height canvas.ratio
        strokes[0].points[0].x strokes[0].points[0].y strokes[0].points[0].pressure strokes[0].points[0].time
        strokes[0].points[1] strokes[1].points strokes[2]
    """

    assert expected.split() == problems(json.dumps(answer).encode())


@pytest.mark.parametrize("answer", ["", "signature", 3, None, True])
def test_an_answer_is_an_object_or_a_list(answer: object) -> None:
    assert ["answer"] == problems(json.dumps(answer).encode())


def test_an_answer_without_its_parts_says_which() -> None:
    assert ["canvas", "strokes"] == problems(b"{}")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_json_does_not_have_are_refused(number: str) -> None:
    assert ["answer"] == problems(json.dumps(ANSWER).replace("12.345", number).encode())


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1e7", "9" * 4_000])
def test_numbers_beyond_every_screen_are_refused(number: str) -> None:
    assert ["strokes[0].points[0].x"] == problems(json.dumps(ANSWER).replace("12.345", number).encode())


@pytest.mark.parametrize("time", [-1, 1e300, 8_640_000_000_000_001, 12.5, "12", None])
def test_a_moment_is_a_whole_number_that_a_clock_can_show(time: object) -> None:
    assert ["strokes[0].points[0].time"] == problems(json.dumps(changed(time=time)).encode())


def test_a_whole_moment_may_be_written_as_javascript_writes_large_numbers() -> None:
    assert [1_795_680_843_217] == [point.at for point in read(changed(time=1_795_680_843_217.0)).points]


def test_a_name_twice_in_one_object_is_refused() -> None:
    assert ["answer"] == problems(json.dumps(ANSWER).replace('"x"', '"y"').encode())


def test_more_problems_than_anybody_reads_are_not_told() -> None:
    assert MOST == len(problems(json.dumps({**ANSWER, "strokes": [{}] * 10_000}).encode()))


def test_an_answer_that_is_too_large_is_not_even_parsed() -> None:
    blanks = json.dumps(ANSWER).encode().ljust(LARGEST)

    assert read(ANSWER) == Pad().read(blanks)
    assert ["answer"] == problems(blanks + b" ")


def test_half_a_character_in_a_name_is_told_and_can_be_written() -> None:
    with pytest.raises(InvalidInput) as refusal:
        Pad().read(b'{"canvas": {"width": 1, "height": 1}, "strokes": [], "\\ud800": 1}')

    assert rb"'\ud800'" in refusal.value.message.encode()


@pytest.mark.parametrize("address", ["pad:", "pad:600x200", "pad:10000x1"])
def test_an_address_may_say_the_size_of_the_box(address: str) -> None:
    assert isinstance(Host.discover().build("capture", address), Pad)


@pytest.mark.parametrize("address", ["pad:600", "pad:0x200", "pad:600x", "pad:10001x200", "pad:600x200 ", "pad:٣x٣"])
def test_a_size_that_is_none_is_told_when_it_is_opened(address: str) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        Pad.at(address)

    assert "malformed-canvas-size" == refusal.value.code
