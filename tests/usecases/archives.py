"""Archives of workspaces that are not as they were written: spoiled, or written by somebody who knows how."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from registre_core.codec import END, MANIFEST, MemberName, MemberWriter, members_in, write_end

Change = Callable[[str, bytes], bytes | None]
"""Gives what stands in a member of a kind instead of what did; nothing, where it is to be left out."""


def members_of(archive: BytesIO) -> list[tuple[str, bytes]]:
    archive.seek(0)
    return [(member.name, member.whole()) for member in members_in(archive)]


def names_in(archive: BytesIO) -> list[str]:
    return [name for name, _ in members_of(archive)]


def rewritten(archive: BytesIO, change: Change) -> BytesIO:
    """Write an archive again as somebody would who knows how: every digest follows from what stands there now."""
    made = BytesIO()
    writer = MemberWriter(made)
    for name, content in members_of(archive):
        kind, number = _told(name)
        changed = change(kind, content)
        if name == END:
            writer.plain(name, write_end(writer.tally))
        elif changed is None:
            continue
        elif name == MANIFEST:
            writer.plain(name, changed)
        elif kind == "lost":
            writer.put_lost(MemberName.read(name).digest)  # type: ignore[union-attr]  # it is one
        else:
            writer.put(kind, changed, number=number)
    writer.end()
    made.seek(0)
    return made


def in_kind(kind: str, old: bytes, new: bytes) -> Change:
    """Write something else in the members of a kind."""

    def change(found: str, content: bytes) -> bytes:
        assert found != kind or old in content
        return content.replace(old, new) if found == kind else content

    return change


def without(kind: str) -> Change:
    """Leave the members of a kind out."""
    return lambda found, content: None if found == kind else content


def spoiled(archive: BytesIO, kind: str) -> BytesIO:
    """Alter one byte of the first member of a kind, as a disk would."""
    content = next(content for name, content in members_of(archive) if name.startswith(f"{kind}/"))
    place = archive.getvalue().index(content) + len(content) // 2
    altered = bytearray(archive.getvalue())
    altered[place] ^= 1
    return BytesIO(bytes(altered))


def cut(archive: BytesIO, size: int) -> BytesIO:
    """Give its first bytes."""
    return BytesIO(archive.getvalue()[:size])


class Stream(BytesIO):
    """A stream that cannot seek, as a pipe, and gives little at a time."""

    def seekable(self) -> bool:
        return False

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(100, size) if size and size > 0 else 100)


def _told(name: str) -> tuple[str, int | None]:
    said = MemberName.read(name)
    return (name, None) if said is None else (said.kind, said.number)
