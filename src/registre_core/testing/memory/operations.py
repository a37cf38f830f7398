"""The operator's door in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice
from operator import itemgetter
from uuid import UUID

from attrs import evolve

from registre_core.access import ArrivalState
from registre_core.findings.lines import is_late
from registre_core.interventions import Status, status
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import MOST_AT_ONCE, Backlog, Claim, Fate, Notice
from registre_core.register import Head
from registre_core.signatures import SealState
from registre_core.signatures.policy import can_be_signed
from registre_core.testing.memory.medium import Medium
from registre_core.testing.memory.rows import Desk, Rows
from registre_core.testing.memory.turns import (
    Lane,
    Moves,
    Place,
    Turns,
    held,
    places,
    postponed,
    settled,
    taken,
    turns,
)
from registre_core.testing.memory.workspace import MemoryWorkspaceReader
from registre_core.workspace import Workspace


class MemoryOperations:
    """The operator's door: questions as of one moment, claims on what is there now."""

    def __init__(self, medium: Medium, patience: float) -> None:
        kept = medium.kept()
        self._medium, self._patience = medium, patience
        self._desks = [Desk(workspace, kept[workspace]) for workspace in sorted(kept)]
        self._is_open = True

    def workspaces(self) -> Iterator[tuple[Workspace, Head]]:
        for desk in self._desks:
            yield MemoryWorkspaceReader(desk).get(), desk.rows.head

    def staged(self) -> Iterator[WorkspaceId]:
        self._require_open()
        yield from self._medium.loading()

    def overdue(self, on: date) -> Iterator[WorkspaceId]:
        for desk in self._desks:
            if any(status(one, on) is Status.OVERDUE for one in desk.rows.interventions.values()):
                yield desk.workspace

    def late_findings(self, on: date) -> Iterator[WorkspaceId]:
        for desk in self._desks:
            if any(is_late(one, on) for one in desk.rows.findings.values()):
                yield desk.workspace

    def awaiting_signatures(self, at: datetime, *, asked_before: datetime) -> Iterator[WorkspaceId]:
        for desk in self._desks:
            asked = (one for one in desk.rows.signatures.values() if one.asked_at < asked_before)
            if any(can_be_signed(one, at) for one in asked):
                yield desk.workspace

    def turning(self, on: date, policy: str) -> Iterator[WorkspaceId]:
        for desk in self._desks:
            if (record := desk.rows.standing) and not record.holds_on(on, policy):
                yield desk.workspace

    def waiting(self) -> Iterator[WorkspaceId]:
        for desk in self._desks:
            if any(one.state is ArrivalState.WAITING for one in desk.rows.arrivals.values()):
                yield desk.workspace

    def ticket_of(self, secret_digest: Digest) -> WorkspaceId | None:
        for desk in self._desks:
            if any(one.secret_digest == secret_digest for one in desk.rows.tickets.values()):
                return desk.workspace
        return None

    def link_of(self, secret_digest: Digest) -> WorkspaceId | None:
        for desk in self._desks:
            if any(one.secret_digest == secret_digest for one in desk.rows.links.values()):
                return desk.workspace
        return None

    def watching(self, at: datetime) -> Iterator[WorkspaceId]:
        for desk in self._desks:
            if any(one.is_watched(at) for one in desk.rows.permits.values()):
                yield desk.workspace

    def unsealed(self) -> Iterator[WorkspaceId]:
        for desk in self._desks:
            if any(one.state is SealState.PENDING for one in desk.rows.seals.values()):
                yield desk.workspace

    def dead_letters(self) -> Iterator[WorkspaceId]:
        for desk in self._desks:
            if _dead(desk.rows):
                yield desk.workspace

    def backlog(self, at: datetime) -> Backlog:
        self._require_open()
        every = [desk.rows for desk in self._desks]
        due = [rows.deliveries[one.key].due_at for rows in every for turn in turns(rows, at).values() for one in turn]
        waiting = sum(1 for rows in every for _ in rows.waiting())
        return Backlog(waiting, len(due), sum(map(_dead, every)), min(due, default=None))

    def claim(self, *, by: UUID, at: datetime, lease: timedelta, limit: int = 50) -> tuple[Claim, ...]:
        self._require_open()
        claims = []
        for (_, _, workspace, _), lane in islice(sorted(self._places(at), key=itemgetter(0)), limit):
            with suppress(AdapterFailure):  # a change holds the workspace: its notices wait for the next time
                take = partial(self._take, lane, by, at, at + lease)
                rows, moves = self._move(WorkspaceId(workspace), take, patience=0)
                if moves:
                    first, *_ = moves.values()
                    notices = tuple(rows.notices[key] for key in moves)
                    claims.append(Claim(WorkspaceId(workspace), notices, by, first.attempts, at + lease))
        return tuple(claims)

    def hold(self, claim: Claim, notice: Notice, *, until: datetime) -> int | None:
        moves = self._settle(claim, lambda rows: held(rows, claim, notice, until))
        return moves[notice.key].attempts if moves else None

    def settle(self, claim: Claim, notice: Notice, fate: Fate, *, at: datetime, failure: str | None = None) -> bool:
        return bool(self._settle(claim, lambda rows: settled(rows, claim, notice, fate, at, failure)))

    def postpone(self, claim: Claim, notice: Notice, *, until: datetime, failure: str | None = None) -> bool:
        return bool(self._settle(claim, lambda rows: postponed(rows, claim, notice, until, failure)))

    def end(self) -> None:
        """Shut the door."""
        self._is_open = False
        for desk in self._desks:
            desk.end()

    def _places(self, at: datetime) -> Iterator[tuple[Place, Lane]]:
        for workspace, rows in self._medium.kept().items():
            yield from places(rows, workspace, self._turns(rows, at))

    def _turns(self, rows: Rows, at: datetime) -> Turns:
        return {lane: turn[:MOST_AT_ONCE] for lane, turn in turns(rows, at).items()}

    def _take(self, lane: Lane, by: UUID, at: datetime, until: datetime, rows: Rows) -> Moves:
        return taken(rows, self._turns(rows, at).get(lane, ()), by, until)

    def _settle(self, claim: Claim, change: Callable[[Rows], Moves]) -> Moves:
        self._require_open()
        _, moves = self._move(claim.workspace, change, patience=self._patience)
        return moves

    def _move(self, workspace: WorkspaceId, change: Callable[[Rows], Moves], *, patience: float) -> tuple[Rows, Moves]:
        """Change where deliveries stand, as what is there now allows."""
        release = self._medium.lock(workspace, patience)
        try:
            rows = self._medium.kept()[workspace]
            if moves := change(rows):
                self._medium.keep(workspace, evolve(rows, deliveries={**rows.deliveries, **moves}))
            return rows, moves
        finally:
            release()

    def _require_open(self) -> None:
        if not self._is_open:
            raise AdapterFailure("transaction-closed", "the operator's door has been shut: open it again")


def _dead(rows: Rows) -> int:
    return sum(1 for one in rows.deliveries.values() if one.fate is Fate.GIVEN_UP)
