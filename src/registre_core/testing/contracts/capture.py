"""The contract of `SignatureCapture`.

What a page sends is the adapter's own affair, so whoever proves one says how an answer is written.

Example:
    A capture is proven by a class that says how to open it, and what its page sends::

        class TestMyCapture(SignatureCaptureContract):
            @pytest.fixture
            def capture(self):
                return MyCapture()

            @pytest.fixture
            def sent(self):
                return lambda drawing: what_my_page_sends_of(drawing)

            @pytest.fixture
            def twice_wrong(self):
                return b'{"x": "no number", "y": "none either"}'
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from attrs import evolve

from registre_core.kernel.errors import InvalidInput
from registre_core.ports.capture import SignatureCapture
from registre_core.signatures import Drawing, Point, Stroke
from registre_core.testing.contracts.elsewhere import at_once
from registre_core.testing.contracts.svg import require_standing_alone, root_of
from registre_core.testing.obligations import obligation

Sent = Callable[[Drawing], bytes]
"""Writes down a drawing as the page sends it."""

MORNING = 1_795_680_843_217
"""Milliseconds since 1970."""


def stroke(*places: tuple[float, float], at: int = MORNING, pressure: float = 0.5) -> Stroke:
    """Draw through some places, a point every 16 milliseconds, pressed harder and harder."""
    steps = enumerate(places)
    return Stroke(tuple(Point(x, y, at + 16 * n, min(1.0, pressure + n / 100)) for n, (x, y) in steps))


FLOURISH = stroke((20.25, 90), (41.5, 31.75), (80, 24), (103.01, 88.99), (152, 40))
LINE = stroke((160, 64), (201, 70.5), (260.75, 61), (300, 68), at=MORNING + 900, pressure=0)
DRAWING = Drawing(320, 120, (FLOURISH, LINE, stroke((210, 20), at=MORNING + 1_800)), 2.0)
"""A flourish, a line and a dot."""
DRAWINGS = {
    "a signature": DRAWING,
    "a point": Drawing(300, 150, (stroke((10, 10)),)),
    "a line": Drawing(300, 150, (stroke((10, 10), (200, 100)),)),
    "a pen held still": Drawing(300, 150, (stroke((10, 10), (10, 10), (10, 10)),)),
    "without pressure": Drawing(300, 150, (Stroke(tuple(Point(n * 9, n * 5, MORNING + n, 0.0) for n in range(20))),)),
    "over the edge": Drawing(300, 150, (stroke((-20.5, 10), (150, 75), (320, 170.25)),)),
    "long": Drawing(
        640,
        200,
        tuple(
            stroke(*((n * 6, 20 + line * 9 + n % 7) for n in range(99)), at=MORNING + line * 2_000)
            for line in range(15)
        ),
    ),
}

JUNK = {
    "nothing": b"",
    "a blank": b" \n",
    "null": b"null",
    "a number": b"17",
    "a text": b'"a signature"',
    "an object": b"{}",
    "a list": b"[]",
    "not a number": b"[NaN]",
    "prose": "Signé à la main, le 26 novembre.".encode(),
    "no text": b"\xff\xfe\x00" * 9,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "lists in lists": b"[" * 100_000,
    "objects in objects": b'{"strokes":' * 100_000,
    "digits": b"[" + b"9" * 100_000 + b"]",
    "blanks without end": b" " * (16 * 2**20),
    "numbers without end": b"[" + b"0," * (8 * 2**20) + b"0]",
}
THREADS = 4


def spoiled(answer: bytes) -> Iterator[bytes]:
    """Cut an answer, or put another byte into it, in about fifty places each."""
    for place in range(0, len(answer), max(1, len(answer) // 50)):
        yield answer[:place]
        for byte in (b"\x00", b"-", b"e", b'"', b"\xe9"):
            yield answer[:place] + byte + answer[place + 1 :]


class SignatureCaptureContract:
    """CAP-1 to CAP-5. Override `capture`, `sent` and `twice_wrong`."""

    @pytest.fixture
    def capture(self) -> SignatureCapture:
        """Say how to open it."""
        raise NotImplementedError("override the fixture `capture`")

    @pytest.fixture
    def sent(self) -> Sent:
        """Say how a page writes down what was drawn."""
        raise NotImplementedError("override the fixture `sent`")

    @pytest.fixture
    def twice_wrong(self) -> bytes:
        """Write an answer that two things are wrong with, at different places."""
        raise NotImplementedError("override the fixture `twice_wrong`")

    @obligation("CAP-1")
    @pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS)
    def test_every_point_is_read_with_its_time_and_pressure(
        self, capture: SignatureCapture, sent: Sent, drawing: Drawing
    ) -> None:
        assert capture.read(sent(drawing)) == drawing

    @obligation("CAP-2")
    @pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
    def test_what_is_no_drawing_is_refused(self, capture: SignatureCapture, junk: bytes) -> None:
        with pytest.raises(InvalidInput) as refusal:
            capture.read(junk)
        assert refusal.value.problems
        assert all(problem.path and problem.code for problem in refusal.value.problems)

    @obligation("CAP-2")
    def test_all_that_is_wrong_is_told_with_its_place(self, capture: SignatureCapture, twice_wrong: bytes) -> None:
        with pytest.raises(InvalidInput) as refusal:
            capture.read(twice_wrong)
        assert len({problem.path for problem in refusal.value.problems}) > 1

    @obligation("CAP-2")
    def test_an_answer_that_was_spoiled_is_read_or_refused(self, capture: SignatureCapture, sent: Sent) -> None:
        for answer in spoiled(sent(DRAWING)):
            try:
                read = capture.read(answer)
            except InvalidInput:
                continue
            assert type(read) is Drawing

    @obligation("CAP-3")
    @pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS)
    def test_a_picture_stands_alone(self, capture: SignatureCapture, drawing: Drawing) -> None:
        require_standing_alone(capture.picture(drawing))

    @obligation("CAP-3")
    @pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS)
    def test_a_picture_is_as_large_as_the_canvas(self, capture: SignatureCapture, drawing: Drawing) -> None:
        said = root_of(capture.picture(drawing)).attrib
        assert (float(said["width"]), float(said["height"])) == (drawing.width, drawing.height)
        assert [float(edge) for edge in said["viewBox"].split()] == [0, 0, drawing.width, drawing.height]

    @obligation("CAP-4")
    def test_the_same_drawing_gives_the_same_bytes(self, capture: SignatureCapture, sent: Sent) -> None:
        first = capture.picture(DRAWING)
        assert capture.picture(capture.read(sent(DRAWING))) == first
        assert [future.result() for future in at_once(THREADS, lambda _: capture.picture(DRAWING))] == [first] * THREADS

    @obligation("CAP-5")
    def test_every_stroke_shows(self, capture: SignatureCapture) -> None:
        strokes, whole = DRAWING.strokes, capture.picture(DRAWING)
        for place, drawn in enumerate(strokes):
            end = drawn.points[-1].at
            elsewhere = Stroke(tuple(evolve(point, y=point.y + 11, at=end) for point in drawn.points))
            for others in ((), (drawn, elsewhere), (elsewhere,)):
                changed = evolve(DRAWING, strokes=(*strokes[:place], *others, *strokes[place + 1 :]))
                assert capture.picture(changed) != whole
