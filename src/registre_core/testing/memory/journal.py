"""The register in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from uuid import UUID

from attrs import evolve

from registre_core.codec import documents_named
from registre_core.kernel.errors import Conflict, RegistreError
from registre_core.kernel.identifiers import EntryId
from registre_core.ports.storage import EVERY_ENTRY, EntryFilter
from registre_core.register import Entry, Head, Row, next_link
from registre_core.testing.memory.references import refer
from registre_core.testing.memory.rows import Desk, agrees, refuse_known


class MemoryRegisterReader:
    """The register, to read."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def head(self) -> Head:
        return self._desk.rows.head

    def holds(self, entry: EntryId) -> bool:
        return entry in self._desk.rows.entries

    def find(self, entry: EntryId) -> Entry | None:
        return self._desk.rows.entries.get(entry)

    def chain(self) -> Iterator[Row]:
        for entry in self.entries():
            yield entry.heading.number, entry.content, entry.link

    def entries(self, where: EntryFilter = EVERY_ENTRY, *, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
        shown = (entry for entry in self._numbered(after) if _passes(where, entry))
        return islice(shown, limit)

    def _numbered(self, after: int) -> Iterator[Entry]:
        for entry in tuple(self._desk.rows.entries.values()):
            self._desk.require_open()
            if entry.heading.number > after:
                yield entry


class MemoryRegisterStore(MemoryRegisterReader):
    """The register, to extend."""

    def append(self, entry: Entry) -> None:
        rows, heading = self._desk.rows, entry.heading
        refuse_known(rows.entries, heading.id, "entry")
        follows = next_link(rows.head.link, sha256(entry.content).digest())
        place = (heading.workspace_id, heading.number, entry.link)
        if place != (self._desk.workspace, rows.head.number + 1, follows):
            facts = {"number": heading.number, "head": rows.head.number}
            raise Conflict("not-the-next-entry", "the entry does not follow from the head of this register", facts)
        refer(rows, documents_named(entry.content))
        rows.entries[heading.id] = entry
        rows.head = Head(heading.number, entry.link)

    def append_all(self, entries: Iterable[Entry]) -> None:
        rows = self._desk.rows
        before = dict(rows.entries), rows.head, dict(rows.references)
        try:
            for entry in entries:
                self.append(entry)
        except RegistreError:
            rows.entries, rows.head, rows.references = before
            raise

    def forget(self, person: UUID) -> int:
        erased = 0
        for key, entry in self._desk.rows.entries.items():
            kept = tuple(part for part in entry.personal if part.person != person)
            erased += len(entry.personal) - len(kept)
            self._desk.rows.entries[key] = evolve(entry, personal=kept)
        return erased


def _passes(where: EntryFilter, entry: Entry) -> bool:
    heading = entry.heading
    return (
        agrees(where.section, heading.section)
        and agrees(where.kind, heading.kind)
        and (where.among is None or heading.site_id is None or heading.site_id in where.among)
    )
