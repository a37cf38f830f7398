"""Engines that keep every promise but one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from threading import Thread
from typing import ClassVar

from attrs import evolve, field, frozen

from registre_core.ports import Periodic, WorkStatus
from registre_core.testing.memory import PlainJobs
from registre_core.testing.memory.jobs import Board


@frozen
class WrongJobs(PlainJobs):
    """An engine that breaks one promise."""

    breaks: ClassVar[str]
    """The obligations that must catch it."""


@frozen
class AsksNobody(WrongJobs):
    """Runs what comes due, whoever else does."""

    breaks = "JOB-1"
    own: Board = field(factory=Board)

    def come_due(self, known: Mapping[str, Periodic], began: datetime) -> Iterator[Periodic]:
        due = PlainJobs(self.own).come_due(known, began)
        self.own.busy.clear()
        return due


@frozen
class LendsAHand(WrongJobs):
    """Takes what somebody else has in hand already."""

    breaks = "JOB-2"

    def ready(self, known: Mapping[str, Periodic]) -> list[str]:
        return [name for name in known if name in self.board.waiting]


@frozen
class TellsNoFailure(WrongJobs):
    """Calls everything well done."""

    breaks = "JOB-4"

    def noted(self, before: WorkStatus, *, is_done: bool) -> WorkStatus:
        return super().noted(before, is_done=True)


@frozen
class ForgetsWhatWasDone(WrongJobs):
    """Does not say when anything was done."""

    breaks = "JOB-4"

    def noted(self, before: WorkStatus, *, is_done: bool) -> WorkStatus:
        return evolve(super().noted(before, is_done=is_done), last_done_at=None)


@frozen
class DropsEverything(WrongJobs):
    """Goes home while work is in hand."""

    breaks = "JOB-5"

    def finish(self, hands: Iterable[Thread]) -> None:
        """Wait for nothing."""


@frozen
class NeedsNoTables(WrongJobs):
    """Works where nothing was prepared."""

    breaks = "JOB-6"

    def require_prepared(self) -> None:
        """Take it as it is."""


@frozen
class TakesAnyCron(WrongJobs):
    """Finds out about hours when they come."""

    breaks = "JOB-7"

    def require_crons(self, works: Iterable[Periodic]) -> None:
        """Look at none."""
