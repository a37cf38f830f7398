# ruff: noqa: ANN401, SLF001  # saboteurs reach into the fake, whatever they find there
"""Storages that fail behind the operator's door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from attrs import evolve
from tests.contracts.saboteurs.spoiling import Saboteur, instead

from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Claim, Notice, Operations
from registre_core.testing.memory.operations import MemoryOperations


class SpoilsTheDoor(Saboteur):
    """A storage that spoils its operator's door as a subclass says."""

    @contextmanager
    def operate(self) -> Iterator[Operations]:
        with super().operate() as door:
            self.spoil_door(door)
            yield door

    def spoil_door(self, door: Any) -> None:
        """Spoil the operator's door."""


class ClaimsTooEarly(SpoilsTheDoor):
    """Takes notices before they are due."""

    breaks = "STO-25"

    def spoil_door(self, door: Any) -> None:
        def claim(honest: Callable[..., Any], *, at: datetime, **named: Any) -> Any:
            return tuple(
                evolve(one, until=one.until - timedelta(hours=2)) for one in honest(at=at + timedelta(hours=2), **named)
            )

        instead(door, "claim", claim)


class ForgetsLeases(SpoilsTheDoor):
    """Gives a notice to whoever asks."""

    breaks = "STO-25 STO-26"

    def spoil_door(self, door: Any) -> None:
        def claim(honest: Callable[..., Any], *, lease: timedelta, **named: Any) -> Any:
            return tuple(evolve(one, until=one.until + lease) for one in honest(lease=timedelta(0), **named))

        instead(door, "claim", claim)


class Overtakes(SpoilsTheDoor):
    """Delivers a later notice before an earlier one."""

    breaks = "STO-26"

    def spoil_door(self, door: Any) -> None:
        def claimable(at: datetime) -> Iterator[tuple[datetime, WorkspaceId, int, Notice]]:
            for workspace, rows in self._medium.kept().items():
                for place, notice in enumerate(rows.waiting()):
                    delivery = rows.deliveries[notice.key]
                    if delivery.due_at <= at and (delivery.leased_until is None or delivery.leased_until <= at):
                        yield delivery.due_at, workspace, place, notice

        door._claimable = claimable


class SettlesForAnybody(SpoilsTheDoor):
    """Lets a deliverer who comes too late speak for the present one."""

    breaks = "STO-27"

    def spoil_door(self, door: Any) -> None:
        def settle(honest: Callable[..., bool], claim: Claim, **named: Any) -> bool:
            present = self._medium.kept()[claim.workspace].deliveries[claim.notice.key].attempt
            return honest(evolve(claim, attempt=present), **named)

        for way in ("delivered", "postpone", "give_up"):
            instead(door, way, settle)


class SettlesWhenTheDoorIsShut(SpoilsTheDoor):
    """Keeps what went out in mind, and writes it down at the end."""

    breaks = "STO-27"

    @contextmanager
    def operate(self) -> Iterator[Operations]:
        with super().operate() as door:
            later: list[Claim] = []

            def delivered(_: Callable[[Claim], bool], claim: Claim) -> bool:
                later.append(claim)
                return True

            instead(door, "delivered", delivered)
            yield door
            for claim in later:
                MemoryOperations(self._medium, self._patience).delivered(claim)


class ForgetsWhatWentOut(SpoilsTheDoor):
    """Deletes a notice with its key once it is settled."""

    breaks = "STO-28"

    def spoil_door(self, door: Any) -> None:
        def settle(honest: Callable[[Claim], bool], claim: Claim) -> bool:
            held = honest(claim)
            if held:
                rows = self._medium.kept()[claim.workspace].copy()
                del rows.notices[claim.notice.key], rows.deliveries[claim.notice.key]
                self._medium.keep(claim.workspace, rows)
            return held

        for way in ("delivered", "give_up"):
            instead(door, way, settle)


class WarnsADayEarly(SpoilsTheDoor):
    """Takes what is planned for today for overdue."""

    breaks = "STO-29"

    def spoil_door(self, door: Any) -> None:
        def overdue(honest: Callable[[date], Iterator[WorkspaceId]], on: date) -> Iterator[WorkspaceId]:
            return honest(on + timedelta(days=1))

        instead(door, "overdue", overdue)
