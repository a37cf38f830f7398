"""What goes over the line between a host and a worker: a few words of JSON, then plain bytes.

Whoever takes a worker over with a hostile file speaks this language, and no other: nothing of it is ever executed, as
unpickling would, no length is believed beyond what the answer may be, and whatever cannot be understood is `Garbled`.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping
from typing import NoReturn

from attrs import frozen

MAGIC = b"RGP1"
"""How each frame begins: protocol and version."""

PREFIX = struct.Struct("!4sII")
"""Then how many bytes its head and its body have."""

MOST_HEAD = 64 * 1024
"""Bytes of a head; what is large stands in the body."""

MOST_BLOBS = 8
"""Parts of a body."""

Receive = Callable[[int], bytes]
"""Gives so many bytes, or raises."""


class Garbled(Exception):
    """What arrived is nothing that an honest other end says."""


@frozen
class Frame:
    """One message."""

    head: Mapping[str, object]
    """What it is, and what is small."""
    blobs: tuple[bytes, ...] = ()
    """What is large."""

    def written(self) -> bytes:
        """Write it down."""
        head = {**self.head, "blobs": [len(blob) for blob in self.blobs]}
        said = json.dumps(head, allow_nan=False, separators=(",", ":")).encode()
        if len(said) > MOST_HEAD:
            raise Garbled("the head is too long")
        return b"".join((PREFIX.pack(MAGIC, len(said), sum(map(len, self.blobs))), said, *self.blobs))


def read_frame(receive: Receive, most: int) -> Frame:
    """Read one message.

    Args:
        receive: gives the next bytes.
        most: bytes that its body may have.

    Raises:
        Garbled: it is none.
    """
    magic, head, body = PREFIX.unpack(receive(PREFIX.size))
    if magic != MAGIC or head > MOST_HEAD or body > most:
        raise Garbled("no frame, or too long a one")
    said = _head(receive(head))
    sizes = said.pop("blobs", None)
    if not isinstance(sizes, list) or len(sizes) > MOST_BLOBS or not all(_is_size(size) for size in sizes):
        raise Garbled("no sizes")
    if sum(sizes) != body:
        raise Garbled("the sizes of its parts are not that of its body")
    return Frame(said, tuple(_parts(receive(body) if body else b"", sizes)))


def _is_size(size: object) -> bool:
    return isinstance(size, int) and not isinstance(size, bool) and size >= 0


def _head(written: bytes) -> dict[str, object]:
    try:
        head = json.loads(written, parse_constant=_refused)
    except (ValueError, RecursionError) as failure:
        raise Garbled("the head is no JSON") from failure
    if not isinstance(head, dict):
        raise Garbled("the head is no object")
    return head


def _refused(constant: str) -> NoReturn:
    raise ValueError(constant)


def _parts(body: bytes, sizes: list[int]) -> list[bytes]:
    parts, start = [], 0
    for size in sizes:
        parts.append(body[start : start + size])  # a single part is the body itself: nothing is copied
        start += size
    return parts
