"""Packing an archive: lines into parts while a snapshot is open, and what they name when it is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from attrs import define, field

from registre_core.codec import CONTENTS, DOCUMENTS, MemberWriter
from registre_core.codec.members import CHUNK
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import IntegrityBreach, NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports import Ports
from registre_core.services.moving.naming import Named
from registre_core.services.register import Tell

MOST_LINES, MOST_BYTES = 1_000, 2**20
"""Of one part: what is held in memory, and what one transaction of an import keeps."""


@define
class Packer:
    """Writes the lines of one archive, and remembers which documents they name."""

    writer: MemberWriter
    """Where they go."""
    _content: Callable[[Digest], bytes]
    """Gives what was shown to be signed."""
    _tell: Tell
    lost: list[Digest] = field(factory=list)
    """Contents that are named and not there."""
    _named: dict[bytes, bool] = field(factory=dict)
    """Digests in the order they were first named, and whether of contents, which are written at once: the one thing
    that grows, by some hundred bytes a file."""

    def lines(self, kind: str, lines: Iterable[tuple[bytes, Iterable[Named]]]) -> int:
        """Write the lines of a kind, each with what it names, and tell how many there were."""
        part, size, number, count = list[bytes](), 0, 1, 0
        for line, named in lines:
            if part and (len(part) == MOST_LINES or size + len(line) > MOST_BYTES):
                self._part(kind, number, part)
                part, size, number = [], 0, number + 1
            self._note(named)
            part.append(line)
            size += len(line)
            count += 1
        if part:
            self._part(kind, number, part)
        return count

    def documents(self) -> Iterator[Digest]:
        """Give the documents that were named, each once."""
        return (Digest(digest.hex()) for digest, is_content in self._named.items() if not is_content)

    def _part(self, kind: str, number: int, lines: list[bytes]) -> None:
        self.writer.put(kind, b"".join(lines), number=number)
        self._tell(len(lines))

    def _note(self, named: Iterable[Named]) -> None:
        for folder, digest in named:
            key = bytes.fromhex(digest)
            if key not in self._named:
                self._named[key] = folder == CONTENTS
                if folder == CONTENTS:
                    self._put_content(digest)

    def _put_content(self, digest: Digest) -> None:
        try:
            self.writer.put(CONTENTS, self._content(digest))
        except NotFound:
            self.writer.put_lost(digest)
            self.lost.append(digest)


@define
class Courier:
    """Writes the documents of one archive, or that they were lost: that keeps nobody from taking the rest along."""

    writer: MemberWriter
    """Where they go."""
    ports: Ports
    """Where they are kept."""
    _workspace: WorkspaceId
    _tell: Tell
    carried: int = 0
    """How many were written."""
    lost: list[Digest] = field(factory=list)
    """Those that are named and not there, or no longer whole."""

    def carry(self, digests: Iterable[Digest]) -> None:
        """Write these documents."""
        for digest in digests:
            size = self._size_of(digest)
            if size is None:
                self.writer.put_lost(digest)
                self.lost.append(digest)
            else:
                with self.ports.documents.open(self._workspace, digest) as stream:
                    self.writer.copy(DOCUMENTS, digest, size, stream)
                self.carried += 1
            self._tell(1)

    def _size_of(self, digest: Digest) -> int | None:
        """Read a document through, since its size is written before it; ``None`` if it is not whole."""
        size, found = 0, sha256()
        try:
            with self.ports.documents.open(self._workspace, digest) as stream:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    found.update(chunk)
        except (NotFound, IntegrityBreach):
            return None
        return size if found.hexdigest() == digest else None
