"""The `SignatureCapture` port with a box in a web page."""

from __future__ import annotations

import re
from typing import Self

from attrs import frozen

from registre_core.kernel.errors import ConfigurationError
from registre_core.signatures import LARGEST_CANVAS, Drawing
from registre_signature_pad.envelope import Canvas
from registre_signature_pad.picture import svg
from registre_signature_pad.reading import drawing_of
from registre_signature_pad.text import parsed

_SIZE = re.compile(r"([1-9][0-9]{0,4})x([1-9][0-9]{0,4})")


@frozen
class Pad:
    """What reads the answers of a page that uses the package `signature_pad`. Open one with `at`."""

    canvas: Canvas | None = None
    """Of every page of the host, where it is always the same: bare point data is taken for drawn on it."""

    @classmethod
    def at(cls, address: str) -> Self:
        """Open it: ``pad``, or ``pad:600x200`` for a page that sends its point data bare, from a box of that size.

        Raises:
            ConfigurationError: ``malformed-canvas-size``.
        """
        _, _, size = address.partition(":")
        return cls(_canvas(address, size) if size else None)

    def read(self, answer: bytes) -> Drawing:
        return drawing_of(parsed(answer), self.canvas)

    def picture(self, drawing: Drawing) -> bytes:
        return svg(drawing)


def _canvas(address: str, size: str) -> Canvas:
    match = _SIZE.fullmatch(size)
    width, height = (int(side) for side in match.groups()) if match else (0, 0)
    if not match or max(width, height) > LARGEST_CANVAS:
        said = f"the size of a box is written pad:600x200, in CSS pixels up to {LARGEST_CANVAS}, not {address}"
        raise ConfigurationError("malformed-canvas-size", said, {"address": address, "most": LARGEST_CANVAS})
    return Canvas(width, height)
