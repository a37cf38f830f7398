"""What can be said about a file before a PDF engine touches it.

Engines repair what they can, silently: a file whose end never arrived opens, and misses words. And they trust what a
file says about itself, down to the size of its pages. So the caller gets an answer here, from the bytes alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from attrs import frozen

from registre_core.kernel.errors import InvalidInput

HEADER = b"%PDF-"
HEADER_WITHIN = 1024
"""Bytes that may come before the header (ISO 32000-1, annex H, 3.4.1): some servers put theirs in front."""

END = b"%%EOF"
INDEX = re.compile(rb"startxref\s+\d+\s*\Z")
"""What a writer puts last, and what stands before it: a file is whole with either."""

TAIL = 64
"""Bytes in which to look for the latter."""

CHUNK = 1024 * 1024
"""Bytes read at a time."""

OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")


@frozen
class Limits:
    """How large a file may be; a host with larger ones says so."""

    bytes: int = 200 * 1024 * 1024
    """Of the file."""
    pages: int = 5_000
    """Of the document."""
    pixels: int = 64_000_000
    """Of a picture to be drawn: an A3 page at 600 dpi has 70 million, one at 300 dpi 17 million."""
    image_pixels: int = 250_000_000
    """Of an image on the page, which the engine unpacks to draw it: a plan in A0 scanned at 400 dpi has 247 million."""


def checked_bytes(stream: BinaryIO, limits: Limits) -> bytes:
    """Read a file, refusing what cannot be a whole PDF.

    Raises:
        InvalidInput: ``empty-file``, ``file-too-large``, ``not-a-pdf``, ``truncated-pdf``.
    """
    data = b"".join(_chunks(stream, limits.bytes + 1))
    if not data:
        raise InvalidInput.at("document", "empty-file", "the file is empty: send it again")
    if len(data) > limits.bytes:
        said = f"the file is larger than {limits.bytes} bytes: split it, or raise the limit"
        raise InvalidInput.at("document", "file-too-large", said, limit=limits.bytes)
    if HEADER not in data[: HEADER_WITHIN + len(HEADER)]:
        raise InvalidInput.at("document", "not-a-pdf", "the file does not begin as a PDF file does")
    if is_truncated(data):
        said = "the end of the file is missing, and words with it: send it again"
        raise InvalidInput.at("document", "truncated-pdf", said, size=len(data))
    return data


def _chunks(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """Read no further than needed; asking for all at once makes Python reserve the limit."""
    while most > 0 and (chunk := stream.read(min(CHUNK, most))):
        most -= len(chunk)
        yield chunk


def is_truncated(data: bytes) -> bool:
    """Whether objects follow the last end mark, or there is none.

    What follows an end mark and is no object is junk that servers and mail programs append: it harms nobody. Objects
    are the beginning of an update, or the body of a file that begins with an index (linearised), that did not arrive.
    """
    end = data.rfind(END)
    if end == -1:
        return INDEX.search(data[-TAIL:]) is None
    return OBJECT.search(data, end) is not None and INDEX.search(data[-TAIL:]) is None
