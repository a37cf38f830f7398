"""The outbox: notices queued with the change they tell of, and where their deliveries stand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from attrs import frozen
from sqlalchemy import (
    Column,
    ColumnElement,
    FromClause,
    Table,
    bindparam,
    delete,
    func,
    literal_column,
    or_,
    select,
    update,
)

from registre_core.kernel.errors import Conflict, NotFound
from registre_core.kernel.identifiers import NoticeId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.storable import require_storable
from registre_core.ports.storage import EVERY_NOTICE, Fate, Notice, NoticeFilter, NoticeOrder, Queued
from registre_storage_sqlalchemy.conditions import equal
from registre_storage_sqlalchemy.lists import Listing
from registre_storage_sqlalchemy.schema import outbox
from registre_storage_sqlalchemy.transactions import WORKSPACE, AnyRow, Work, built

RIDING = "riding"
"""The state of what goes out with another: whose fate it shares, so it has none of its own."""

_FATES = {fate.value: fate for fate in Fate}

NOTICE_COLUMNS = (
    outbox.c.id,
    outbox.c.key,
    outbox.c.kind,
    outbox.c.recipient,
    outbox.c.subject_kind,
    outbox.c.subject_id,
    outbox.c.queued_at,
    outbox.c.facts,
    outbox.c.is_urgent,
    outbox.c.rides,
)
"""What a notice is made of, in its order."""

ORDER = ("recipient", "subject_kind", "subject_id")
"""What goes out in its order has these in common, within a workspace."""

_STANDS = (
    outbox.c.state,
    outbox.c.attempts,
    outbox.c.due_at,
    outbox.c.lease,
    outbox.c.settled_at,
    outbox.c.failure,
)
"""Where its delivery stands."""


def is_waiting(table: FromClause) -> ColumnElement[bool]:
    """Write out what must hold, so that the databases see that their indexes of what waits will do."""
    return table.c.state == literal_column(f"'{Fate.WAITING}'")


def notice_of(row: AnyRow) -> Notice:
    """Read a notice."""
    return Notice(*row)


def _queued(row: AnyRow) -> Queued:
    width = len(NOTICE_COLUMNS)
    return _standing(notice_of(row[:width]), row[width:])


def _standing(told: Notice, stands: AnyRow) -> Queued:
    state, attempts, due_at, lease, settled_at, failure = stands
    return Queued(told, _FATES[state], attempts, due_at, due_at if lease else None, settled_at, failure)


@frozen
class _Notices:
    """What is listed."""

    kind: str = "notice"
    table: Table = outbox
    columns: tuple[Column[Any], ...] = (*NOTICE_COLUMNS, *_STANDS)
    read: Callable[[AnyRow], Queued] = _queued


_LISTS: Listing[Queued] = Listing(_Notices(), {}, always=(outbox.c.rides.is_(None),))
_STATE, _KIND, _RECIPIENT = (equal(outbox.c[name], name) for name in ("state", "kind", "recipient"))

_OF_WORKSPACE = outbox.c.workspace_id == WORKSPACE
_ONE = (_OF_WORKSPACE, outbox.c.id == bindparam("of_id"))

_PENDING = (
    select(*NOTICE_COLUMNS)
    .where(_OF_WORKSPACE, is_waiting(outbox))
    .order_by(outbox.c.position)
    .limit(bindparam("at_most"))
)
_NOTICE = select(*NOTICE_COLUMNS).where(*_ONE)
_STANDING = select(*_STANDS).where(*_ONE)
_CARRIER = select(outbox.c.id).where(*_ONE, is_waiting(outbox), outbox.c.recipient == bindparam("to"))
_PARTS = select(*NOTICE_COLUMNS).where(_OF_WORKSPACE, outbox.c.rides == bindparam("of_id")).order_by(outbox.c.position)

_QUEUED = (
    select(outbox.c.id, outbox.c.key)
    .where(_OF_WORKSPACE, or_(outbox.c.key == bindparam("of_key"), outbox.c.id == bindparam("of_id")))
    .order_by(outbox.c.key != bindparam("of_key"))
)
_KNOWN = select(outbox.c.id).where(_OF_WORKSPACE, outbox.c.key == bindparam("of_key"))
_LAST = select(func.max(outbox.c.position)).where(_OF_WORKSPACE)
_HELD_UP_UNTIL = (
    select(outbox.c.due_at)
    .where(
        _OF_WORKSPACE,
        is_waiting(outbox),
        *(outbox.c[name] == bindparam(f"of_{name}") for name in ORDER),
        outbox.c.is_urgent >= bindparam("urgent"),
        outbox.c.lease.is_(None),
    )
    .order_by(outbox.c.position.desc())
    .limit(1)
)

_REQUEUE = (
    update(outbox)
    .where(*_ONE)
    .values(
        position=bindparam("at_the_end"),
        state=Fate.WAITING.value,
        attempts=0,
        due_at=bindparam("at"),
        settled_at=None,
        failure=None,
    )
)

_AMONG = select(outbox.c.key).where(_OF_WORKSPACE, outbox.c.key.in_(bindparam("of_keys", expanding=True)))
_AT_ONCE = 1_000
"""Keys of one question: more would be more values than a database takes."""

_TO = (_OF_WORKSPACE, outbox.c.recipient == bindparam("to"), outbox.c.rides.is_(None))
_DROP_PARTS = delete(outbox).where(_OF_WORKSPACE, outbox.c.rides.in_(select(outbox.c.id).where(*_TO)))
_DROP = delete(outbox).where(*_TO)


class SqlOutboxReader:
    """The outbox, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def pending(self, *, limit: int = 50) -> tuple[Notice, ...]:
        """Give the oldest waiting notices."""
        return tuple(built("notice", notice_of, self._work.rows(_PENDING, {"at_most": limit})))

    def get(self, notice: NoticeId) -> Queued:
        """Give a notice, and where its delivery stands."""
        told = self._told(notice)
        [stands] = self._work.rows(_STANDING, {"of_id": told.rides or told.id})
        [queued] = built("notice", lambda row: _standing(told, row), [stands])
        return queued

    def parts(self, notice: NoticeId) -> tuple[Notice, ...]:
        """Give those that go out with one."""
        return tuple(built("notice", notice_of, self._work.rows(_PARTS, {"of_id": notice})))

    def page(
        self, where: NoticeFilter = EVERY_NOTICE, *, order: NoticeOrder, after: Cursor | None = None, limit: int = 50
    ) -> Page[Queued]:
        """List notices."""
        return _LISTS.page(self._work, order, after, limit, _asked(where))

    def count(self, where: NoticeFilter = EVERY_NOTICE, *, cap: int = LARGEST_COUNT) -> Total:
        """Count notices."""
        return _LISTS.count(self._work, cap, _asked(where))

    def is_queued(self, key: str) -> bool:
        """Whether a notice under this key was queued."""
        return bool(self._work.rows(_KNOWN, {"of_key": key}))

    def queued_among(self, keys: Collection[str]) -> frozenset[str]:
        """Give those of these keys under which a notice was queued."""
        every = iter(sorted(keys))
        found: set[str] = set()
        while some := tuple(islice(every, _AT_ONCE)):
            found.update(key for (key,) in self._work.rows(_AMONG, {"of_keys": some}))
        return frozenset(found)

    def _told(self, identifier: NoticeId) -> Notice:
        for one in built("notice", notice_of, self._work.rows(_NOTICE, {"of_id": identifier})):
            return one
        raise NotFound.of("notice", identifier)


class SqlOutboxStore(SqlOutboxReader):
    """The outbox, to write."""

    def queue(self, notice: Notice) -> bool:
        """Queue a notice, unless its key is queued already."""
        require_storable(notice)
        for identifier, key in self._work.rows(_QUEUED, {"of_key": notice.key, "of_id": notice.id}):
            if key == notice.key:
                return False
            said = "a notice with this identifier waits under another key"
            raise Conflict("already-exists", said, {"notice": str(identifier)})
        if notice.rides is not None and not self._work.rows(_CARRIER, {"of_id": notice.rides, "to": notice.recipient}):
            raise NotFound.of("notice", notice.rides)
        self._work.insert(outbox, {**_row(notice), "position": self._end(), "due_at": self._due_at(notice)})
        return True

    def requeue(self, notice: NoticeId, *, at: datetime) -> Queued:
        """Let a dead letter wait again, behind what waits already."""
        found = self.get(notice)
        if found.fate is not Fate.GIVEN_UP or found.notice.rides is not None:
            said = "only what was given up by itself can wait again"
            raise Conflict("not-a-dead-letter", said, {"notice": str(notice)})
        self._work.change(_REQUEUE, {"of_id": notice, "at": at, "at_the_end": self._end()})
        return self.get(notice)

    def drop(self, recipient: str) -> int:
        """Take away every notice to this address, and what was to go out with it."""
        return sum(self._work.change(statement, {"to": recipient}) for statement in (_DROP_PARTS, _DROP))

    def _due_at(self, notice: Notice) -> datetime:
        """Give the moment from which a new one can go out: what it waits behind may have been postponed."""
        order = {f"of_{name}": getattr(notice, name) for name in ORDER}
        ahead: list[datetime] = [
            due_at for (due_at,) in self._work.rows(_HELD_UP_UNTIL, {**order, "urgent": notice.is_urgent})
        ]
        return max([notice.queued_at, *ahead])

    def _end(self) -> int:
        """Give the place behind all others."""
        [(last,)] = self._work.rows(_LAST)
        return (last or 0) + 1


def _asked(where: NoticeFilter) -> dict[Any, Any]:
    return {_STATE: where.fate and where.fate.value, _RECIPIENT: where.recipient, _KIND: where.kind}


def _row(notice: Notice) -> Mapping[str, Any]:
    return {
        "id": notice.id,
        "key": notice.key,
        "kind": notice.kind,
        "recipient": notice.recipient,
        "subject_kind": notice.subject_kind,
        "subject_id": notice.subject_id,
        "queued_at": notice.queued_at,
        "facts": dict(notice.facts),
        "is_urgent": notice.is_urgent,
        "rides": notice.rides,
        "state": Fate.WAITING.value if notice.rides is None else RIDING,
        "attempts": 0,
    }
