"""A text recognizer for tests: it reads what it was told, at once."""

from __future__ import annotations

import struct
from hashlib import sha256

from registre_core.extraction import RecognisedWord, Recognition
from registre_core.kernel.errors import InvalidInput

HEADER = struct.Struct(">8s4x4sII")
"""How a PNG file begins (third edition, 5.2 and 11.2.1): its signature, a length, `IHDR`, its width, its height."""

END = b"IEND\xaeB`\x82"
"""How it ends."""

MOST_PIXELS = 40_000_000


class MemoryRecognizer:
    """Knows some pictures by heart, and sees no words in any other.

    Example:
        >>> from registre_core.testing.contracts.text_recognizer import png
        >>> picture, recognizer = png(100, 40, b"a word"), MemoryRecognizer()
        >>> recognizer.tell(picture, RecognisedWord("remplacer", 10, 10, 90, 30, line=0, confidence=96))
        >>> [word.text for word in recognizer.recognise(picture, dpi=300).words]
        ['remplacer']
    """

    engine = "memory 1"

    def __init__(self, language: str = "fra") -> None:
        self.language = language
        self._known: dict[bytes, Recognition] = {}

    def tell(self, picture: bytes, *words: RecognisedWord) -> None:
        """Say what a picture shows."""
        self._known[sha256(picture).digest()] = Recognition(words)

    def check(self) -> None:
        pass

    def recognise(self, picture: bytes, *, dpi: int, is_page: bool = False) -> Recognition:  # noqa: ARG002  # as its port says
        _refuse(picture)
        return self._known.get(sha256(picture).digest(), Recognition())


def _refuse(picture: bytes) -> None:
    head = picture[: HEADER.size].ljust(HEADER.size, b"\0")
    signature, kind, width, height = HEADER.unpack(head)
    if (signature, kind) != (b"\x89PNG\r\n\x1a\n", b"IHDR") or not width * height or not picture.endswith(END):
        raise InvalidInput.at("picture", "not-a-picture", "this is no whole PNG picture")
    if width * height > MOST_PIXELS:
        raise InvalidInput.at("picture", "picture-too-costly", "the picture is too large: take a smaller one")
