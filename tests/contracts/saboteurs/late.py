# ruff: noqa: ANN401, SLF001  # saboteurs reach into the fake, whatever they find there
"""Storages that fail in telling what is late, and what was told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from tests.contracts.saboteurs.operator import SpoilsTheDoor
from tests.contracts.saboteurs.spoiling import Saboteur, instead, rows_of

from registre_core.kernel.identifiers import WorkspaceId
from registre_core.signatures.policy import can_be_signed

Workspaces = Iterator[WorkspaceId]


class KnowsTheFirstKeys(Saboteur):
    """Asks for as many keys as its database takes in one question."""

    breaks = "STO-100"

    def spoil(self, tx: Any) -> None:
        def queued_among(honest: Callable[[Collection[str]], frozenset[str]], keys: Collection[str]) -> frozenset[str]:
            return honest(list(islice(sorted(keys), 500)))

        instead(tx.outbox, "queued_among", queued_among)


class KnowsWhatWaitsOnly(Saboteur):
    """Takes what went out, and what goes out with another, for never queued."""

    breaks = "STO-100"

    def spoil(self, tx: Any) -> None:
        def queued_among(honest: Callable[[Collection[str]], frozenset[str]], keys: Collection[str]) -> frozenset[str]:
            return honest(keys) & {one.key for one in rows_of(tx).waiting()}

        instead(tx.outbox, "queued_among", queued_among)


class DunsOnTheLastDay(SpoilsTheDoor):
    """Takes a finding for late on the very day it is due."""

    breaks = "STO-101"

    def spoil_door(self, door: Any) -> None:
        def late_findings(honest: Callable[[date], Workspaces], on: date) -> Workspaces:
            return honest(on + timedelta(days=1))

        instead(door, "late_findings", late_findings)


class DunsForWhatIsCleared(SpoilsTheDoor):
    """Takes what was cleared long ago for late."""

    breaks = "STO-101"

    def spoil_door(self, door: Any) -> None:
        def late_findings(_honest: Callable[[date], Workspaces], on: date) -> Workspaces:
            for desk in door._desks:
                if any(one.due_on and one.due_on < on for one in desk.rows.findings.values()):
                    yield desk.workspace

        instead(door, "late_findings", late_findings)


class WaitsForWhatHasExpired(SpoilsTheDoor):
    """Waits for signatures that nobody can give any more."""

    breaks = "STO-102"

    def spoil_door(self, door: Any) -> None:
        def awaiting(_honest: Callable[..., Workspaces], _at: datetime, *, asked_before: datetime) -> Workspaces:
            for desk in door._desks:
                if any(one.is_open and one.asked_at < asked_before for one in desk.rows.signatures.values()):
                    yield desk.workspace

        instead(door, "awaiting_signatures", awaiting)


class WaitsForWhatWasAskedJustNow(SpoilsTheDoor):
    """Does not look since when a signature is waited for."""

    breaks = "STO-102"

    def spoil_door(self, door: Any) -> None:
        def awaiting(_honest: Callable[..., Workspaces], at: datetime, *, asked_before: datetime) -> Workspaces:
            for desk in door._desks:
                if any(can_be_signed(one, at) for one in desk.rows.signatures.values()):
                    yield desk.workspace

        instead(door, "awaiting_signatures", awaiting)


class WaitsTwice(SpoilsTheDoor):
    """Lists a workspace as often as a signature is waited for there."""

    breaks = "STO-102"

    def spoil_door(self, door: Any) -> None:
        def awaiting(honest: Callable[..., Workspaces], at: datetime, *, asked_before: datetime) -> Workspaces:
            for workspace in honest(at, asked_before=asked_before):
                yield from (workspace, workspace)

        instead(door, "awaiting_signatures", awaiting)
