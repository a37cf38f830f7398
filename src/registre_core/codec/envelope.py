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

An entry whose parts about somebody are gone, because he was erased, names him under ``erased``. The entry that tells of
the erasing may be withheld: then the claim cannot be checked, and verification says so (`Export.unproven`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID

from attrs import Factory, define, frozen

from registre_core.codec.entries import read_heading
from registre_core.codec.lines import (
    UNREADABLE,
    identifier,
    octets,
    part_said,
    read_head,
    read_line,
    read_part,
    written,
)
from registre_core.kernel.errors import IntegrityBreach, InvalidInput
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.register import (
    Breach,
    Damage,
    Entry,
    Erasures,
    Head,
    Heading,
    PersonalPart,
    Row,
    Withheld,
    absent_persons,
    erased_person,
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


def write_export(
    cover: Cover, entries: Iterable[Entry], *, shown: Callable[[Heading], bool], erasures: Erasures | None = None
) -> Iterator[bytes]:
    """Write an export line by line, line ends included.

    Args:
        cover: the first line.
        entries: the whole register.
        shown: whether an entry is shown, or withheld.
        erasures: who was erased, nobody unless given: what is absent of anybody else was taken away, and the export
            will not hide it.

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
    told = erasures or Erasures()
    for entry in entries:
        yield written(_shown(entry, told) if shown(entry.heading) else _withheld(entry))


def _shown(entry: Entry, erasures: Erasures) -> dict[str, Any]:
    number = entry.heading.number
    absent = absent_persons(entry.content, entry.personal)
    erased = [person for person in absent if erasures.explain(number, person)]
    try:
        return {
            "content": entry.content.decode(),
            "link": entry.link.hex(),
            "number": number,
            "personal": list(map(part_said, entry.personal)),
            **({"erased": erased} if erased else {}),
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
        self.cover = read_cover(next(self._lines, b""))
        self.breaches: list[Breach] = []
        """Personal parts that are not the ones committed to, or not there without having been erased."""
        self.unproven: tuple[UUID, ...] = ()
        """Persons said to be erased, by entries that are not shown."""

    def rows(self) -> Iterator[Row]:
        """Stream what verification needs; fills `breaches` and `unproven` on the way."""
        claims = _Claims()
        for line in self._lines:
            try:
                row, parts, erased = _row(read_line(line))
            except UNREADABLE:
                yield 0, b"", b""
                continue
            self.breaches.extend(misplaced_parts(row[0], row[1], parts))
            self.breaches.extend(claims.of(row, parts, erased))
            yield row
        self.breaches.extend(claims.disproved())
        self.unproven = claims.unproven()


@define
class _Claims:
    """Who is said to be erased, until an entry that is shown tells so: one range a person, however long the export."""

    waiting: dict[str, tuple[int, int]] = Factory(dict)
    """By person, the first and the last entry that a part is absent from."""
    withheld: int = 0
    """The last entry that is not shown."""

    def of(self, row: Row, parts: Iterable[PersonalPart], erased: Iterable[str]) -> Iterator[Breach]:
        """Take the next line, and tell what is absent from it without being said to be erased."""
        number, content, _ = row
        if isinstance(content, Withheld):
            self.withheld = number
            return
        self.waiting.pop(erased_person(content) or "", None)
        absent, claimed = absent_persons(content, parts), tuple(erased)
        for person in claimed:
            if person in absent:
                self.waiting[person] = (self.waiting.get(person, (number,))[0], number)
            else:
                yield Breach(number, Damage.UNREADABLE, found=person)
        for person in absent:
            if person not in claimed:
                yield Breach(number, Damage.PERSONAL_MISSING, found=person)

    def disproved(self) -> Iterator[Breach]:
        """Tell the claims that an entry behind them would prove, if they were true: all of those are shown."""
        for person, (first, last) in self.waiting.items():
            if last > self.withheld:
                end = last if last > first else None
                yield Breach(first, Damage.PERSONAL_MISSING, last=end, found=person)

    def unproven(self) -> tuple[UUID, ...]:
        """Give those whose erasing may be told by an entry that is withheld."""
        return tuple(UUID(person) for person, (_, last) in sorted(self.waiting.items()) if last < self.withheld)


def read_cover(line: bytes) -> Cover:
    """Read the first line of an export.

    Raises:
        InvalidInput: ``not-an-export``.
    """
    try:
        match read_line(line):
            case {"format": layout, "head": head, "name": str(name), "workspace": workspace} if layout == FORMAT:
                return Cover(WorkspaceId(identifier(workspace)), name, read_head(head))
        raise ValueError(line)
    except UNREADABLE as error:
        said = f"the first line is not the cover of an export in the format {FORMAT}"
        raise InvalidInput.at("line 1", "not-an-export", said) from error


def _row(said: Any) -> tuple[Row, tuple[PersonalPart, ...], tuple[str, ...]]:
    match said:
        case {"digest": digest, "link": link, "number": number, **more} if not more:
            return (_place(number), Withheld(octets(digest)), octets(link)), (), ()
        case {"content": content, "link": link, "number": number, "personal": list(parts), **more}:
            return (_place(number), content.encode(), octets(link)), tuple(map(read_part, parts)), _erased(more)
    raise ValueError(said)


def read_shown(line: bytes) -> Entry:
    """Read the entry of a line that shows one, to be kept again: its place in the chain is checked where it is kept.

    Raises:
        ValueError: it shows none; or whatever else is in `UNREADABLE`.
    """
    (_, content, link), parts, _ = _row(read_line(line))
    if isinstance(content, Withheld):
        raise ValueError(line)  # noqa: TRY004  # it is of the wrong kind of line, not of the wrong type
    return Entry(read_heading(content), content, link, parts)


def _erased(more: Mapping[Any, Any]) -> tuple[str, ...]:
    """Read who is said to be erased: nobody, or a list in the one form it is written in."""
    match more:
        case {"erased": [_, *_] as said, **others} if not others:
            persons = [str(identifier(person)) for person in said]
            if persons == sorted(set(persons)):
                return tuple(persons)
        case {**others} if not others:
            return ()
    raise ValueError(more)


def _place(number: Any) -> int:
    if type(number) is not int or number < 1:
        raise ValueError(number)
    return number
