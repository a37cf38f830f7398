"""The register: entries are appended and read, nothing else; what names a person beside them can be erased."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, delete, exists, insert, or_, select, update

from registre_core.codec import documents_named
from registre_core.kernel.errors import Conflict, IntegrityBreach, RegistreError
from registre_core.kernel.facts import Section
from registre_core.kernel.identifiers import EntryId, SiteId
from registre_core.ports.storage import EVERY_ENTRY, EntryFilter
from registre_core.register import Entry, Head, Heading, PersonalPart, next_link
from registre_core.register import Row as ChainRow
from registre_storage_sqlalchemy.columns import as_bytes, as_instant, as_number, as_uuid, raw
from registre_storage_sqlalchemy.references import SqlReferenceStore
from registre_storage_sqlalchemy.schema import register_entries as entries
from registre_storage_sqlalchemy.schema import register_heads as heads
from registre_storage_sqlalchemy.schema import register_personal as personal
from registre_storage_sqlalchemy.shelves import batches
from registre_storage_sqlalchemy.transactions import WORKSPACE, AnyRow, Work

BATCH = 500
"""Entries read at once: streams take constant memory, and leave no open cursor behind a transaction."""

_BEFORE_ALL = -(2**63)
"""Below every number: what was slipped in before the first entry must be seen, too."""

_CHAIN = (
    select(raw(entries.c.number), raw(entries.c.content), raw(entries.c.link))
    .where(entries.c.workspace_id == WORKSPACE, entries.c.number > bindparam("behind"))
    .order_by(entries.c.number)
    .limit(bindparam("at_most"))
)

_COLUMNS = (
    entries.c.number,
    entries.c.id,
    entries.c.recorded_at,
    entries.c.section,
    entries.c.kind,
    entries.c.subject_kind,
    entries.c.subject_id,
    entries.c.site_id,
    entries.c.content,
    entries.c.link,
)

_ENTRIES = (
    select(*map(raw, _COLUMNS))
    .where(entries.c.workspace_id == WORKSPACE, entries.c.number > bindparam("behind"))
    .order_by(entries.c.number)
    .limit(bindparam("at_most"))
)

_PARTS = (
    select(*map(raw, (personal.c.number, personal.c.person, personal.c.salt, personal.c.content)))
    .where(personal.c.workspace_id == WORKSPACE, personal.c.number.between(bindparam("first"), bindparam("last")))
    .order_by(personal.c.number, personal.c.position)
)

_HELD = select(entries.c.number).where(entries.c.workspace_id == WORKSPACE, entries.c.id == bindparam("of_id"))

_KNOWN = exists().where(entries.c.workspace_id == WORKSPACE, entries.c.id == bindparam("id", type_=entries.c.id.type))
_APPEND = (
    insert(entries)
    .from_select(
        [entries.c.workspace_id, *_COLUMNS],
        select(WORKSPACE, *(bindparam(column.name, type_=column.type) for column in _COLUMNS)).where(~_KNOWN),
    )
    .execution_options(preserve_rowcount=True)
)
"""Adds an entry unless its identifier is there: who runs into a key instead has lost his transaction on PostgreSQL."""

_KNOWN_OF = select(raw(entries.c.id)).where(
    entries.c.workspace_id == WORKSPACE, entries.c.id.in_(bindparam("of_ids", expanding=True))
)

_FORGET = delete(personal).where(personal.c.workspace_id == WORKSPACE, personal.c.person == bindparam("of_person"))

_MOVE = update(heads).where(heads.c.workspace_id == WORKSPACE)


class SqlRegisterReader:
    """The register, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def head(self) -> Head:
        """Tell where the chain ends."""
        return self._work.head

    def holds(self, entry: EntryId) -> bool:
        """Tell whether an entry arrived."""
        return bool(self._work.rows(_HELD, {"of_id": entry}))

    def find(self, entry: EntryId) -> Entry | None:
        """Give an entry by its identifier, if it arrived."""
        found = self._work.rows(_HELD, {"of_id": entry})
        return next(self.entries(after=found[0][0] - 1, limit=1)) if found else None

    def chain(self) -> Iterator[ChainRow]:
        """Stream number, bytes and link of every entry."""
        behind = _BEFORE_ALL
        while batch := self._work.rows(_CHAIN, {"behind": behind, "at_most": BATCH}):
            for number, content, link in batch:
                yield as_number(number), as_bytes(content), as_bytes(link)
            behind = batch[-1][0]

    def entries(self, where: EntryFilter = EVERY_ENTRY, *, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
        """Stream entries by number."""
        statement = _ENTRIES.where(*_conditions(where))
        behind, left = after, limit
        while left is None or left > 0:
            asked = BATCH if left is None else min(BATCH, left)
            batch = self._work.rows(statement, {"behind": behind, "at_most": asked})
            yield from self._entries(batch)
            if len(batch) < asked:
                return
            behind = batch[-1][0]
            left = None if left is None else left - len(batch)

    def _entries(self, batch: Sequence[AnyRow]) -> Iterator[Entry]:
        if not batch:
            return
        found = self._work.rows(_PARTS, {"first": batch[0][0], "last": batch[-1][0]})
        parts = {number: tuple(rows) for number, rows in groupby(found, lambda row: row[0])}
        for row in batch:
            self._work.require_open()
            yield self._entry(row, parts.get(row[0], ()))

    def _entry(self, row: AnyRow, parts: Iterable[AnyRow]) -> Entry:
        number, identifier, recorded_at, section, kind, subject_kind, subject, site, content, link = row
        try:
            heading = Heading(
                number,
                self._work.workspace,
                EntryId(as_uuid(identifier)),
                as_instant(recorded_at),
                Section(section),
                kind,
                subject_kind,
                as_uuid(subject),
                None if site is None else SiteId(as_uuid(site)),
            )
            return Entry(heading, as_bytes(content), as_bytes(link), tuple(map(_part, parts)))
        except (RegistreError, ValueError, TypeError) as error:
            said = f"entry {number} cannot be read: its list columns or personal parts were altered"
            raise IntegrityBreach("entry-unreadable", said, {"number": as_number(number)}) from error


def _conditions(where: EntryFilter) -> Iterator[ColumnElement[bool]]:
    if where.section is not None:
        yield entries.c.section == where.section.value
    if where.kind is not None:
        yield entries.c.kind == where.kind
    if where.among is not None:
        yield or_(entries.c.site_id.is_(None), entries.c.site_id.in_(where.among))


def _part(row: AnyRow) -> PersonalPart:
    _, person, salt, content = row
    return PersonalPart(as_uuid(person), as_bytes(salt), as_bytes(content))


class SqlRegisterStore(SqlRegisterReader):
    """The register, to extend."""

    def append(self, entry: Entry) -> None:
        """Put an entry at the end and move the head to it."""
        moved = self._behind(self._work.head, entry)
        self._refer(entry)
        if not self._work.change(_APPEND, _entry_row(entry)):
            raise _there_already(entry)
        if entry.personal:
            self._work.insert(personal, *_part_rows(entry))
        self._move(moved)

    def append_all(self, chained: Iterable[Entry]) -> None:
        """Put entries at the end, each behind the one before it."""
        given = tuple(chained)
        self._refuse_known(given)
        moved = self._work.head
        for entry in given:
            moved = self._behind(moved, entry)
        self._refer(*given)
        for some in batches(given):
            self._work.insert(entries, *map(_entry_row, some))
            if parts := [part for entry in some for part in _part_rows(entry)]:
                self._work.insert(personal, *parts)
        if given:
            self._move(moved)

    def _behind(self, head: Head, entry: Entry) -> Head:
        """Tell where the chain ends with this entry, unless it is not the next one."""
        heading = entry.heading
        follows = next_link(head.link, sha256(entry.content).digest())
        if (heading.workspace_id, heading.number, entry.link) == (self._work.workspace, head.number + 1, follows):
            return Head(heading.number, entry.link)
        if self.holds(heading.id):
            raise _there_already(entry)
        facts = {"number": heading.number, "head": head.number}
        raise Conflict("not-the-next-entry", "the entry does not follow from the head of this register", facts)

    def _refuse_known(self, given: Sequence[Entry]) -> None:
        """Ask before anything is written: who runs into a key has lost his transaction on PostgreSQL."""
        known: set[UUID] = set()
        for some in batches(given):
            known |= {
                as_uuid(row[0]) for row in self._work.rows(_KNOWN_OF, {"of_ids": [one.heading.id for one in some]})
            }
        for entry in given:
            if entry.heading.id in known:
                raise _there_already(entry)
            known.add(entry.heading.id)

    def _refer(self, *given: Entry) -> None:
        """Keep that these entries refer to what they name; most of them name no document, and cost no statement."""
        if named := [digest for entry in given for digest in documents_named(entry.content)]:
            SqlReferenceStore(self._work).refer(named)

    def _move(self, head: Head) -> None:
        self._work.change(_MOVE, {"number": head.number, "link": head.link})
        self._work.head = head

    def forget(self, person: UUID) -> int:
        """Erase every personal part about this person."""
        return self._work.change(_FORGET, {"of_person": person})


def _there_already(entry: Entry) -> Conflict:
    said = "there is an entry with this identifier already"
    return Conflict("already-exists", said, {"entry": str(entry.heading.id)})


def _entry_row(entry: Entry) -> Mapping[str, Any]:
    heading = entry.heading
    return {
        "number": heading.number,
        "id": heading.id,
        "recorded_at": heading.recorded_at,
        "section": heading.section.value,
        "kind": heading.kind,
        "subject_kind": heading.subject_kind,
        "subject_id": heading.subject_id,
        "site_id": heading.site_id,
        "content": entry.content,
        "link": entry.link,
    }


def _part_rows(entry: Entry) -> Iterable[Mapping[str, Any]]:
    for position, part in enumerate(entry.personal):
        yield {
            "number": entry.heading.number,
            "position": position,
            "person": part.person,
            "salt": part.salt,
            "content": part.content,
        }
