"""What the contract of documents is tried with: streams that misbehave, and short ways to put and to read."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO, RawIOBase
from threading import Barrier
from typing import BinaryIO, cast

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.documents import DocumentStore, StoredDocument
from registre_core.testing.builders import IDS
from registre_core.testing.contracts.elsewhere import LONG

HERE = WorkspaceId(IDS.new())
THERE = WorkspaceId(IDS.new())

CAP = 1_000_000
"""More than the documents of most tests."""
LARGE = 48 * 2**20
"""Bytes of a document that no store should hold in memory."""
LITTLE = 8 * 2**20
"""Bytes that a store may hold in memory while it streams a large document."""


def alike(given: bytes, kept: bytes) -> bool:
    """Whether two documents are the same; as a plain `==`, pytest would line up megabytes to show where they differ."""
    return given == kept


class SlowStream(RawIOBase):
    """Gives its bytes a few at a time, as sockets do, and does something halfway."""

    def __init__(self, content: bytes, *, step: int = 7, halfway: Callable[[], None] = lambda: None) -> None:
        self._content = content
        self._step = step
        self._halfway = halfway
        self._place = 0
        self._past_half = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # narrower than typeshed's
        if not self._past_half and self._place >= len(self._content) // 2:
            self._past_half = True
            self._halfway()
        given = self._content[self._place : self._place + min(self._step, len(buffer))]
        buffer[: len(given)] = given
        self._place += len(given)
        return len(given)


class Zeros(RawIOBase):
    """Gives that many zeros; one who reads on behind `patience` of them is stopped before he fills the memory."""

    def __init__(self, size: int, *, patience: int | None = None) -> None:
        self._left = size
        self._stop = size - patience if patience is not None else -1

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # narrower than typeshed's
        assert self._left > self._stop, "the stream is read far behind the cap"
        count = min(self._left, len(buffer))
        buffer[:count] = bytes(count)
        self._left -= count
        return count


class CutError(Exception):
    """What a stream raises when its sender is gone."""


def binary(stream: RawIOBase) -> BinaryIO:
    """Call a raw stream what it is to its reader."""
    return cast("BinaryIO", stream)


def digest_of(content: bytes) -> Digest:
    """Compute the address of these bytes."""
    return Digest(sha256(content).hexdigest())


def put(documents: DocumentStore, content: bytes, *, cap: int = CAP) -> StoredDocument:
    """Put these bytes."""
    return documents.put(HERE, BytesIO(content), cap=cap)


def read(documents: DocumentStore, digest: Digest) -> bytes:
    """Read a document to its end."""
    with documents.open(HERE, digest) as stream:
        return stream.read()


def is_missing(documents: DocumentStore, digest: Digest, workspace: WorkspaceId = HERE) -> bool:
    """Tell whether there is no such document."""
    try:
        with documents.open(workspace, digest):
            return False
    except NotFound as error:
        return error.code == "document-not-found"


def damaged(content: bytes) -> dict[str, bytes]:
    """Damage bytes in every way."""
    return {
        "changed": content[:-1] + b"T",
        "cut": content[:-1],
        "longer": content + b"t",
        "emptied": b"",
        "exchanged": b"a document of somebody else" * 3,
    }


def cut() -> None:
    """Break off."""
    raise CutError("cut")


@contextmanager
def memory_use() -> Iterator[Callable[[], int]]:
    """Watch what Python allocates meanwhile; the answer is the most of it at any one time, in bytes."""
    peaks: list[int] = []
    tracemalloc.start()
    try:
        yield lambda: peaks[0]
        peaks.append(tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()


def wait_for(others: Barrier) -> None:
    """Go on once all are there."""
    others.wait(LONG)
