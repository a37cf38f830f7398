"""The outbox: notices queued with the change they tell of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, FromClause, bindparam, delete, func, literal_column, or_, select

from registre_core.kernel.errors import Conflict
from registre_core.kernel.storable import require_storable
from registre_core.ports.storage import Notice
from registre_storage_sqlalchemy.schema import outbox
from registre_storage_sqlalchemy.transactions import WORKSPACE, AnyRow, Work, built

_OF_WORKSPACE = outbox.c.workspace_id == WORKSPACE

NOTICE_COLUMNS = (
    outbox.c.id,
    outbox.c.key,
    outbox.c.kind,
    outbox.c.recipient,
    outbox.c.subject_kind,
    outbox.c.subject_id,
    outbox.c.queued_at,
    outbox.c.facts,
)
"""What a notice is made of, in its order."""


class State(StrEnum):
    """What became of a notice. Its row stays, so that its key is never queued again."""

    WAITING = "waiting"
    """It has to go out."""
    DELIVERED = "delivered"
    """It went out."""
    GIVEN_UP = "given-up"
    """It will never go out."""


def is_waiting(table: FromClause) -> ColumnElement[bool]:
    """Write out what must hold, so that the databases see that their indexes of what waits will do."""
    return table.c.state == literal_column(f"'{State.WAITING}'")


_PENDING = (
    select(*NOTICE_COLUMNS)
    .where(_OF_WORKSPACE, is_waiting(outbox))
    .order_by(outbox.c.position)
    .limit(bindparam("at_most"))
)

_QUEUED = (
    select(outbox.c.id, outbox.c.key)
    .where(_OF_WORKSPACE, or_(outbox.c.key == bindparam("of_key"), outbox.c.id == bindparam("of_id")))
    .order_by(outbox.c.key != bindparam("of_key"))
)

_KNOWN = select(outbox.c.id).where(_OF_WORKSPACE, outbox.c.key == bindparam("of_key"))

_DROP = delete(outbox).where(_OF_WORKSPACE, outbox.c.recipient == bindparam("to"))

_LAST = select(func.max(outbox.c.position)).where(_OF_WORKSPACE)


def notice(row: AnyRow) -> Notice:
    """Read a notice."""
    return Notice(*row)


class SqlOutboxReader:
    """The outbox, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def pending(self, *, limit: int = 50) -> tuple[Notice, ...]:
        """Give the oldest waiting notices."""
        return tuple(built("notice", notice, self._work.rows(_PENDING, {"at_most": limit})))

    def is_queued(self, key: str) -> bool:
        """Whether a notice under this key was queued."""
        return bool(self._work.rows(_KNOWN, {"of_key": key}))


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
        [(last,)] = self._work.rows(_LAST)
        self._work.insert(outbox, _row(notice, (last or 0) + 1))
        return True

    def drop(self, recipient: str) -> int:
        """Take away every notice to this address."""
        return self._work.change(_DROP, {"to": recipient})


def _row(notice: Notice, position: int) -> Mapping[str, Any]:
    return {
        "id": notice.id,
        "position": position,
        "key": notice.key,
        "kind": notice.kind,
        "recipient": notice.recipient,
        "subject_kind": notice.subject_kind,
        "subject_id": notice.subject_id,
        "queued_at": notice.queued_at,
        "facts": dict(notice.facts),
        "state": State.WAITING.value,
        "attempts": 0,
        "due_at": notice.queued_at,
    }
