"""Documents in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import IntegrityBreach, NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.documents import Lying, StoredDocument, received

Kept = MutableMapping[tuple[WorkspaceId, Digest], bytes]
"""What memory documents write on."""
Times = MutableMapping[tuple[WorkspaceId, Digest], datetime]
"""Where they note when each was put last."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
"""When something was put that came there behind the store's back."""


def _now() -> datetime:
    return datetime.now(UTC)


class MemoryDocuments:
    """The `DocumentStore` port in memory. All obligations but DOC-2 and DOC-8, which memory cannot keep.

    Args:
        kept: what it writes on, its own unless given; whoever alters it behind the store's back finds DOC-6 at work.
        times: where it notes when each was put last, likewise.
        now: the clock of the medium.
    """

    def __init__(
        self, kept: Kept | None = None, times: Times | None = None, *, now: Callable[[], datetime] = _now
    ) -> None:
        self._kept = {} if kept is None else kept
        self._times = {} if times is None else times
        self._now = now

    def put(self, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:
        content = bytearray()
        stored = received(stream, cap, content.extend)
        self._kept[workspace, stored.digest] = bytes(content)
        self._times[workspace, stored.digest] = self._now()
        return stored

    @contextmanager
    def open(self, workspace: WorkspaceId, digest: Digest) -> Iterator[BinaryIO]:
        content = self._kept.get((workspace, digest))
        if content is None:
            raise NotFound("document-not-found", "there is no such document in this workspace", {"digest": digest})
        if sha256(content).hexdigest() != digest:
            raise IntegrityBreach("document-altered", "the bytes are not those that were kept", {"digest": digest})
        with BytesIO(content) as stream:
            yield stream

    def lying(self, workspace: WorkspaceId, *, before: datetime) -> Iterator[Lying]:
        for (owner, digest), content in list(self._kept.items()):
            put_at = self._put_at(owner, digest)
            if owner == workspace and put_at < before:
                yield Lying(digest, len(content), put_at)

    def remove(self, workspace: WorkspaceId, digest: Digest, *, before: datetime) -> bool:
        if (workspace, digest) in self._kept and self._put_at(workspace, digest) >= before:
            return False
        self._kept.pop((workspace, digest), None)
        self._times.pop((workspace, digest), None)
        return True

    def tidy(self, *, before: datetime) -> int:  # noqa: ARG002  # a put that breaks off leaves nothing here
        return 0

    def _put_at(self, workspace: WorkspaceId, digest: Digest) -> datetime:
        return self._times.get((workspace, digest), _LONG_AGO)
