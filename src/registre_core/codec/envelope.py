r"""The export of a register: JSON Lines that verify without a database.

The first line says whose register it is and where it ends; each further line is an entry. An entry of a section that is
not shown gives its digest instead of its bytes, so the chain still verifies::

    {"format": "registre-export/1", "head": {"link": "…", "number": 7}, "name": "…", "workspace": "…"}
    {
        "content": "registre-entry/1\n1\n…",
        "link": "…",
        "number": 1,
        "personal": [{"content": "…", "person": "…", "salt": "…"}],
    }
    {"digest": "…", "link": "…", "number": 2}
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Any

from attrs import frozen

from registre_core.codec.lines import UNREADABLE, identifier, octets, read_head, read_line, written
from registre_core.kernel.errors import IntegrityBreach, InvalidInput
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.register import (
    Breach,
    Entry,
    Head,
    Heading,
    PersonalPart,
    Row,
    Withheld,
    misplaced_parts,
)

FORMAT = "registre-export/1"
"""The first line says so; another layout gets another number."""


@frozen
class Cover:
    """The first line of an export."""

    workspace: WorkspaceId
    """Whose register."""
    name: str
    """What the workspace was called at that moment."""
    head: Head
    """Where the chain ended at that moment."""


def write_export(cover: Cover, entries: Iterable[Entry], *, shown: Callable[[Heading], bool]) -> Iterator[bytes]:
    """Write an export line by line, line ends included.

    Raises:
        IntegrityBreach: ``entry-unreadable``, for bytes that are no text any more: verify the register instead.
    """
    yield written(
        {
            "format": FORMAT,
            "head": {"link": cover.head.link.hex(), "number": cover.head.number},
            "name": cover.name,
            "workspace": str(cover.workspace),
        }
    )
    for entry in entries:
        yield written(_shown(entry) if shown(entry.heading) else _withheld(entry))


def _shown(entry: Entry) -> dict[str, Any]:
    number = entry.heading.number
    try:
        return {
            "content": entry.content.decode(),
            "link": entry.link.hex(),
            "number": number,
            "personal": [
                {"content": part.content.decode(), "person": str(part.person), "salt": part.salt.hex()}
                for part in entry.personal
            ],
        }
    except UnicodeDecodeError as error:
        said = f"the bytes of entry {number} are no text: verify the register"
        raise IntegrityBreach("entry-unreadable", said, {"number": number}) from error


def _withheld(entry: Entry) -> dict[str, Any]:
    return {
        "digest": sha256(entry.content).hexdigest(),
        "link": entry.link.hex(),
        "number": entry.heading.number,
    }


class Export:
    """An export being read: its cover at once, its rows as a stream, and what was found broken on the way."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        """Read the cover.

        Raises:
            InvalidInput: ``not-an-export``, when the first line is not the cover of an export.
        """
        self._lines = iter(lines)
        self.cover = _cover(next(self._lines, b""))
        self.breaches: list[Breach] = []
        """Personal parts that are not the ones committed to."""

    def rows(self) -> Iterator[Row]:
        """Stream what verification needs; fills `breaches` on the way."""
        for line in self._lines:
            try:
                row, parts = _row(read_line(line))
            except UNREADABLE:
                yield 0, b"", b""
                continue
            self.breaches.extend(misplaced_parts(row[0], row[1], parts))
            yield row


def _cover(line: bytes) -> Cover:
    try:
        match read_line(line):
            case {"format": layout, "head": head, "name": str(name), "workspace": workspace} if layout == FORMAT:
                return Cover(WorkspaceId(identifier(workspace)), name, read_head(head))
        raise ValueError(line)
    except UNREADABLE as error:
        said = f"the first line is not the cover of an export in the format {FORMAT}"
        raise InvalidInput.at("line 1", "not-an-export", said) from error


def _row(said: Any) -> tuple[Row, tuple[PersonalPart, ...]]:
    match said:
        case {"digest": digest, "link": link, "number": number, **more} if not more:
            return (_place(number), Withheld(octets(digest)), octets(link)), ()
        case {"content": content, "link": link, "number": number, "personal": list(parts), **more} if not more:
            return (_place(number), content.encode(), octets(link)), tuple(map(_part, parts))
    raise ValueError(said)


def _part(said: Any) -> PersonalPart:
    match said:
        case {"content": content, "person": person, "salt": salt, **more} if not more:
            return PersonalPart(identifier(person), octets(salt), content.encode())
    raise ValueError(said)


def _place(number: Any) -> int:
    if type(number) is not int or number < 1:
        raise ValueError(number)
    return number
