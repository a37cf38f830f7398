"""The export of a register: JSON Lines that verify without a database.

The first line says whose register it is and where it ends; each further line is an entry. An entry of a section that is
not shown gives its digest instead of its bytes, so the chain still verifies::

    {"format": "registre-export/1", "head": {"link": "…", "number": 7}, "name": "…", "workspace": "…"}
    {
        "content": "registre-entry/1\\n1\\n…",
        "link": "…",
        "number": 1,
        "personal": [{"content": "…", "person": "…", "salt": "…"}],
    }
    {"digest": "…", "link": "…", "number": 2}
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Any
from uuid import UUID

from attrs import frozen

from registre_core.codec.canonical import canonical_bytes
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.register import Breach, Damage, Entry, Head, Heading, PersonalPart, Row, Withheld, misplaced_parts

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
    """Write an export line by line, line ends included."""
    yield _line(
        {
            "format": FORMAT,
            "head": {"link": cover.head.link.hex(), "number": cover.head.number},
            "name": cover.name,
            "workspace": str(cover.workspace),
        }
    )
    for entry in entries:
        yield _line(_shown(entry) if shown(entry.heading) else _withheld(entry))


def _line(value: dict[str, Any]) -> bytes:
    return canonical_bytes(value) + b"\n"


def _shown(entry: Entry) -> dict[str, Any]:
    return {
        "content": entry.content.decode(),
        "link": entry.link.hex(),
        "number": entry.heading.number,
        "personal": [
            {"content": part.content.decode(), "person": str(part.person), "salt": part.salt.hex()}
            for part in entry.personal
        ],
    }


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
        """Lines that could not be read and personal parts that are not the ones committed to."""

    def rows(self) -> Iterator[Row]:
        """Stream what verification needs; fills `breaches` on the way."""
        number = 0
        for line in self._lines:
            try:
                row, parts = _row(json.loads(line))
            except (ValueError, KeyError, TypeError):
                self.breaches.append(Breach(number + 1, Damage.UNREADABLE))
                continue
            number = row[0]
            self.breaches.extend(misplaced_parts(number, row[1], parts))
            yield row


def _cover(line: bytes) -> Cover:
    try:
        said = json.loads(line)
        if said["format"] != FORMAT:
            raise ValueError(said["format"])
        head = Head(_whole(said["head"]["number"]), _hex(said["head"]["link"]))
        return Cover(WorkspaceId(UUID(said["workspace"])), str(said["name"]), head)
    except (ValueError, KeyError, TypeError) as error:
        said = f"the first line is not the cover of an export in the format {FORMAT}"
        raise InvalidInput.at("line 1", "not-an-export", said) from error


def _row(said: dict[str, Any]) -> tuple[Row, tuple[PersonalPart, ...]]:
    number, link = _whole(said["number"]), _hex(said["link"])
    if "digest" in said:
        return (number, Withheld(_hex(said["digest"])), link), ()
    parts = tuple(
        PersonalPart(UUID(part["person"]), _hex(part["salt"]), part["content"].encode()) for part in said["personal"]
    )
    return (number, said["content"].encode(), link), parts


def _hex(text: str) -> bytes:
    value = bytes.fromhex(text)
    if value.hex() != text:
        raise ValueError(text)
    return value


def _whole(number: Any) -> int:
    if type(number) is not int or number < 0:
        raise TypeError(number)
    return number
