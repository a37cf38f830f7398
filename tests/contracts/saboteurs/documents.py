"""Document stores that keep every promise but one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO, ClassVar

from attrs import evolve

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import Conflict, IntegrityBreach, NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.documents import StoredDocument
from registre_core.testing.contracts.putting import CutError
from registre_core.testing.memory import MemoryDocuments
from registre_core.testing.memory.documents import Kept, Times


class Spoiler(MemoryDocuments):
    """A store that breaks one promise."""

    breaks: ClassVar[str]
    """The obligations that must catch it."""


class Ahead(BytesIO):
    """A stream of which the first bytes were read already."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        super().__init__(start)
        self._rest = rest

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(size) or self._rest.read(-1 if size is None else size)


class OpensEmpty(Spoiler):
    """Keeps everything in itself."""

    breaks = "DOC-1"

    def __init__(self, kept: Kept, times: Times) -> None:
        super().__init__({}, times)


class ReadsOnce(Spoiler):
    """Takes the first bytes of a stream for all of them."""

    breaks = "DOC-1"

    def put(self, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:
        return super().put(workspace, BytesIO(stream.read(cap + 1)), cap=cap)


class GivesAShortHead(Spoiler):
    """Takes the first bytes that came for the head."""

    breaks = "DOC-1"

    def put(self, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:
        start = stream.read(1024)
        stored = super().put(workspace, Ahead(start, stream), cap=cap)
        return evolve(stored, head=start)


class NormalisesLineEnds(Spoiler):
    """Opens files as texts."""

    breaks = "DOC-1"

    @contextmanager
    def open(self, workspace: WorkspaceId, digest: Digest) -> Iterator[BinaryIO]:
        with super().open(workspace, digest) as stream:
            yield BytesIO(stream.read().replace(b"\r", b"\n"))


class RefusesWhatItHas(Spoiler):
    """Takes the same bytes for a conflict."""

    breaks = "DOC-3"

    def put(self, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:
        before = set(self._kept)
        stored = super().put(workspace, stream, cap=cap)
        if (workspace, stored.digest) in before:
            raise Conflict("already-exists", "it is there already")
        return stored


class KeepsTheHalf(Spoiler):
    """Keeps what came before a sender was gone."""

    breaks = "DOC-4"

    def put(self, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:
        content = bytearray()
        try:
            while len(content) <= cap and (chunk := stream.read(1_000)):
                content += chunk
        except CutError:
            super().put(workspace, BytesIO(content), cap=cap)
            raise
        return super().put(workspace, BytesIO(content), cap=cap)


class IgnoresTheCap(Spoiler):
    """Takes ten times as much as it should."""

    breaks = "DOC-5"

    def put(self, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:
        return super().put(workspace, stream, cap=10 * cap)


class CutsAtTheCap(Spoiler):
    """Keeps as much as it may of what is too large."""

    breaks = "DOC-5"

    def put(self, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:
        content = b""
        while len(content) < cap and (chunk := stream.read(cap - len(content))):
            content += chunk
        return super().put(workspace, BytesIO(content), cap=cap)


class ReachesNotTheCap(Spoiler):
    """Refuses a document that is just as large as it may be."""

    breaks = "DOC-5"

    def put(self, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:
        return super().put(workspace, stream, cap=cap - 1)


class KeepsNothing(Spoiler):
    """Takes an empty file for a document."""

    breaks = "DOC-5"

    def put(self, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:
        first = stream.read(1)
        if first:
            return super().put(workspace, Ahead(first, stream), cap=cap)
        digest = Digest(sha256(first).hexdigest())
        self._kept[workspace, digest] = first
        return StoredDocument(digest, 0, first)


class GivesAlteredBytes(Spoiler):
    """Checks nothing when it reads."""

    breaks = "DOC-6"

    @contextmanager
    def open(self, workspace: WorkspaceId, digest: Digest) -> Iterator[BinaryIO]:
        if (workspace, digest) not in self._kept:
            raise NotFound("document-not-found", "there is no such document")
        yield BytesIO(self._kept[workspace, digest])


class ChecksTheSizeOnly(GivesAlteredBytes):
    """Takes bytes for the same when there are as many."""

    breaks = "DOC-6"

    def __init__(self, kept: Kept, times: Times) -> None:
        super().__init__(kept, times)
        self._sizes: dict[Digest, int] = {}

    def put(self, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:
        stored = super().put(workspace, stream, cap=cap)
        self._sizes[stored.digest] = stored.size
        return stored

    @contextmanager
    def open(self, workspace: WorkspaceId, digest: Digest) -> Iterator[BinaryIO]:
        with super().open(workspace, digest) as stream:
            content = stream.read()
            if len(content) != self._sizes.get(digest, len(content)):
                raise IntegrityBreach("document-altered", "the size is another")
            yield BytesIO(content)


class AnswersEverybody(Spoiler):
    """Looks a document up by its digest alone."""

    breaks = "DOC-7"

    @contextmanager
    def open(self, workspace: WorkspaceId, digest: Digest) -> Iterator[BinaryIO]:
        owner = next((one for one, known in self._kept if known == digest), workspace)
        with super().open(owner, digest) as stream:
            yield stream


class FoldsCase(Spoiler):
    """Trusts a file system that takes A for a."""

    breaks = "DOC-7"

    @contextmanager
    def open(self, workspace: WorkspaceId, digest: Digest) -> Iterator[BinaryIO]:
        with super().open(workspace, Digest(digest.lower())) as stream:
            yield stream


class RaisesItsOwn(Spoiler):
    """Lets the error of its medium out."""

    breaks = "DOC-7"

    @contextmanager
    def open(self, workspace: WorkspaceId, digest: Digest) -> Iterator[BinaryIO]:
        try:
            with super().open(workspace, digest) as stream:
                yield stream
        except NotFound as error:
            raise FileNotFoundError(digest) from error


class HoldsEverything(Spoiler):
    """Says that it streams, and holds each document in memory."""

    breaks = "DOC-8"
