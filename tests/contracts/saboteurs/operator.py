# ruff: noqa: ANN401  # saboteurs reach into the fake, whatever they find there
"""Storages that fail behind the operator's door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from tests.contracts.saboteurs.spoiling import Saboteur, instead

from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Operations


class SpoilsTheDoor(Saboteur):
    """A storage that spoils its operator's door as a subclass says."""

    @contextmanager
    def operate(self) -> Iterator[Operations]:
        with super().operate() as door:
            self.spoil_door(door)
            yield door

    def spoil_door(self, door: Any) -> None:
        """Spoil the operator's door."""


class WarnsADayEarly(SpoilsTheDoor):
    """Takes what is planned for today for overdue."""

    breaks = "STO-29"

    def spoil_door(self, door: Any) -> None:
        def overdue(honest: Callable[[date], Iterator[WorkspaceId]], on: date) -> Iterator[WorkspaceId]:
            return honest(on + timedelta(days=1))

        instead(door, "overdue", overdue)
