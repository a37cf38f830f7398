# ruff: noqa: ANN401  # saboteurs reach into the fake, whatever they find there
"""Storages that fail in where permits and interventions stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from attrs import evolve
from tests.contracts.saboteurs.operator import SpoilsTheDoor
from tests.contracts.saboteurs.spoiling import Saboteur, instead, rows_of

from registre_core.interventions import Status
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import InterventionOrder
from registre_core.testing.memory.rows import page as page_of

INSTANT = timedelta(microseconds=1)


class AsksOtherwise(Saboteur):
    """Asks for something else than what is asked for, as a subclass says."""

    room: str

    def instead_of(self, where: Any) -> Any:
        """Say what it asks for."""
        raise NotImplementedError

    def spoil(self, tx: Any) -> None:
        def ask(honest: Callable[..., Any], where: Any = None, **named: Any) -> Any:
            return honest(**named) if where is None else honest(self.instead_of(where), **named)

        for question in ("page", "count"):
            instead(getattr(tx, self.room), question, ask)


class ExpiresAtTheLastMoment(AsksOtherwise):
    """Takes a permit for expired at the last moment of its validity."""

    breaks = "STO-55"
    room = "permits"

    def instead_of(self, where: Any) -> Any:
        return evolve(where, at=where.at + INSTANT) if where.at else where


class IncludesTheLastMoment(AsksOtherwise):
    """Lists what begins when a period ends."""

    breaks = "STO-55"
    room = "permits"

    def instead_of(self, where: Any) -> Any:
        return evolve(where, until_moment=where.until_moment + INSTANT) if where.until_moment else where


class ForgetsThePermitsFirm(AsksOtherwise):
    """Lists the permits of a state whatever firm is asked for."""

    breaks = "STO-55"
    room = "permits"

    def instead_of(self, where: Any) -> Any:
        return evolve(where, contractor=None) if where.state else where


class WatchesWhatEnded(Saboteur):
    """Waits for rounds of a permit that ended for good."""

    breaks = "STO-56"

    def spoil(self, tx: Any) -> None:
        def watched(honest: Callable[..., Any], at: datetime) -> Any:
            ended = (one for one in rows_of(tx).permits.values() if one.ending)
            waiting = (one for one in ended if evolve(one, ending=None).is_watched(at))
            return tuple(sorted((*honest(at), *waiting), key=lambda one: one.id))

        instead(tx.permits, "watched", watched)


class WaitsForTheEndOfWork(Saboteur):
    """Watches no place of which nobody said that the work was over."""

    breaks = "STO-56"

    def spoil(self, tx: Any) -> None:
        def watched(honest: Callable[..., Any], at: datetime) -> Any:
            return tuple(one for one in honest(at) if one.work_ended_at)

        instead(tx.permits, "watched", watched)


class TakesAnyRoundForAll(Saboteur):
    """Takes one round for the whole watch."""

    breaks = "STO-56"

    def spoil(self, tx: Any) -> None:
        instead(tx.permits, "watched", lambda honest, at: tuple(one for one in honest(at) if not one.rounds))


class WarnsBeforeTheWatch(SpoilsTheDoor):
    """Names workspaces in which a watch is still to begin."""

    breaks = "STO-57"

    def spoil_door(self, door: Any) -> None:
        instead(door, "watching", lambda honest, at: honest(at + timedelta(days=1)))


class WarnsForEachSeal(SpoilsTheDoor):
    """Names a workspace for each of its seals that wait."""

    breaks = "STO-57"

    def spoil_door(self, door: Any) -> None:
        def unsealed(honest: Callable[..., Any]) -> Any:
            pending: dict[WorkspaceId, int] = {desk.workspace: len(desk.rows.seals) for desk in door._desks}  # noqa: SLF001
            return iter([one for one in honest() for _ in range(pending[one])])

        instead(door, "unsealed", unsealed)


class TakesToSignForOverdue(AsksOtherwise):
    """Lists what was done late, and waits for signatures, as planned."""

    breaks = "STO-58"
    room = "interventions"

    def instead_of(self, where: Any) -> Any:
        return evolve(where, status=Status.PLANNED) if where.status is Status.TO_SIGN else where


class ExcludesTheLastDay(AsksOtherwise):
    """Lists what is planned before the last day of a period."""

    breaks = "STO-58"
    room = "interventions"

    def instead_of(self, where: Any) -> Any:
        if where.until_day in {None, date.min}:
            return where
        return evolve(where, until_day=where.until_day - timedelta(days=1))


class KnowsTheFirstFirmOnly(Saboteur):
    """Finds an intervention by the first firm that takes part."""

    breaks = "STO-58"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], where: Any = None, **named: Any) -> Any:
            if where is None:
                return honest(**named)
            shown = honest(where, **named)
            if where.contractor is None:
                return shown
            return evolve(shown, items=tuple(one for one in shown.items if one.contractors[0] == where.contractor))

        instead(tx.interventions, "page", page)


class TakesTheOldestForUrgent(Saboteur):
    """Puts what was closed long ago before what is overdue since yesterday."""

    breaks = "STO-58"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], *asked: Any, **named: Any) -> Any:
            if named.get("order") is not InterventionOrder.URGENT or named.get("after"):
                return honest(*asked, **named)
            every = honest(*asked, **{**named, "limit": 10_000}).items
            return page_of(every, InterventionOrder.PLANNED, None, 10_000)

        instead(tx.interventions, "page", page)
