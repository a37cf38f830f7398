"""Reading an archive that somebody hands over: every member is checked before anything of it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any, BinaryIO, cast

from attrs import define, evolve, field

from registre_core.codec import (
    CONTENTS,
    DOCUMENTS,
    END,
    LOST,
    MANIFEST,
    MOVED,
    REGISTER,
    Cover,
    Manifest,
    Member,
    MemberName,
    Tally,
    members_in,
    read_cover,
    read_entry_line,
    read_manifest,
    read_moved,
    refuse_another_form,
    refuse_cut_short,
    write_end,
)
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.services.moving.naming import named_in

LARGEST_LINES = 2**26
"""Bytes of a part of lines, or of a content, at most: 64 MiB. Nobody fills our memory with one member."""

PutDocument = Callable[[BinaryIO, int], Digest]
"""Keeps the bytes of a document, so many at most, and gives their digest."""


@define
class Arriving:
    """An archive being read: what it says of itself at once, its parts as a stream."""

    _members: Iterator[Member]
    manifest: Manifest
    """What it says of itself."""
    written: bytes
    """The first member as it stands there."""
    tally: Tally = field(factory=Tally)
    """What was read so far."""
    lost: list[Digest] = field(factory=list)
    """Documents that were no longer whole where it comes from."""
    problems: list[Problem] = field(factory=list)
    """Everything that is wrong with it so far."""
    documents: int = 0
    """How many were kept."""
    _awaited: dict[bytes, str] = field(factory=dict)
    """Files that are named and did not come yet, and where they are named."""
    _early: set[bytes] = field(factory=set)
    """Files that came before anything named them."""

    @classmethod
    def of(cls, archive: BinaryIO) -> Arriving:
        """Read what an archive says of itself.

        Raises:
            InvalidInput: ``not-a-workspace-archive``, ``archive-too-new``, ``archive-cut-short``.
        """
        members = members_in(archive)
        first = next(members, None)
        if first is None or first.name != MANIFEST or first.size > LARGEST_LINES:
            refuse_another_form()
        written = first.whole()
        return cls(members, read_manifest(written), written)

    def parts(self, behind: str, put: PutDocument) -> Iterator[tuple[str, bytes]]:
        """Give what is to be staged, name and bytes, and keep the documents that stand before it.

        Args:
            behind: the tally up to which all of it is kept already; nothing of that is read again.
            put: keeps a document.

        Raises:
            InvalidInput: ``another-archive``, when it was not this archive that was read so far; ``archive-cut-short``.
        """
        for member in self._members:
            if member.name == END:
                self._require_same(END, behind, has_come=self.tally.count >= _count(behind))
                yield from self._end(member)
                return
            name = _named(member)
            self.tally.note(name)
            if self.tally.count <= _count(behind):
                self._pass_over(name, behind)
            else:
                yield from self._part(name, member, put)
        refuse_cut_short("end.json")

    def recall(self, part: str, content: bytes) -> None:
        """Look through a part that is kept already: what it names may still have to come."""
        name = MemberName.read(part)
        if name is not None and name.kind in MOVED:
            self._look_through(name, content)

    def _pass_over(self, name: MemberName, behind: str) -> None:
        self._note(name)
        if self.tally.count == _count(behind):
            self._require_same(str(name), behind, has_come=str(self.tally) == behind)

    def _require_same(self, place: str, behind: str, *, has_come: bool) -> None:
        if not has_come:
            said = "another archive of this workspace was loaded before: load that one, or discard what was loaded"
            raise InvalidInput.at(place, "another-archive", said, until=behind)

    def _part(self, name: MemberName, member: Member, put: PutDocument) -> Iterator[tuple[str, bytes]]:
        content = b""
        if name.kind == DOCUMENTS:
            self._check(name, put(cast("BinaryIO", member), member.size) if member.size else None)
            self.documents += 1
        elif member.size > LARGEST_LINES:
            self._tell(str(name), "member-too-large", f"a member has at most {LARGEST_LINES} bytes")
        elif name.kind != LOST:
            content = member.whole()
            if self._check(name, Digest(sha256(content).hexdigest())):
                self._look_through(name, content)
        self._note(name)
        yield str(name), content

    def _check(self, name: MemberName, found: Digest | None) -> bool:
        if found != name.digest:
            self._tell(str(name), "member-altered", "its bytes are not those that its name says")
        return found == name.digest

    def _note(self, name: MemberName) -> None:
        """Take note of a file: it is no longer waited for."""
        if name.kind == LOST:
            self.lost.append(name.digest)
        folders = (DOCUMENTS, CONTENTS) if name.kind == LOST else (name.kind,) if name.number is None else ()
        for folder in folders:
            key = _key(folder, name.digest)
            if self._awaited.pop(key, None) is None:
                self._early.add(key)

    def _look_through(self, name: MemberName, content: bytes) -> None:
        """Read every line of a part, and tell everything that is wrong with it."""
        for place, line in lines_of(name, content):
            try:
                if name.kind != REGISTER:
                    self._await(place, read_moved(MOVED[name.kind], line))
                elif is_cover(name, place):
                    self._require_cover(place, read_cover(line))
                else:
                    read_entry_line(line)
            except InvalidInput as error:
                self.problems += (placed(place, one) for one in error.problems)

    def _require_cover(self, place: str, cover: Cover) -> None:
        if (cover.workspace, cover.head) != (self.manifest.workspace, self.manifest.head):
            self._tell(place, "register-incomplete", "the register is another one than the manifest says")

    def _await(self, place: str, entity: Any) -> None:  # noqa: ANN401  # of whatever kind
        for folder, digest in named_in(entity):
            key = _key(folder, digest)
            if key not in self._early:
                self._awaited.setdefault(key, f"{place} {folder}/{digest}")

    def _end(self, member: Member) -> Iterator[tuple[str, bytes]]:
        content = member.whole() if member.size <= LARGEST_LINES else b""
        for place in self._awaited.values():
            self._tell(place, "member-missing", "this is named, and does not stand in the archive")
        if content != write_end(self.tally):
            self._tell(END, "archive-altered", "members were taken away, added or moved since it was written")
        yield END, content

    def _tell(self, place: str, code: str, said: str) -> None:
        self.problems.append(Problem(place, code, said))


def lines_of(name: MemberName, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Give the lines of a part, with where they stand; none of what is no part of lines."""
    if name.number is None:
        return
    for number, line in enumerate(content.splitlines(keepends=True), start=1):
        yield f"{name.kind}/{name.number:06} line {number}", line


def placed(place: str, problem: Problem) -> Problem:
    """Say in which line a problem is."""
    return evolve(problem, path=f"{place}.{problem.path}".removesuffix("$").rstrip("."))


def is_cover(name: MemberName, place: str) -> bool:
    """Tell whether a line of the register's parts is the cover of the export that they are together."""
    return name.number == 1 and place.endswith(" line 1")


def _named(member: Member) -> MemberName:
    name = MemberName.read(member.name)
    folders = {DOCUMENTS, CONTENTS, LOST} if name and name.number is None else {*MOVED, REGISTER}
    if name is None or name.kind not in folders:
        raise InvalidInput.at(member.name, "unknown-member", f"no member of an archive is called {member.name!r}")
    return name


def _count(tally: str) -> int:
    return int(tally.split(maxsplit=1)[0]) if tally else 0


def _key(folder: str, digest: Digest) -> bytes:
    return folder[:1].encode() + bytes.fromhex(digest)
