"""What goes over the line: everything of ours arrives as it left, and nothing else arrives at all."""

from __future__ import annotations

import io
import json
import math

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from registre_core.extraction import Boxes, PageInfo, PageText, Ruling, Survey, Turn
from registre_core.extraction.boxes import Box
from registre_core.kernel.errors import AdapterFailure, InvalidInput, RegistreError
from registre_core.kernel.passages import TextSource
from registre_reading_pdf.answers import (
    FAMILIES,
    LABEL,
    PNG,
    Answer,
    Drawn,
    Opened,
    answer_of,
    frame_of,
    most_of,
    opened_of,
)
from registre_reading_pdf.frames import MAGIC, MOST_HEAD, PREFIX, Frame, Garbled, read_frame
from registre_reading_pdf.lines import Gone
from registre_reading_pdf.opening import FURTHEST, Limits
from registre_reading_pdf.requests import Drawing, Opening, Request, What

LIMITS = Limits()
MOST = most_of(What.PICTURE, LIMITS)

numbers = st.floats(-1e6, 1e6)
singles = st.floats(-FURTHEST, FURTHEST, width=32)
boxes: st.SearchStrategy[Box] = st.tuples(numbers, numbers, numbers, numbers)
infos = st.builds(
    PageInfo,
    number=st.just(3),
    label=st.text(max_size=LABEL),
    width=numbers,
    height=numbers,
    rotation=st.sampled_from([0, 90, 180, 270]),
    crop=boxes,
)
engines = st.from_regex(r"[\w.]{1,40} [\w.+-]{1,40}", fullmatch=True)
facts = st.dictionaries(
    st.from_regex(r"[a-z_]{1,40}", fullmatch=True).filter(lambda name: name not in {"path", "code", "message", "self"}),
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.text(max_size=LABEL),
    max_size=10,
)


@st.composite
def texts(draw: st.DrawFn) -> Drawn:
    characters = draw(st.text(max_size=50))
    return Drawn(
        draw(infos), characters, Boxes.of(draw(st.tuples(singles, singles, singles, singles)) for _ in characters)
    )


@st.composite
def opinions(draw: st.DrawFn) -> PageText:
    text = draw(texts())
    return PageText(text.info, text.characters, text.boxes, draw(engines), TextSource.FALLBACK)


@st.composite
def refusals(draw: st.DrawFn) -> RegistreError:
    family, codes = FAMILIES[draw(st.sampled_from(sorted(FAMILIES)))]
    code, message = draw(st.sampled_from(sorted(codes))), draw(st.text(max_size=100))
    if family is InvalidInput:
        return InvalidInput.at(draw(st.text(max_size=20)), code, message, **draw(facts))
    return AdapterFailure(code, message, draw(facts))


ANSWERS: dict[What, st.SearchStrategy[Answer]] = {
    What.PAGE: infos,
    What.TEXT: texts(),
    What.SECOND: st.none() | opinions(),
    What.RULINGS: st.lists(st.builds(Ruling, numbers, numbers, numbers, numbers)).map(tuple),
    What.SURVEY: st.builds(Survey, st.lists(boxes).map(tuple), st.floats(0, 1), st.booleans()),
    What.PICTURE: st.binary(max_size=200).map(lambda data: PNG + data),
}
answered = st.sampled_from(list(What)).flatmap(lambda what: st.tuples(st.just(what), ANSWERS[what] | refusals()))
drawings = st.builds(Drawing, st.integers(), st.booleans(), st.integers(), st.sampled_from(Turn))
requests = st.builds(Request, st.sampled_from(What), st.integers(1, 5000), st.none() | boxes, drawings)


def read(written: bytes, most: int = MOST) -> Frame:
    stream = io.BytesIO(written)

    def receive(size: int) -> bytes:
        data = stream.read(size)
        if len(data) < size:
            raise Gone
        return data

    return read_frame(receive, most)


def plain(answer: object) -> object:
    """Errors are equal when they say the same."""
    if isinstance(answer, RegistreError):
        return type(answer), answer.code, answer.message, answer.facts, getattr(answer, "problems", ())
    return answer


NONSENSE = b"no answer"


def understood(written: bytes, what: What) -> Answer:
    """Read an answer as a host does: it is one, or nonsense, and no other failure leaves the protocol."""
    try:
        return answer_of(read(written), Request(what, 3))
    except (Garbled, Gone):
        return NONSENSE


@given(answered)
def test_every_answer_arrives_as_it_left(answered: tuple[What, Answer]) -> None:
    what, answer = answered

    assert plain(answer) == plain(understood(frame_of(answer).written(), what))


@given(st.builds(Opened, st.integers(1, 2**31), st.booleans(), engines, st.booleans()) | refusals())
def test_every_opening_is_answered_as_it_was_meant(opened: Opened | RegistreError) -> None:
    assert plain(opened) == plain(opened_of(read(frame_of(opened).written())))


@given(requests)
def test_every_request_arrives_as_it_left(request: Request) -> None:
    assert request == Request.of(read(request.frame().written()))


@given(st.none() | st.text(st.characters(exclude_categories=())), st.none() | st.binary())
def test_an_opening_carries_any_password_and_any_document(password: str | None, content: bytes | None) -> None:
    opening = Opening(LIMITS, password, content)

    assert opening == Opening.of(read(opening.frame().written()))
    assert password is None or password not in repr(opening) or len(password) < 40


@given(st.binary(max_size=300), st.sampled_from(What))
def test_any_bytes_are_an_answer_or_nothing(written: bytes, what: What) -> None:
    understood(written, what)
    understood(PREFIX.pack(MAGIC, len(written), 0) + written, what)


@given(answered, st.data())
def test_a_broken_answer_is_an_answer_or_nothing(answered: tuple[What, Answer], data: st.DataObject) -> None:
    what, answer = answered
    written = bytearray(frame_of(answer).written())
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(written) - 1))
        written[place] = data.draw(st.integers(0, 255))

    understood(bytes(written), what)


@given(answered, st.integers(0, 10_000))
def test_a_shortened_answer_is_no_answer(answered: tuple[What, Answer], length: int) -> None:
    what, answer = answered
    written = frame_of(answer).written()

    assert understood(written[: length % len(written)], what) == NONSENSE


@given(answered, st.sampled_from(What))
def test_the_answer_to_another_question_is_none(answered: tuple[What, Answer], asked: What) -> None:
    what, answer = answered
    found = understood(frame_of(answer).written(), asked)

    assert found == NONSENSE or what == asked or isinstance(found, RegistreError)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(answered, values, st.data())
def test_a_value_of_another_kind_is_no_value_of_ours(
    answered: tuple[What, Answer], value: object, data: st.DataObject
) -> None:
    what, answer = answered
    frame = frame_of(answer)
    name = data.draw(st.sampled_from(sorted(frame.head)))
    said = json.dumps({**frame.head, name: value, "blobs": [len(blob) for blob in frame.blobs]}).encode()
    body = b"".join(frame.blobs)

    understood(PREFIX.pack(MAGIC, len(said), len(body)) + said + body, what)


@given(infos)
def test_the_answer_about_another_page_is_none(info: PageInfo) -> None:
    assert understood(frame_of(evolve(info, number=4)).written(), What.PAGE) == NONSENSE


@pytest.mark.parametrize(
    "written",
    [
        PREFIX.pack(MAGIC, 2, 2**32 - 1) + b"{}",
        PREFIX.pack(MAGIC, MOST_HEAD + 1, 0),
        PREFIX.pack(b"HTTP", 2, 0) + b"{}",
        PREFIX.pack(MAGIC, 30_000, 0) + b"[" * 30_000,
        PREFIX.pack(MAGIC, 30_000, 0) + b"9" * 30_000,
        PREFIX.pack(MAGIC, 13, 0) + b'{"blobs":[-1]}'[:13],
        PREFIX.pack(MAGIC, 14, 0) + b'{"blobs":[-1]}',
        PREFIX.pack(MAGIC, 16, 0) + b'{"blobs":[true]}',
        PREFIX.pack(MAGIC, 20, 3) + b'{"blobs":[9,-6,0,0]}' + bytes(3),
        PREFIX.pack(MAGIC, 10, 0) + b'{"a": NaN}',
        PREFIX.pack(MAGIC, 4, 0) + b"null",
        PREFIX.pack(MAGIC, 2, 0) + b"{}",
    ],
)
def test_what_is_no_frame_is_not_waited_for(written: bytes) -> None:
    with pytest.raises(Garbled):
        read(written)


def test_nothing_is_reserved_for_what_is_only_announced() -> None:
    asked: list[int] = []

    def receive(size: int) -> bytes:
        asked.append(size)
        return PREFIX.pack(MAGIC, 2, most_of(What.TEXT, LIMITS) + 1)

    with pytest.raises(Garbled):
        read_frame(receive, most_of(What.TEXT, LIMITS))
    assert asked == [PREFIX.size]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_place_that_is_no_number_is_no_place(value: float) -> None:
    info = PageInfo(3, "3", 595, 842)
    spoiled = Drawn(info, "a", Boxes.of([(0, 0, 1, value)]))

    assert understood(frame_of(spoiled).written(), What.TEXT) == NONSENSE
    assert understood(frame_of((Ruling(0, 0, 1, value),)).written(), What.RULINGS) == NONSENSE


def test_a_code_that_no_worker_has_to_give_is_not_given() -> None:
    assert understood(frame_of(InvalidInput.at("x", "reading-closed", "")).written(), What.PAGE) == NONSENSE
    assert understood(frame_of(AdapterFailure("disk-full", "")).written(), What.PAGE) == NONSENSE
