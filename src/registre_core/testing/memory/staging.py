"""What is loaded of a workspace before it is there, in memory."""

from __future__ import annotations

from collections.abc import Iterator

from registre_core.kernel.errors import Conflict
from registre_core.ports.storage import StagedPart
from registre_core.testing.memory.medium import Medium
from registre_core.testing.memory.rows import Desk


class MemoryStagingStore:
    """What was loaded so far, to write: a copy of what the medium holds, until it is swapped in."""

    def __init__(self, desk: Desk, medium: Medium) -> None:
        self._desk = desk
        self.kept = medium.staged(desk.workspace)

    def last(self) -> StagedPart | None:
        self._desk.require_open()
        return self.kept[-1] if self.kept else None

    def parts(self) -> Iterator[StagedPart]:
        for part in tuple(self.kept):
            self._desk.require_open()
            yield part

    def add(self, part: StagedPart) -> None:
        self._desk.require_open()
        if part.number != len(self.kept) + 1:
            raise _not_the_next(part)
        self.kept += (part,)

    def clear(self) -> int:
        self._desk.require_open()
        count, self.kept = len(self.kept), ()
        return count


def _not_the_next(part: StagedPart) -> Conflict:
    said = "somebody else loaded something of this workspace in between: begin again where it ends now"
    return Conflict("not-the-next-part", said, {"number": part.number})


class MemoryStaging:
    """A transaction of a workspace that is not there yet."""

    def __init__(self, desk: Desk, medium: Medium) -> None:
        self._desk, self._medium = desk, medium
        self.staged = MemoryStagingStore(desk, medium)

    def commit(self) -> None:
        self._desk.require_open()
        self._medium.stage(self._desk.workspace, self.staged.kept)
        self._desk.end()
