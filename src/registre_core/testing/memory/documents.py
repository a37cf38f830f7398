"""Documents in memory."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import IntegrityBreach, InvalidInput, NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.documents import StoredDocument

Kept = MutableMapping[tuple[WorkspaceId, Digest], bytes]
"""What memory documents write on."""

_HEAD = 1024
_CHUNK = 64 * 1024


class MemoryDocuments:
    """The `DocumentStore` port in memory. All obligations but DOC-2 and DOC-8, which memory cannot keep.

    Args:
        kept: what it writes on, its own unless given; whoever alters it behind the store's back finds DOC-6 at work.
    """

    def __init__(self, kept: Kept | None = None) -> None:
        self._kept = {} if kept is None else kept

    def put(self, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:
        content = _read(stream, cap)
        digest = Digest(sha256(content).hexdigest())
        self._kept[workspace, digest] = content
        return StoredDocument(digest, len(content), content[:_HEAD])

    @contextmanager
    def open(self, workspace: WorkspaceId, digest: Digest) -> Iterator[BinaryIO]:
        content = self._kept.get((workspace, digest))
        if content is None:
            raise NotFound("document-not-found", "there is no such document in this workspace", {"digest": digest})
        if sha256(content).hexdigest() != digest:
            raise IntegrityBreach("document-altered", "the bytes are not those that were kept", {"digest": digest})
        with BytesIO(content) as stream:
            yield stream


def _read(stream: BinaryIO, cap: int) -> bytes:
    content = bytearray()
    while chunk := stream.read(_CHUNK):
        content += chunk
        if len(content) > cap:
            raise InvalidInput.at("document", "document-too-large", f"a document has at most {cap} bytes", cap=cap)
    if not content:
        raise InvalidInput.at("document", "empty-file", "there is nothing in this document")
    return bytes(content)
