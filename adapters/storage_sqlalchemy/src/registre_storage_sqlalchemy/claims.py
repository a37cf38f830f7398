"""Claims: whose turn it is, and the moves of a deliverer who has notices in hand.

What is held under a lease is *due* when the lease ends, so that one index by that column, led by urgency, gives what
can be claimed and passes over what somebody has in hand. Whether something earlier holds it up is asked of another
index, row by row; what is postponed takes those behind it along to its own moment, so that few are asked about in vain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    update,
)

from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import MOST_AT_ONCE, Backlog, Claim, Fate, Notice
from registre_storage_sqlalchemy.outbox import NOTICE_COLUMNS, ORDER, is_waiting, notice_of
from registre_storage_sqlalchemy.schema import outbox
from registre_storage_sqlalchemy.transactions import AnyRow, built


def _alike(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    return and_(*(one.c[name] == other.c[name] for name in ("workspace_id", *ORDER)))


_AHEAD, _BEHIND = outbox.alias("ahead"), outbox.alias("behind")
_IS_AHEAD = and_(is_waiting(_AHEAD), _alike(_AHEAD, outbox), _AHEAD.c.position < outbox.c.position)
_HOLDS_UP = and_(_IS_AHEAD, _AHEAD.c.is_urgent >= outbox.c.is_urgent)
"""What is urgent waits for nothing that is not; what is not waits for whatever is ahead of it."""

_HAS_MORE = (
    select(_BEHIND.c.position)
    .where(is_waiting(_BEHIND), _alike(_BEHIND, outbox), _BEHIND.c.position > outbox.c.position)
    .exists()
)

_CLAIMABLE = (
    select(outbox.c.workspace_id, outbox.c.position, outbox.c.attempts, _HAS_MORE, *NOTICE_COLUMNS)
    .where(
        is_waiting(outbox),
        outbox.c.is_urgent == bindparam("urgent"),
        outbox.c.due_at <= bindparam("at"),
        ~select(_AHEAD.c.position).where(_HOLDS_UP).exists(),
    )
    .order_by(outbox.c.due_at, outbox.c.workspace_id, outbox.c.position)
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True, of=outbox)  # says nothing on SQLite, where the whole file is locked
)

_IN_ORDER = (
    outbox.c.workspace_id == bindparam("of_workspace"),
    *(outbox.c[name] == bindparam(f"of_{name}") for name in ORDER),
)
_NEXT = (
    select(outbox.c.due_at, *NOTICE_COLUMNS)
    .where(
        *_IN_ORDER,
        is_waiting(outbox),
        outbox.c.position > bindparam("behind"),
        outbox.c.is_urgent >= bindparam("urgent"),
    )
    .order_by(outbox.c.position)
    .limit(MOST_AT_ONCE - 1)
)

_ONE = (outbox.c.workspace_id == bindparam("of_workspace"), outbox.c.id == bindparam("of_id"))
_TAKE = (
    update(outbox)
    .where(*_ONE)
    .values(
        lease=bindparam("by"),
        due_at=bindparam("until"),
        is_begun=bindparam("begun"),
        attempts=outbox.c.attempts + bindparam("tried"),
    )
)

_IN_HAND = and_(is_waiting(outbox), outbox.c.lease == bindparam("by"))
_FIRST_IN_HAND = (
    *_ONE,
    _IN_HAND,
    ~select(_AHEAD.c.position)
    .where(_IS_AHEAD, _AHEAD.c.is_urgent == outbox.c.is_urgent, _AHEAD.c.lease == bindparam("by"))
    .exists(),
)
_TRIED = case((outbox.c.is_begun, 0), else_=1)
_BEGIN = update(outbox).where(*_FIRST_IN_HAND).values(attempts=outbox.c.attempts + _TRIED, is_begun=True)
_ATTEMPTS = select(outbox.c.attempts).where(*_ONE)
_RENEW = (
    update(outbox)
    .where(*_IN_ORDER, _IN_HAND, outbox.c.is_urgent == bindparam("urgent"))
    .values(due_at=bindparam("until"))
)
_LET_GO: Mapping[str, Any] = {"lease": None, "is_begun": False}
_SETTLE = (
    update(outbox)
    .where(*_FIRST_IN_HAND)
    .values(state=bindparam("fate"), settled_at=bindparam("at"), failure=bindparam("failed"), **_LET_GO)
)
_POSTPONE = update(outbox).where(*_FIRST_IN_HAND).values(due_at=bindparam("until"), **_LET_GO)
_FAILED = _POSTPONE.values(failure=bindparam("failed"))
_UNTRIED = _POSTPONE.values(attempts=outbox.c.attempts - case((outbox.c.is_begun, 1), else_=0))
_TAKE_ALONG = (
    update(outbox)
    .where(
        *_IN_ORDER,
        is_waiting(outbox),
        outbox.c.position > bindparam("behind"),
        outbox.c.is_urgent <= bindparam("urgent"),
    )
    .values(
        due_at=case(
            (or_(outbox.c.lease == bindparam("by"), outbox.c.due_at < bindparam("until")), bindparam("until")),
            else_=outbox.c.due_at,
        ),
        **_LET_GO,
    )
)
_PLACE = select(outbox.c.position).where(*_ONE)

_WAITING = select(func.count()).where(is_waiting(outbox))
_DEAD = select(func.count()).where(outbox.c.state == literal_column(f"'{Fate.GIVEN_UP}'"))
_HELD_UP = or_(_AHEAD.c.due_at > bindparam("at"), _AHEAD.c.is_urgent > outbox.c.is_urgent)
_DUE = select(func.count(), func.min(outbox.c.due_at)).where(
    is_waiting(outbox),
    outbox.c.due_at <= bindparam("at"),
    ~select(_AHEAD.c.position).where(_HOLDS_UP, _HELD_UP).exists(),
)


def claim(connection: Connection, by: UUID, at: datetime, until: datetime, limit: int) -> Iterator[Claim]:
    """Claim what is due: first what is urgent, then the rest."""
    for urgent in (True, False):
        values = {"urgent": urgent, "at": at, "at_most": limit}
        heads = connection.execute(_CLAIMABLE, values).all() if limit else ()
        taken = [_taken(connection, row, at) for row in heads]
        if taken:
            connection.execute(_TAKE, [move for one in taken for move in _moves(one, by, until)])
        for workspace, attempts, notices in taken:
            yield Claim(workspace, notices, by, attempts + 1, until)
        limit -= len(taken)


_Taken = tuple[WorkspaceId, int, tuple[Notice, ...]]
"""Of which workspace, how often the first of them was tried, and what."""


def _taken(connection: Connection, row: AnyRow, at: datetime) -> _Taken:
    workspace, position, attempts, has_more, *told = row
    [first] = built("notice", notice_of, [told])
    behind = _next(connection, {**_of(workspace, first), "behind": position}, at) if has_more else ()
    return WorkspaceId(workspace), attempts, (first, *behind)


def _next(connection: Connection, values: Mapping[str, Any], at: datetime) -> Sequence[Notice]:
    """Give what goes out behind the first, as far as it is due, and alike in urgency."""
    rows = connection.execute(_NEXT, values).all()
    due = [told for due_at, *told in takewhile(lambda row: row[0] <= at, rows)]
    return tuple(takewhile(lambda one: one.is_urgent == values["urgent"], built("notice", notice_of, due)))


def _moves(taken: _Taken, by: UUID, until: datetime) -> Iterator[Mapping[str, Any]]:
    workspace, _, notices = taken
    for notice in notices:
        is_first = notice is notices[0]
        moved = {"by": by, "until": until, "begun": is_first, "tried": int(is_first)}
        yield {"of_workspace": workspace, "of_id": notice.id, **moved}


def hold(connection: Connection, claim: Claim, notice: Notice, until: datetime) -> int | None:
    """Begin to carry a notice, or go on, and let the lease of all that is left end then."""
    values = _held(claim, notice)
    if not connection.execute(_BEGIN, values).rowcount:
        return None
    connection.execute(_RENEW, {**values, "until": until})
    return int(connection.execute(_ATTEMPTS, values).scalar_one())


def settle(connection: Connection, claim: Claim, notice: Notice, fate: Fate, at: datetime, failure: str | None) -> bool:
    """Write down what became of a notice."""
    values = {**_held(claim, notice), "fate": fate.value, "at": at, "failed": failure}
    return bool(connection.execute(_SETTLE, values).rowcount)


def postpone(connection: Connection, claim: Claim, notice: Notice, until: datetime, failure: str | None) -> bool:
    """Give a notice back, and take along what is behind it."""
    values = {**_held(claim, notice), "until": until}
    given_back = _UNTRIED if failure is None else _FAILED
    if not connection.execute(given_back, values if failure is None else {**values, "failed": failure}).rowcount:
        return False
    position = connection.execute(_PLACE, values).scalar_one()
    connection.execute(_TAKE_ALONG, {**values, "behind": position})
    return True


def backlog(connection: Connection, at: datetime) -> Backlog:
    """Count what waits."""
    [(due, oldest)] = connection.execute(_DUE, {"at": at})
    waiting, dead = (connection.execute(count).scalar_one() for count in (_WAITING, _DEAD))
    return Backlog(waiting, due, dead, oldest)


def _held(claim: Claim, notice: Notice) -> Mapping[str, Any]:
    return {**_of(claim.workspace, notice), "of_id": notice.id, "by": claim.by}


def _of(workspace: UUID, notice: Notice) -> Mapping[str, Any]:
    """Name the order in which a notice goes out."""
    order = {f"of_{name}": getattr(notice, name) for name in ORDER}
    return {"of_workspace": workspace, **order, "urgent": notice.is_urgent}
