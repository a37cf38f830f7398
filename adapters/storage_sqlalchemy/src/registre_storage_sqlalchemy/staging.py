"""What is loaded of a workspace before it is there."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import bindparam, delete, select

from registre_core.kernel.errors import Conflict
from registre_core.kernel.storable import require_storable
from registre_core.ports.storage import StagedPart
from registre_storage_sqlalchemy.columns import as_bytes
from registre_storage_sqlalchemy.schema import staged_parts
from registre_storage_sqlalchemy.transactions import WORKSPACE, AnyRow, Work, built

_BATCH = 4
"""Parts that are read at once: each may be a mebibyte, and more where one line is."""

_PARTS = select(staged_parts.c.number, staged_parts.c.name, staged_parts.c.content, staged_parts.c.mark).where(
    staged_parts.c.workspace_id == WORKSPACE
)
_LAST = _PARTS.order_by(staged_parts.c.number.desc()).limit(1)
_NEXT = _PARTS.where(staged_parts.c.number > bindparam("behind")).order_by(staged_parts.c.number).limit(_BATCH)
_LAST_NUMBER = (
    select(staged_parts.c.number)
    .where(staged_parts.c.workspace_id == WORKSPACE)
    .order_by(staged_parts.c.number.desc())
    .limit(1)
)
_CLEAR = delete(staged_parts).where(staged_parts.c.workspace_id == WORKSPACE)


def _part(row: AnyRow) -> StagedPart:
    number, name, content, mark = row
    return StagedPart(number, name, as_bytes(content), mark)


class SqlStagingStore:
    """What was loaded so far, to write."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def last(self) -> StagedPart | None:
        """Give the last part."""
        return next(iter(built("staged part", _part, self._work.rows(_LAST))), None)

    def parts(self) -> Iterator[StagedPart]:
        """Stream the parts in their order."""
        behind = 0
        while batch := built("staged part", _part, self._work.rows(_NEXT, {"behind": behind})):
            yield from batch
            behind = batch[-1].number

    def add(self, part: StagedPart) -> None:
        """Put a part behind the last one; whoever adds one at the same time runs into its key."""
        require_storable(part)
        if part.number != self._last_number() + 1:
            raise _not_the_next(part)
        row = {"number": part.number, "name": part.name, "content": part.content, "mark": part.mark}
        try:
            self._work.insert(staged_parts, row)
        except Conflict as error:
            raise _not_the_next(part) from error

    def clear(self) -> int:
        """Drop everything that was loaded."""
        return self._work.change(_CLEAR)

    def _last_number(self) -> int:
        return next((number for (number,) in self._work.rows(_LAST_NUMBER)), 0)


def _not_the_next(part: StagedPart) -> Conflict:
    said = "somebody else loaded something of this workspace in between: begin again where it ends now"
    return Conflict("not-the-next-part", said, {"number": part.number})


class SqlStaging:
    """A transaction of a workspace that is not there yet."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.staged = SqlStagingStore(work)

    def commit(self) -> None:
        """Make everything last."""
        self._work.commit()
