"""The door to the bytes of documents."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import BinaryIO, Protocol

from attrs import frozen

from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import WorkspaceId


@frozen
class StoredDocument:
    """What a store says of the bytes it took."""

    digest: Digest
    """Their SHA-256: with the workspace, their address."""
    size: int
    """How many."""
    head: bytes
    """The first 1,024 of them: what kind of file it is shows there."""


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
