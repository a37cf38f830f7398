"""What can be said about a file before a PDF engine touches it.

Engines repair what they can, silently: a file whose end never arrived opens, and misses words. And they trust what a
file says about itself, down to the size of its pages. So the caller gets an answer here, from the bytes alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from typing import BinaryIO

from attrs import field, frozen

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


FURTHEST = 50_000.0
"""Points from the corner of a page, which is 14,400 points large at most (ISO 32000-2, annex C). A letter that reaches
further was drawn by somebody who wants to know what a reader makes of it."""

PAGES_KEPT = 16
"""Pages whose text a reading remembers: people select several times on a page, and turn back one or two."""


def cores() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@frozen
class Limits:
    """How large a file may be, and what reading it may cost; a host with larger files says so."""

    bytes: int = 200 * 1024 * 1024
    """Of the file."""
    pages: int = 5_000
    """Of the document."""
    characters: int = 100_000
    """Of one page: the densest one of a newspaper has 20,000."""
    pixels: int = 64_000_000
    """Of a picture to be drawn: an A3 page at 600 dpi has 70 million, one at 300 dpi 17 million."""
    image_pixels: int = 250_000_000
    """Of an image on the page, which the engine unpacks to draw it: a plan in A0 scanned at 400 dpi has 247 million."""
    seconds: float = 8.0
    """That one answer may take; most take a hundredth of one."""
    memory: int = 1024 * 1024 * 1024
    """Bytes that a worker may address; a report of 300 pages takes 60 million."""
    failures: int = 2
    """Answers that may cost a worker its life before the document is read no further: it costs 20 seconds at most."""
    workers: int = field(factory=cores)
    """Processes that read at the same time: as many as processors, since more would only wait for each other."""
    idle_seconds: float = 60.0
    """After which a worker that nobody asks ends by itself: a person reads before selecting again."""


def copied(stream: BinaryIO, limits: Limits) -> Iterator[bytes]:
    """Read a file piece by piece, and no further than needed to see that it is too large.

    Asking for all at once makes Python reserve the limit, and a host has better uses for its memory.
    """
    most = limits.bytes + 1
    while most > 0 and (chunk := stream.read(min(CHUNK, most))):
        most -= len(chunk)
        yield chunk


def check(file: BinaryIO, size: int, limits: Limits) -> None:
    """Refuse what cannot be a whole PDF.

    Raises:
        InvalidInput: ``empty-file``, ``file-too-large``, ``not-a-pdf``, ``truncated-pdf``.
    """
    if not size:
        raise InvalidInput.at("document", "empty-file", "the file is empty: send it again")
    if size > limits.bytes:
        said = f"the file is larger than {limits.bytes} bytes: split it, or raise the limit"
        raise InvalidInput.at("document", "file-too-large", said, limit=limits.bytes)
    with mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        if data.find(HEADER, 0, HEADER_WITHIN + len(HEADER)) == -1:
            raise InvalidInput.at("document", "not-a-pdf", "the file does not begin as a PDF file does")
        if is_truncated(data):
            said = "the end of the file is missing, and words with it: send it again"
            raise InvalidInput.at("document", "truncated-pdf", said, size=size)


def is_truncated(data: bytes | mmap) -> bool:
    """Whether objects follow the last end mark, or there is none.

    What follows an end mark and is no object is junk that servers and mail programs append: it harms nobody. Objects
    are the beginning of an update, or the body of a file that begins with an index (linearised), that did not arrive.
    """
    end = data.rfind(END)
    if end == -1:
        return INDEX.search(data[-TAIL:]) is None
    return OBJECT.search(data, end) is not None and INDEX.search(data[-TAIL:]) is None
