"""The logbook: entries that stand, and those that others stand in for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from attrs import evolve
from sqlalchemy import bindparam, select

from registre_core.codec import from_builtins, to_builtins
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.identifiers import LogbookId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.signatories import PersonKind
from registre_core.kernel.storable import require_storable
from registre_core.logbook import CONTENTS, Chapter, Content, LogbookEntry, SafetyStaff, Works
from registre_core.ports.storage import EVERY_LOGBOOK_ENTRY, LogbookFilter, LogbookOrder
from registre_storage_sqlalchemy.conditions import Asked, Condition, Places, at_least, below, equal
from registre_storage_sqlalchemy.days import day_after
from registre_storage_sqlalchemy.fields import Fields, Form
from registre_storage_sqlalchemy.lists import Listing
from registre_storage_sqlalchemy.schema import contacts, contractors, logbook, sites, users
from registre_storage_sqlalchemy.shelves import Reference, Shelf
from registre_storage_sqlalchemy.transactions import WORKSPACE, Work, built


def _write_content(content: Content) -> list[Any]:
    """Write what an entry says behind the name of its chapter: nothing else tells how to read it."""
    chapter = next(chapter for chapter, kind in CONTENTS.items() if type(content) is kind)
    return [chapter.value, to_builtins(content)]


def _read_content(data: list[Any]) -> Content:
    chapter, said = data
    content: Content = from_builtins(CONTENTS[Chapter(chapter)], said)
    return content


def _named(entry: LogbookEntry, kind: PersonKind) -> Iterator[UUID]:
    if entry.person is not None and entry.person.kind is kind:
        yield entry.person.id


def _users(entry: LogbookEntry) -> Iterator[UUID]:
    yield entry.recorded_by
    yield from _named(entry, PersonKind.USER)


def _contractors(entry: LogbookEntry) -> tuple[UUID, ...]:
    return entry.content.contractors if isinstance(entry.content, Works) else ()


_FIELDS = Fields(
    LogbookEntry,
    logbook,
    forms={"content": Form(_write_content, _read_content)},
    beside={
        "chapter": lambda entry: entry.chapter.value,
        "day": lambda entry: entry.day,
        "person_id": lambda entry: entry.person and entry.person.id,
    },
)
_ENTRIES = Shelf(
    "logbook-entry",
    logbook,
    _FIELDS.columns,
    read=_FIELDS.read,
    write=_FIELDS.write,
    references=[
        Reference("site", sites, lambda entry: (entry.site_id,)),
        Reference("logbook-entry", logbook, lambda entry: filter(None, (entry.corrects, entry.corrected_by))),
        Reference("user", users, _users),
        Reference("contact", contacts, lambda entry: _named(entry, PersonKind.CONTACT)),
        Reference("contractor", contractors, _contractors),
    ],
)

_LISTS = Listing(_ENTRIES, {LogbookOrder.LATEST: logbook.c.day})
_PLACES = Places(logbook.c.site_id)
_OF_CHAPTER = equal(logbook.c.chapter, "chapter")
_FROM = at_least(logbook.c.day, "from_day")
_BEFORE = below(logbook.c.day, "before")
_HOLDING = Condition(logbook.c.corrected_by.is_(None) & (logbook.c.retracted == ""))


def _asked(where: LogbookFilter) -> Asked:
    """Name the narrowest first: a site has few, nearly all may stand in one chapter; nearly all hold."""
    return {
        **_PLACES.asked(where.among),
        _OF_CHAPTER: where.chapter and where.chapter.value,
        _FROM: where.from_day,
        _BEFORE: day_after(where.until_day),
        _HOLDING: None if where.corrected else True,
    }


_NAMING = select(*_ENTRIES.columns).where(
    logbook.c.workspace_id == WORKSPACE, logbook.c.person_id == bindparam("person")
)


class SqlLogbookReader:
    """Entries, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, entry: LogbookId) -> LogbookEntry:
        """Give one entry."""
        return _ENTRIES.get(self._work, entry)

    def page(
        self,
        where: LogbookFilter = EVERY_LOGBOOK_ENTRY,
        *,
        order: LogbookOrder = LogbookOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[LogbookEntry]:
        """List entries."""
        return _LISTS.page(self._work, order, after, limit, _asked(where))

    def count(self, where: LogbookFilter = EVERY_LOGBOOK_ENTRY, *, cap: int = LARGEST_COUNT) -> Total:
        """Count entries."""
        return _LISTS.count(self._work, cap, _asked(where))

    def every(self, where: LogbookFilter = EVERY_LOGBOOK_ENTRY) -> Iterator[LogbookEntry]:
        """Give all of them one by one."""
        return _LISTS.every(self._work, LogbookOrder.CREATED, _asked(where))


class SqlLogbookStore(SqlLogbookReader):
    """Entries, to write."""

    def add(self, entry: LogbookEntry) -> LogbookEntry:
        """Keep a new entry."""
        return _ENTRIES.add(self._work, entry)

    def save(self, entry: LogbookEntry) -> LogbookEntry:
        """Keep that another entry stands in for it."""
        require_storable(entry)
        _ENTRIES.require_stored(self._work, entry)
        kept = _ENTRIES.get(self._work, entry.id)
        return _ENTRIES.save(self._work, evolve(kept, corrected_by=entry.corrected_by))

    def forget_person(self, person: UUID) -> int:
        """Take the name of one person away from every entry."""
        naming = built("logbook-entry", _ENTRIES.read, self._work.rows(_NAMING, {"person": person}))
        nameless = [_without_name(entry) for entry in naming]
        _ENTRIES.replace(self._work, _ENTRIES.renewed(self._work, nameless))
        return len(nameless)


def _without_name(entry: LogbookEntry) -> LogbookEntry:
    match entry.content:
        case SafetyStaff(person=named) as duty:
            return evolve(entry, content=evolve(duty, person=evolve(named, name=ERASED_NAME)))
        case Works(architect=named) as works if named is not None:
            return evolve(entry, content=evolve(works, architect=evolve(named, name=ERASED_NAME)))
    return entry
