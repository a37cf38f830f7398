# ruff: noqa: ANN401  # saboteurs reach into the fake, whatever they find there
"""Storages that fail in what they say of deliveries, and in what a workspace settled of its notices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from attrs import evolve
from tests.contracts.saboteurs.operator import SpoilsTheDoor
from tests.contracts.saboteurs.spoiling import Saboteur, instead, rows_of

from registre_core.kernel.identifiers import WorkspaceId
from registre_core.notices import NoticeSettings
from registre_core.ports.storage import Backlog, Fate, Queued


class CarriesPartsAlone(Saboteur):
    """Queues what goes out with another as if it went out by itself."""

    breaks = "STO-88"

    def spoil_transaction(self, tx: Any) -> None:
        instead(tx.outbox, "queue", lambda honest, notice: honest(evolve(notice, rides=None)))


class SortsParts(Saboteur):
    """Gives parts by identifier, turned round."""

    breaks = "STO-88"

    def spoil(self, tx: Any) -> None:
        def parts(honest: Callable[..., Any], notice: Any) -> Any:
            return tuple(sorted(honest(notice), key=lambda one: one.key))

        instead(tx.outbox, "parts", parts)


class SaysThatPartsWait(Saboteur):
    """Gives a part a fate of its own."""

    breaks = "STO-88"

    def spoil(self, tx: Any) -> None:
        def get(honest: Callable[..., Queued], notice: Any) -> Queued:
            found = honest(notice)
            return Queued(found.notice, Fate.WAITING, 0, found.notice.queued_at) if found.notice.rides else found

        instead(tx.outbox, "get", get)


class ListsParts(Saboteur):
    """Counts what goes out with another beside it."""

    breaks = "STO-88"

    def spoil(self, tx: Any) -> None:
        def count(honest: Callable[..., Any], *given: Any, **named: Any) -> Any:
            total = honest(*given, **named)
            parts = [one for one in rows_of(tx).notices.values() if one.rides]
            return evolve(total, number=total.number + len(parts))

        instead(tx.outbox, "count", count)


class LeavesPartsBehind(Saboteur):
    """Drops what goes out by itself alone."""

    breaks = "STO-88"

    def spoil_transaction(self, tx: Any) -> None:
        def drop(honest: Callable[[str], int], recipient: str) -> int:
            parts = {key: one for key, one in rows_of(tx).notices.items() if one.rides and one.recipient == recipient}
            dropped = honest(recipient)
            rows_of(tx).notices |= parts
            return dropped - len(parts)

        instead(tx.outbox, "drop", drop)


class ListsRecipientsWhateverTheCase(Saboteur):
    """Finds notices to an address that is written almost so."""

    breaks = "STO-89"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], where: Any = None, **named: Any) -> Any:
            if where is not None and where.recipient is not None:
                where = evolve(where, recipient=where.recipient.lower())
            return honest(where, **named) if where is not None else honest(**named)

        instead(tx.outbox, "page", page)


class ListsEveryKind(Saboteur):
    """Counts notices of whatever kind."""

    breaks = "STO-89"

    def spoil(self, tx: Any) -> None:
        def count(honest: Callable[..., Any], where: Any = None, **named: Any) -> Any:
            return honest(evolve(where, kind=None), **named) if where is not None else honest(**named)

        instead(tx.outbox, "count", count)


class SeesDeadLettersInWhatBecameMoot(SpoilsTheDoor):
    """Lists every workspace in which something did not go out."""

    breaks = "STO-90"

    def spoil_door(self, door: Any) -> None:
        def dead_letters(_: object) -> Iterator[WorkspaceId]:
            for workspace, rows in sorted(self._medium.kept().items()):
                if any(one.fate in {Fate.GIVEN_UP, Fate.MOOT} for one in rows.deliveries.values()):
                    yield workspace

        instead(door, "dead_letters", dead_letters)


class ListsDeadLettersEach(SpoilsTheDoor):
    """Lists a workspace as often as it has dead letters."""

    breaks = "STO-90"

    def spoil_door(self, door: Any) -> None:
        def dead_letters(_: object) -> Iterator[WorkspaceId]:
            for workspace, rows in sorted(self._medium.kept().items()):
                yield from (workspace for one in rows.deliveries.values() if one.fate is Fate.GIVEN_UP)

        instead(door, "dead_letters", dead_letters)


class PutsDeadLettersFirst(Saboteur):
    """Lets a dead letter wait where it had waited."""

    breaks = "STO-91"

    def spoil_transaction(self, tx: Any) -> None:
        def requeue(honest: Callable[..., Any], notice: Any, *, at: datetime) -> Any:
            rows = rows_of(tx)
            order = list(rows.notices)
            queued = honest(notice, at=at)
            rows.notices = {key: rows.notices[key] for key in order}
            return queued

        instead(tx.outbox, "requeue", requeue)


class RemembersTries(Saboteur):
    """Counts the tries of a dead letter on."""

    breaks = "STO-91"

    def spoil_transaction(self, tx: Any) -> None:
        def requeue(honest: Callable[..., Any], notice: Any, *, at: datetime) -> Any:
            tried = tx.outbox.get(notice).attempts
            queued = honest(notice, at=at)
            deliveries = rows_of(tx).deliveries
            deliveries[queued.notice.key] = evolve(deliveries[queued.notice.key], attempts=tried)
            return evolve(queued, attempts=tried)

        instead(tx.outbox, "requeue", requeue)


class RequeuesAnything(Saboteur):
    """Lets wait again what went out long ago."""

    breaks = "STO-91"

    def spoil_transaction(self, tx: Any) -> None:
        def requeue(honest: Callable[..., Any], notice: Any, *, at: datetime) -> Any:
            deliveries = rows_of(tx).deliveries
            key = tx.outbox.get(notice).notice.key
            if key in deliveries:
                deliveries[key] = evolve(deliveries[key], fate=Fate.GIVEN_UP)
            return honest(notice, at=at)

        instead(tx.outbox, "requeue", requeue)


class SpoilsTheBacklog(SpoilsTheDoor):
    """A storage that counts what waits in a way of its own."""

    def spoil_door(self, door: Any) -> None:
        def backlog(honest: Callable[[datetime], Backlog], at: datetime) -> Backlog:
            rows = self._medium.kept().values()
            due = [
                one.deliveries[notice.key].due_at
                for one in rows
                for notice in one.waiting()
                if one.deliveries[notice.key].due_at <= at
            ]
            return self.spoil_backlog(honest(at), due)

        instead(door, "backlog", backlog)

    def spoil_backlog(self, honest: Backlog, due: list[datetime]) -> Backlog:
        """Count otherwise."""
        raise NotImplementedError


class CountsWhatIsHeldUp(SpoilsTheBacklog):
    """Says of everything whose moment has come that it could go out."""

    breaks = "STO-92"

    def spoil_backlog(self, honest: Backlog, due: list[datetime]) -> Backlog:
        return evolve(honest, due=len(due), oldest_due_at=min(due, default=None))


class CountsTheDeadAsWaiting(SpoilsTheBacklog):
    """Counts dead letters twice."""

    breaks = "STO-92"

    def spoil_backlog(self, honest: Backlog, due: list[datetime]) -> Backlog:
        return evolve(honest, waiting=honest.waiting + honest.dead)


class ForgetsHowLongItWaits(SpoilsTheBacklog):
    """Says since when the last one is due."""

    breaks = "STO-92"

    def spoil_backlog(self, honest: Backlog, due: list[datetime]) -> Backlog:
        return evolve(honest, oldest_due_at=max(due, default=None))


class SettlesOverOthers(Saboteur):
    """Keeps what was settled last, whatever was settled in between."""

    breaks = "STO-93"

    def spoil_transaction(self, tx: Any) -> None:
        def save(honest: Callable[..., Any], settings: NoticeSettings) -> Any:
            return honest(evolve(settings, version=tx.notice_settings.get().version))

        instead(tx.notice_settings, "save", save)


class ForgetsQuietHours(Saboteur):
    """Keeps quiet hours to the minute."""

    breaks = "STO-93"

    def spoil_transaction(self, tx: Any) -> None:
        def save(honest: Callable[..., Any], settings: NoticeSettings) -> Any:
            return honest(evolve(settings, quiet_from=settings.quiet_from and settings.quiet_from.replace(second=0)))

        instead(tx.notice_settings, "save", save)


class MutesMoreAndMore(Saboteur):
    """Adds to what an address wants nothing of."""

    breaks = "STO-93"

    def spoil_transaction(self, tx: Any) -> None:
        def put(honest: Callable[..., None], recipient: str, kinds: Any) -> None:
            honest(recipient, {*kinds, *tx.mutings.of(recipient)})

        instead(tx.mutings, "put", put)


class MutesWhateverTheCase(Saboteur):
    """Takes an address that is written almost so for the same."""

    breaks = "STO-93"

    def spoil(self, tx: Any) -> None:
        def of(honest: Callable[..., Any], recipient: str) -> Any:
            every = {one.recipient.lower(): one.kinds for one in tx.mutings.every()}
            return every.get(recipient.lower(), frozenset())

        instead(tx.mutings, "of", of)


class TellsTheStopped(Saboteur):
    """Gives every subscription there ever was."""

    breaks = "STO-94"

    def spoil(self, tx: Any) -> None:
        instead(tx.subscriptions, "every", lambda honest, **_: honest(stopped=True))


class TellsWhoeverCameLast(Saboteur):
    """Gives subscriptions as they were added."""

    breaks = "STO-94"

    def spoil(self, tx: Any) -> None:
        def every(_: object, *, stopped: bool = False) -> Any:
            kept = rows_of(tx).subscriptions.values()
            return tuple(one for one in kept if stopped or one.stopped_at is None)

        instead(tx.subscriptions, "every", every)
