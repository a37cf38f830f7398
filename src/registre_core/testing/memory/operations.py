"""The operator's door in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import islice
from uuid import UUID

from attrs import evolve

from registre_core.access import ArrivalState
from registre_core.interventions import Status, status
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Claim, Notice
from registre_core.register import Head
from registre_core.signatures import SealState
from registre_core.testing.memory.medium import Medium
from registre_core.testing.memory.rows import Delivery, Desk, Fate, Rows
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

    def claim(self, *, at: datetime, lease: timedelta, limit: int = 50) -> tuple[Claim, ...]:
        self._require_open()
        claims = []
        for _, workspace, _, notice in islice(sorted(self._claimable(at), key=lambda one: one[:3]), limit):
            with suppress(AdapterFailure):  # a change holds the workspace: its notices wait for the next time
                if leased := self._swap(workspace, notice, lambda now: _leased(now, at, lease), patience=0):
                    claims.append(Claim(workspace, notice, leased.attempt, at + lease))
        return tuple(claims)

    def delivered(self, claim: Claim) -> bool:
        return self._settle(claim, lambda now: evolve(now, fate=Fate.DELIVERED))

    def postpone(self, claim: Claim, *, until: datetime) -> bool:
        return self._settle(claim, lambda now: evolve(now, due_at=until, leased_until=None))

    def give_up(self, claim: Claim) -> bool:
        return self._settle(claim, lambda now: evolve(now, fate=Fate.GIVEN_UP))

    def end(self) -> None:
        """Shut the door."""
        self._is_open = False
        for desk in self._desks:
            desk.end()

    def _claimable(self, at: datetime) -> Iterator[tuple[datetime, WorkspaceId, int, Notice]]:
        for workspace, rows in self._medium.kept().items():
            for place, notice in _first_of_each_group(rows):
                if _is_claimable(rows.deliveries[notice.key], at):
                    yield rows.deliveries[notice.key].due_at, workspace, place, notice

    def _settle(self, claim: Claim, settled: Callable[[Delivery], Delivery]) -> bool:
        self._require_open()

        def change(now: Delivery) -> Delivery | None:
            return settled(now) if _holds(claim, now) else None

        return self._swap(claim.workspace, claim.notice, change, patience=self._patience) is not None

    def _swap(
        self,
        workspace: WorkspaceId,
        notice: Notice,
        change: Callable[[Delivery], Delivery | None],
        *,
        patience: float,
    ) -> Delivery | None:
        """Change where a delivery stands, unless it cannot be."""
        release = self._medium.lock(workspace, patience)
        try:
            rows = self._medium.kept()[workspace]
            now = rows.deliveries.get(notice.key)  # it may have been dropped with its recipient
            if changed := now and change(now):
                self._medium.keep(workspace, evolve(rows, deliveries={**rows.deliveries, notice.key: changed}))
            return changed
        finally:
            release()

    def _require_open(self) -> None:
        if not self._is_open:
            raise AdapterFailure("transaction-closed", "the operator's door has been shut: open it again")


def _first_of_each_group(rows: Rows) -> Iterator[tuple[int, Notice]]:
    seen: set[tuple[str, str, UUID]] = set()
    for place, notice in enumerate(rows.waiting()):
        group = (notice.recipient, notice.subject_kind, notice.subject_id)
        if group not in seen:
            seen.add(group)
            yield place, notice


def _is_claimable(delivery: Delivery, at: datetime) -> bool:
    return delivery.due_at <= at and (delivery.leased_until is None or delivery.leased_until <= at)


def _leased(delivery: Delivery, at: datetime, lease: timedelta) -> Delivery | None:
    if delivery.fate is not Fate.WAITING or not _is_claimable(delivery, at):
        return None
    return evolve(delivery, attempt=delivery.attempt + 1, leased_until=at + lease)


def _holds(claim: Claim, delivery: Delivery) -> bool:
    return delivery.fate is Fate.WAITING and delivery.attempt == claim.attempt and delivery.leased_until is not None
