"""The door to the bytes of documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO, Protocol

from attrs import frozen

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import WorkspaceId

_BLOCK = 256 * 1024
"""Bytes that are read at once."""
_HEAD = 1024


@frozen
class StoredDocument:
    """What a store says of the bytes it took."""

    digest: Digest
    """Their SHA-256: with the workspace, their address."""
    size: int
    """How many."""
    head: bytes
    """The first 1,024 of them: what kind of file it is shows there."""


@frozen
class Lying:
    """A document as it lies in a store, whether or not anything refers to it."""

    digest: Digest
    """Which one."""
    size: int
    """How many bytes lie there."""
    put_at: datetime
    """When it was put last, by the clock of the medium."""


def received(stream: BinaryIO, cap: int, keep: Callable[[bytes], object]) -> StoredDocument:
    """Read a stream to its end, and tell what it was: how `put` of every store begins (DOC-5, DOC-8).

    Args:
        stream: the bytes.
        cap: how many there may be at most; hardly more than that are ever read.
        keep: is handed each block, in their order; what it raises ends the reading.

    Raises:
        InvalidInput: ``document-too-large``, ``empty-file``.
    """
    hashed, size, head = sha256(), 0, b""
    while block := stream.read(min(_BLOCK, max(cap - size, 0) + 1)):
        size += len(block)
        if size > cap:
            raise InvalidInput.at("document", "document-too-large", f"a document has at most {cap} bytes", cap=cap)
        head += block[: _HEAD - len(head)]
        hashed.update(block)
        keep(block)
    if not size:
        raise InvalidInput.at("document", "empty-file", "there is nothing in this document")
    return StoredDocument(Digest(hashed.hexdigest()), size, head)


class DocumentStore(Protocol):
    """Keeps bytes by (workspace, SHA-256). Safe to use from several threads.

    Obligations:
        DOC-1: What was put can be opened, byte for byte, also after the store is opened anew.
        DOC-2: Bytes are on the medium before `put` returns: file and folder are flushed (fsync).
        DOC-3: Putting the same bytes again gives the same digest and keeps one copy; two who put at once both succeed.
        DOC-4: Nothing is visible before it is whole: an interrupted `put` leaves nothing that can be opened.
        DOC-5: More bytes than `cap` are `InvalidInput` ``document-too-large``; none at all are `InvalidInput`
            ``empty-file``. Nothing is kept of either.
        DOC-6: Bytes that no longer match their digest are `IntegrityBreach` ``document-altered``, at the latest when
            the last of them is read; none of another document is ever given.
        DOC-7: What is not there, or belongs to another workspace, is `NotFound` ``document-not-found``.
        DOC-8: `put` and `open` stream: memory does not grow with the document.
        DOC-9: `lying` gives each document of a workspace that was last put before a moment, once, with its size, and
            nothing else: nothing that is not whole, nothing of another workspace.
        DOC-10: Who puts the same bytes again puts them now: they no longer lie there from before.
        DOC-11: `remove` takes away a document that was last put before a moment, in this workspace alone, and says that
            it is gone; so is one that was never there. One that was put since stays, and it says so.
        DOC-12: `tidy` takes away what puts that broke off before a moment have left, and no document.
    """

    def put(self, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:
        """Keep the bytes of a stream, at most `cap` of them.

        Raises:
            InvalidInput: ``document-too-large`` or ``empty-file``.
            AdapterFailure: the medium failed; nothing was kept.
        """
        ...

    def open(self, workspace: WorkspaceId, digest: Digest) -> AbstractContextManager[BinaryIO]:
        """Open a document for reading.

        The stream can seek. Its digest is checked before the first byte is given, or while reading through: see DOC-6.

        Raises:
            NotFound: ``document-not-found``.
            IntegrityBreach: ``document-altered``.
        """
        ...

    def lying(self, workspace: WorkspaceId, *, before: datetime) -> Iterator[Lying]:
        """List the documents of a workspace that were last put before a moment, in any order.

        What is put or removed meanwhile may be among them or not. Memory does not grow with their number.

        Raises:
            AdapterFailure: the medium failed.
        """
        ...

    def remove(self, workspace: WorkspaceId, digest: Digest, *, before: datetime) -> bool:
        """Take a document away, unless it was put since a moment; tell whether it is gone.

        Who puts the same bytes while this is under way may lose them: only a sweep calls it, which has said so where
        everybody who puts looks afterwards.

        Raises:
            AdapterFailure: the medium failed; the document may be there or gone.
        """
        ...

    def tidy(self, *, before: datetime) -> int:
        """Take away what puts left that broke off before a moment, in whatever workspace; tell how many there were.

        Raises:
            AdapterFailure: the medium failed.
        """
        ...
