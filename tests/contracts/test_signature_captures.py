"""What reads drawn signatures keeps its promises."""

import json

import pytest

from registre_core.ports import SignatureCapture
from registre_core.signatures import Drawing
from registre_core.testing.contracts.capture import Sent, SignatureCaptureContract
from registre_core.testing.memory import PlainCapture
from registre_signature_pad.pad import Pad


def as_sent(drawing: Drawing) -> bytes:
    """Write a drawing as a page with signature_pad 5 sends it."""
    looks = {"penColor": "black", "dotSize": 0, "minWidth": 0.5, "maxWidth": 2.5, "velocityFilterWeight": 0.7}
    strokes = [
        {
            **looks,
            "compositeOperation": "source-over",
            "points": [{"time": at.at, "x": at.x, "y": at.y, "pressure": at.pressure} for at in stroke.points],
        }
        for stroke in drawing.strokes
    ]
    canvas = {"width": drawing.width, "height": drawing.height, "ratio": drawing.ratio}
    return json.dumps({"canvas": canvas, "strokes": strokes}).encode()


class TestPad(SignatureCaptureContract):
    @pytest.fixture
    def capture(self) -> SignatureCapture:
        return Pad()

    @pytest.fixture
    def sent(self) -> Sent:
        return as_sent

    @pytest.fixture
    def twice_wrong(self) -> bytes:
        return b'{"canvas": {"width": "wide", "height": 9}, "strokes": [{"points": [{"x": 1, "y": null, "time": 2}]}]}'


class TestPlainCapture(SignatureCaptureContract):
    @pytest.fixture
    def capture(self) -> SignatureCapture:
        return PlainCapture()

    @pytest.fixture
    def sent(self) -> Sent:
        return PlainCapture.answer

    @pytest.fixture
    def twice_wrong(self) -> bytes:
        return b"300 150 1\n1,2,3,0 1,2\n1;2"
