"""The members of an archive: an uncompressed tar (POSIX ustar), written and read as a stream.

Each member but the first and the last bears the SHA-256 of its bytes in its name, so whoever reads one knows at once
whether it is whole. What ``sha256sum`` prints of all of them, in their order, is digested once more: the last member
says that digest, so none can be taken away, added or moved.

Source: IEEE Std 1003.1, *pax*, ustar interchange format. `tarfile` would remember every member; here nothing grows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from io import SEEK_CUR
from tarfile import BLOCKSIZE, REGTYPE, USTAR_FORMAT, HeaderError, TarInfo
from typing import BinaryIO, NoReturn

from attrs import define, field, frozen

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import IntegrityBreach, InvalidInput

CHUNK = 2**18
"""Bytes that are held at once of what is copied."""

LOST = "lost"
"""The folder of names without bytes."""

_EMPTY = sha256().hexdigest()
_NAMED = re.compile(r"(?P<kind>[a-z]+)/(?:(?P<number>[0-9]{6,})\.)?(?P<digest>[0-9a-f]{64})(?P<lines>\.jsonl)?")


@frozen
class MemberName:
    """What the name of a member says."""

    kind: str
    """Its folder: ``documents``, or a kind of entity."""
    digest: Digest
    """SHA-256 of its bytes."""
    number: int | None = None
    """Of lines: which part of their kind, from 1."""

    def __str__(self) -> str:
        if self.number is None:
            return f"{self.kind}/{self.digest}"
        return f"{self.kind}/{self.number:06}.{self.digest}.jsonl"

    @classmethod
    def read(cls, name: str) -> MemberName | None:
        """Read a name in the one form it is written in; ``None`` of any other."""
        found = _NAMED.fullmatch(name)
        if found is None:
            return None
        number = None if found["number"] is None else int(found["number"])
        said = cls(found["kind"], Digest(found["digest"]), number)
        return said if str(said) == name else None


@define
class Tally:
    """How many members there were, and the digest of what ``sha256sum`` prints of them."""

    count: int = 0
    """How many."""
    _digest: object = field(factory=sha256)

    def note(self, name: MemberName) -> None:
        """Take the next one."""
        self.count += 1
        printed = _EMPTY if name.kind == LOST else name.digest
        self._digest.update(f"{printed}  {name}\n".encode())  # type: ignore[attr-defined]  # hashlib names no type

    def __str__(self) -> str:
        return f"{self.count} {self._digest.hexdigest()}"  # type: ignore[attr-defined]


class MemberWriter:
    """Writes members one behind the other.

    Args:
        into: where the archive goes; it need not seek.
    """

    def __init__(self, into: BinaryIO) -> None:
        self._into = into
        self.tally = Tally()
        """What was written so far."""

    def put(self, kind: str, content: bytes, *, number: int | None = None) -> MemberName:
        """Write a member that is held in memory."""
        name = MemberName(kind, Digest(sha256(content).hexdigest()), number)
        self.plain(str(name), content)
        self.tally.note(name)
        return name

    def copy(self, kind: str, digest: Digest, size: int, stream: BinaryIO) -> None:
        """Write a member that is as large as it likes, whose size and digest are known.

        Raises:
            IntegrityBreach: ``document-altered``: the stream holds another number of bytes.
        """
        name = MemberName(kind, digest)
        self._head(str(name), size)
        left = size
        while chunk := stream.read(min(CHUNK, left + 1)):
            left -= len(chunk)
            if left < 0:
                break
            self._into.write(chunk)
        if left:
            said = f"{name} does not hold {size} bytes any more"
            raise IntegrityBreach("document-altered", said, {"digest": digest})
        self._fill(size)
        self.tally.note(name)

    def put_lost(self, digest: Digest) -> None:
        """Write the name of bytes that are not there, and none."""
        name = MemberName(LOST, digest)
        self.plain(str(name), b"")
        self.tally.note(name)

    def plain(self, name: str, content: bytes) -> None:
        """Write a member that is no part of the tally: the first, or the last."""
        self._head(name, len(content))
        self._into.write(content)
        self._fill(len(content))

    def end(self) -> None:
        """Write what ends a tar."""
        self._into.write(bytes(2 * BLOCKSIZE))

    def _head(self, name: str, size: int) -> None:
        info = TarInfo(name)
        info.size = size
        self._into.write(info.tobuf(USTAR_FORMAT))

    def _fill(self, size: int) -> None:
        self._into.write(bytes(-size % BLOCKSIZE))


@define
class Member:
    """One member that is being read."""

    name: str
    """As the archive writes it, checked by nobody yet."""
    size: int
    """How many bytes it has."""
    _stream: BinaryIO = field(repr=False)
    _left: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._left = self.size

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes of it, and none at its end."""
        asked = self._left if size < 0 else min(size, self._left)
        content = self._stream.read(asked) if asked else b""
        if asked and not content:
            refuse_cut_short(self.name)
        self._left -= len(content)
        return content

    def whole(self) -> bytes:
        """Give all that is left of it."""
        content = bytearray()
        while chunk := self.read(CHUNK):
            content += chunk
        return bytes(content)

    def skip(self) -> None:
        """Go behind it, and behind what fills its last block."""
        beyond = self._left + -self.size % BLOCKSIZE
        self._left = 0
        if self._stream.seekable():
            self._stream.seek(beyond, SEEK_CUR)
            return
        while beyond:
            chunk = self._stream.read(min(CHUNK, beyond))
            if not chunk:
                refuse_cut_short(self.name)
            beyond -= len(chunk)


def members_in(stream: BinaryIO) -> Iterator[Member]:
    """Give the members of an archive, each to be read before the next one is asked for.

    Raises:
        InvalidInput: ``not-a-workspace-archive``, for anything but plain files one behind the other;
            ``archive-cut-short``, when it ends before it says so.
    """
    name = "$"
    while True:
        block = _block(stream, name)
        if block == bytes(BLOCKSIZE):
            return
        member = _headed(block, stream)
        name = member.name
        yield member
        member.skip()


def _block(stream: BinaryIO, name: str) -> bytes:
    block = b""
    while len(block) < BLOCKSIZE:
        more = stream.read(BLOCKSIZE - len(block))
        if not more:
            refuse_cut_short(name)
        block += more
    return block


def _headed(block: bytes, stream: BinaryIO) -> Member:
    try:
        info = TarInfo.frombuf(block, "ascii", "strict")
    except (HeaderError, UnicodeDecodeError) as error:
        refuse_another_form(error)
    if info.type != REGTYPE or info.size < 0:
        refuse_another_form()
    return Member(info.name, info.size, stream)


def refuse_cut_short(name: str) -> NoReturn:
    """Say that an archive ends in or behind a member.

    Raises:
        InvalidInput: ``archive-cut-short``.
    """
    raise InvalidInput.at(name, "archive-cut-short", f"the archive ends before it is complete, at {name}")


def refuse_another_form(cause: Exception | None = None) -> NoReturn:
    """Say that this is something else.

    Raises:
        InvalidInput: ``not-a-workspace-archive``.
    """
    said = "this is no archive of a workspace, or no longer one"
    raise InvalidInput.at("archive", "not-a-workspace-archive", said) from cause
