"""The logbook, and filed documents, in memory."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from attrs import evolve

from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.identifiers import ContactId, FiledDocumentId, LogbookId, UserId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.people import Participant
from registre_core.kernel.signatories import PersonKind
from registre_core.kernel.storable import require_storable
from registre_core.logbook import FiledDocument, LogbookEntry, SafetyStaff, Works
from registre_core.ports.storage import (
    EVERY_FILED_DOCUMENT,
    EVERY_LOGBOOK_ENTRY,
    FiledFilter,
    FiledOrder,
    LogbookFilter,
    LogbookOrder,
)
from registre_core.testing.memory.rows import OnDesk, agrees, count, get, page, refuse_known, require, with_next_version


class MemoryLogbookReader(OnDesk):
    """Entries, to read."""

    def get(self, entry: LogbookId) -> LogbookEntry:
        return get(self._desk.rows.logbook, entry, "logbook-entry")

    def page(
        self,
        where: LogbookFilter = EVERY_LOGBOOK_ENTRY,
        *,
        order: LogbookOrder = LogbookOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[LogbookEntry]:
        return page(self._asked_for(where), order, after, limit)

    def count(self, where: LogbookFilter = EVERY_LOGBOOK_ENTRY, *, cap: int = LARGEST_COUNT) -> Total:
        return count(self._asked_for(where), cap)

    def every(self, where: LogbookFilter = EVERY_LOGBOOK_ENTRY) -> Iterator[LogbookEntry]:
        yield from sorted(self._asked_for(where), key=lambda one: one.id)

    def _asked_for(self, where: LogbookFilter) -> Iterator[LogbookEntry]:
        return (one for one in self._desk.rows.logbook.values() if _passes(where, one))


class MemoryLogbookStore(MemoryLogbookReader):
    """The same, to write."""

    def add(self, entry: LogbookEntry) -> LogbookEntry:
        rows = self._desk.rows
        require_storable(entry)
        refuse_known(rows.logbook, entry.id, "logbook-entry")
        self._require_named(entry)
        rows.logbook[entry.id] = entry
        return entry

    def save(self, entry: LogbookEntry) -> LogbookEntry:
        rows = self._desk.rows
        require_storable(entry)
        with_next_version(rows.logbook, entry.id, entry, "logbook-entry")
        changed = evolve(rows.logbook[entry.id], corrected_by=entry.corrected_by, version=entry.version + 1)
        self._require_named(changed)
        rows.logbook[entry.id] = changed
        return changed

    def forget_person(self, person: UUID) -> int:
        rows = self._desk.rows
        naming = [one for one in rows.logbook.values() if one.person is not None and one.person.id == person]
        for entry in naming:
            rows.logbook[entry.id] = evolve(_without_name(entry), version=entry.version + 1)
        return len(naming)

    def _require_named(self, entry: LogbookEntry) -> None:
        rows, named = self._desk.rows, entry.person
        require(rows.sites, [entry.site_id], "site")
        require(rows.logbook, [entry.corrects, entry.corrected_by], "logbook-entry")
        accounts = [UserId(named.id)] if named and named.kind is PersonKind.USER else []
        require(rows.users, [entry.recorded_by, *accounts], "user")
        require(rows.contacts, [ContactId(named.id)] if named and named.kind is PersonKind.CONTACT else [], "contact")
        if isinstance(entry.content, Works):
            require(rows.contractors, entry.content.contractors, "contractor")


class MemoryFiledReader(OnDesk):
    """Filed documents, to read."""

    def get(self, filed: FiledDocumentId) -> FiledDocument:
        return get(self._desk.rows.filed, filed, "filed-document")

    def page(
        self,
        where: FiledFilter = EVERY_FILED_DOCUMENT,
        *,
        order: FiledOrder = FiledOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[FiledDocument]:
        return page(self._asked_for(where), order, after, limit)

    def count(self, where: FiledFilter = EVERY_FILED_DOCUMENT, *, cap: int = LARGEST_COUNT) -> Total:
        return count(self._asked_for(where), cap)

    def _asked_for(self, where: FiledFilter) -> Iterator[FiledDocument]:
        return (one for one in self._desk.rows.filed.values() if where.among is None or one.site_id in where.among)


class MemoryFiledStore(MemoryFiledReader):
    """The same, to write."""

    def add(self, filed: FiledDocument) -> FiledDocument:
        rows = self._desk.rows
        require_storable(filed)
        refuse_known(rows.filed, filed.id, "filed-document")
        require(rows.sites, [filed.site_id], "site")
        require(rows.users, [filed.filed_by], "user")
        rows.filed[filed.id] = filed
        return filed


def _without_name(entry: LogbookEntry) -> LogbookEntry:
    match entry.content:
        case SafetyStaff(person=named) as duty:
            return evolve(entry, content=evolve(duty, person=evolve(named, name=ERASED_NAME)))
        case Works(architect=Participant() as named) as works:
            return evolve(entry, content=evolve(works, architect=evolve(named, name=ERASED_NAME)))
        case _:
            return entry


def _passes(where: LogbookFilter, one: LogbookEntry) -> bool:
    return (
        (where.among is None or one.site_id in where.among)
        and agrees(where.chapter, one.chapter)
        and (where.from_day is None or where.from_day <= one.day)
        and (where.until_day is None or one.day <= where.until_day)
        and (where.corrected or one.holds)
    )
