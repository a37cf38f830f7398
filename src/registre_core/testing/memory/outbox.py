"""The outbox in memory, as a workspace sees it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import islice

from attrs import evolve

from registre_core.kernel.errors import Conflict, NotFound
from registre_core.kernel.identifiers import NoticeId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.storable import require_storable
from registre_core.ports.storage import EVERY_NOTICE, Fate, Notice, NoticeFilter, NoticeOrder, Queued
from registre_core.testing.memory.rows import Delivery, OnDesk, Rows, agrees, count, get, page, refuse_known
from registre_core.testing.memory.turns import held_up_until


class MemoryOutboxReader(OnDesk):
    """The outbox, to read."""

    def pending(self, *, limit: int = 50) -> tuple[Notice, ...]:
        return tuple(islice(self._desk.rows.waiting(), limit))

    def get(self, notice: NoticeId) -> Queued:
        rows = self._desk.rows
        return _queued(rows, get(_by_id(rows), notice, "notice"))

    def parts(self, notice: NoticeId) -> tuple[Notice, ...]:
        return tuple(one for one in self._desk.rows.notices.values() if one.rides == notice)

    def page(
        self, where: NoticeFilter = EVERY_NOTICE, *, order: NoticeOrder, after: Cursor | None = None, limit: int = 50
    ) -> Page[Queued]:
        return page(self._asked_for(where), order, after, limit)

    def count(self, where: NoticeFilter = EVERY_NOTICE, *, cap: int = LARGEST_COUNT) -> Total:
        return count(self._asked_for(where), cap)

    def is_queued(self, key: str) -> bool:
        return key in self._desk.rows.notices

    def queued_among(self, keys: Collection[str]) -> frozenset[str]:
        return frozenset(key for key in keys if key in self._desk.rows.notices)

    def _asked_for(self, where: NoticeFilter) -> Iterator[Queued]:
        rows = self._desk.rows
        every = (_queued(rows, notice) for notice in rows.notices.values() if notice.rides is None)
        return (one for one in every if _passes(where, one))


class MemoryOutboxStore(MemoryOutboxReader):
    """The outbox, to write."""

    def queue(self, notice: Notice) -> bool:
        rows = self._desk.rows
        require_storable(notice)
        if notice.key in rows.notices:
            return False
        refuse_known(_by_id(rows), notice.id, "notice")
        if notice.rides is None:
            rows.deliveries[notice.key] = Delivery(max(notice.queued_at, held_up_until(rows, notice)))
        elif notice.rides not in {one.id for one in rows.waiting() if one.recipient == notice.recipient}:
            raise NotFound.of("notice", notice.rides)
        rows.notices[notice.key] = evolve(notice, facts=dict(notice.facts))
        return True

    def requeue(self, notice: NoticeId, *, at: datetime) -> Queued:
        rows, found = self._desk.rows, self.get(notice)
        if found.fate is not Fate.GIVEN_UP or found.notice.rides is not None:
            said = "only what was given up by itself can wait again"
            raise Conflict("not-a-dead-letter", said, {"notice": str(notice)})
        key = found.notice.key
        rows.notices[key] = rows.notices.pop(key)  # behind what waits already
        rows.deliveries[key] = Delivery(at)
        return _queued(rows, found.notice)

    def drop(self, recipient: str) -> int:
        rows = self._desk.rows
        dropped = {one.id for one in rows.notices.values() if one.recipient == recipient}
        keys = [key for key, one in rows.notices.items() if one.id in dropped or one.rides in dropped]
        for key in keys:
            del rows.notices[key]
            rows.deliveries.pop(key, None)
        return len(keys)


def _by_id(rows: Rows) -> dict[NoticeId, Notice]:
    return {one.id: one for one in rows.notices.values()}


def _queued(rows: Rows, notice: Notice) -> Queued:
    """Tell where a delivery stands; that of a part is the delivery of what it goes out with."""
    carried = notice if notice.rides is None else _by_id(rows)[notice.rides]
    stands = rows.deliveries[carried.key]
    return Queued(
        notice,
        stands.fate,
        stands.attempts,
        stands.due_at,
        stands.due_at if stands.lease else None,
        stands.settled_at,
        stands.failure,
    )


def _passes(where: NoticeFilter, one: Queued) -> bool:
    return (
        agrees(where.fate, one.fate)
        and agrees(where.kind, one.notice.kind)
        and agrees(where.recipient, one.notice.recipient)
    )
