# ruff: noqa: ANN401, SLF001  # saboteurs reach into the fake, whatever they find there
"""Storages that fail those who deliver: at claiming, holding and settling."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from attrs import evolve
from tests.contracts.saboteurs.operator import SpoilsTheDoor
from tests.contracts.saboteurs.spoiling import Saboteur, instead, rows_of

from registre_core.ports.storage import Claim, Notice, Operations
from registre_core.testing.memory.operations import MemoryOperations
from registre_core.testing.memory.rows import Delivery, Rows
from registre_core.testing.memory.turns import Lane, Turns, turns

SETTLING = ("settle", "postpone", "hold")
Turn = Callable[[Rows, datetime], Turns]


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


class LetsUrgentOnesWaitInLine(SpoilsTheDoor):
    """Claims whatever is due longest, however urgent the rest is."""

    breaks = "STO-25"

    def spoil_door(self, door: Any) -> None:
        honest = door._places
        door._places = lambda at: (((False, *place[1:]), lane) for place, lane in honest(at))


class GivesOneByOne(SpoilsTheDoor):
    """Claims the first of what is told one recipient about one subject, and gives the next one to somebody else."""

    breaks = "STO-26"

    def spoil_door(self, door: Any) -> None:
        def claim(honest: Callable[..., Any], **named: Any) -> Any:
            return tuple(evolve(one, notices=one.notices[:1]) for one in honest(**named))

        instead(door, "claim", claim)


class SpoilsTurns(SpoilsTheDoor):
    """A storage that has an idea of its own of whose turn it is."""

    def spoil_door(self, door: Any) -> None:
        instead(door, "_turns", self.spoil_turns)

    def spoil_turns(self, honest: Turn, rows: Rows, at: datetime) -> Turns:
        """Say whose turn it is."""
        raise NotImplementedError


class TakesAllThereIs(SpoilsTurns):
    """Claims more than a deliverer carries in the time of a lease."""

    breaks = "STO-26"

    def spoil_turns(self, honest: Turn, rows: Rows, at: datetime) -> Turns:
        return turns(rows, at)


class Overtakes(SpoilsTurns):
    """Delivers a later notice before an earlier one that is not due, or is on its way."""

    breaks = "STO-26"

    def spoil_turns(self, honest: Turn, rows: Rows, at: datetime) -> Turns:
        given: dict[Lane, list[Notice]] = {}
        for notice in rows.waiting():
            if rows.deliveries[notice.key].due_at <= at:
                given.setdefault(Lane.of(notice), []).append(notice)
        return given


class LetsUrgentOnesWait(SpoilsTurns):
    """Gives nothing urgent as long as something else waits before it."""

    breaks = "STO-85"

    def spoil_turns(self, honest: Turn, rows: Rows, at: datetime) -> Turns:
        seen: set[Lane] = set()
        late: set[Lane] = set()
        for notice in rows.waiting():
            lane = Lane.of(notice)
            if notice.is_urgent and lane not in seen and evolve(lane, is_urgent=False) in seen:
                late.add(lane)
            seen.add(lane)
        return {lane: turn for lane, turn in honest(rows, at).items() if lane not in late}


class LetsTheRestOvertakeWhatIsUrgent(SpoilsTurns):
    """Looks at urgent ones and the others as if they had nothing to do with each other."""

    breaks = "STO-85"

    def spoil_turns(self, honest: Turn, rows: Rows, at: datetime) -> Turns:
        both: dict[Lane, Sequence[Notice]] = {}
        for urgent in (True, False):
            alone = {key: one for key, one in rows.notices.items() if one.is_urgent is urgent}
            both |= honest(evolve(rows, notices=alone), at)
        return both


class SettlesForAnybody(SpoilsTheDoor):
    """Lets a deliverer who comes too late speak for the present one."""

    breaks = "STO-27"

    def spoil_door(self, door: Any) -> None:
        def settle(honest: Callable[..., Any], claim: Claim, notice: Notice, *given: Any, **named: Any) -> Any:
            stood = self._medium.kept()[claim.workspace].deliveries.get(notice.key)
            return honest(evolve(claim, by=stood.lease if stood and stood.lease else claim.by), notice, *given, **named)

        for way in SETTLING:
            instead(door, way, settle)


class SettlesInAnyOrder(SpoilsTheDoor):
    """Lets a deliverer settle a later notice of his claim first."""

    breaks = "STO-27"

    def spoil_door(self, door: Any) -> None:
        def settle(honest: Callable[..., Any], claim: Claim, notice: Notice, *given: Any, **named: Any) -> Any:
            move = door._move

            def alone(workspace: Any, change: Any, **patience: Any) -> Any:
                def changed(rows: Rows) -> Any:
                    return change(evolve(rows, notices={notice.key: notice})) if notice.key in rows.notices else {}

                return move(workspace, changed, **patience)

            door._move = alone
            try:
                return honest(claim, notice, *given, **named)
            finally:
                door._move = move

        for way in SETTLING:
            instead(door, way, settle)


class SettlesWhenTheDoorIsShut(SpoilsTheDoor):
    """Keeps what went out in mind, and writes it down at the end."""

    breaks = "STO-27"

    @contextmanager
    def operate(self) -> Iterator[Operations]:
        with super().operate() as door:
            later: list[tuple[Any, Any]] = []

            def settle(_: Callable[..., bool], *given: Any, **named: Any) -> bool:
                later.append((given, named))
                return True

            instead(door, "settle", settle)
            yield door
            for given, named in later:
                MemoryOperations(self._medium, self._patience).settle(*given, **named)


class ForgetsWhatWentOut(SpoilsTheDoor):
    """Deletes a notice with its key once it is settled."""

    breaks = "STO-28"

    def spoil_door(self, door: Any) -> None:
        def settle(honest: Callable[..., bool], claim: Claim, notice: Notice, *given: Any, **named: Any) -> bool:
            held = honest(claim, notice, *given, **named)
            if held:
                rows = self._medium.kept()[claim.workspace].copy()
                del rows.notices[notice.key], rows.deliveries[notice.key]
                self._medium.keep(claim.workspace, rows)
            return held

        instead(door, "settle", settle)


class SpoilsDeliveries(SpoilsTheDoor):
    """A storage that writes down something else than what a deliverer said, by one way of saying it."""

    way: str

    def spoil_door(self, door: Any) -> None:
        def carry(honest: Callable[..., Any], claim: Claim, notice: Notice, *given: Any, **named: Any) -> Any:
            before = self._medium.kept()[claim.workspace]
            answer = honest(claim, notice, *given, **named)
            after = self._medium.kept()[claim.workspace].copy()
            if answer:
                after.deliveries |= {
                    key: self.spoil_delivery(before.deliveries[key], stood, is_told_of=key == notice.key, named=named)
                    for key, stood in after.deliveries.items()
                    if before.deliveries.get(key) != stood
                }
                self._medium.keep(claim.workspace, after)
            return answer

        instead(door, self.way, carry)

    def spoil_delivery(self, before: Delivery, after: Delivery, *, is_told_of: bool, named: Any) -> Delivery:
        """Say where a delivery stands."""
        raise NotImplementedError


class HoldsOneOnly(SpoilsDeliveries):
    """Lets go of the rest of a claim while its first is carried."""

    breaks, way = "STO-86", "hold"

    def spoil_delivery(self, before: Delivery, after: Delivery, *, is_told_of: bool, named: Any) -> Delivery:
        return after if is_told_of else before


class CountsWhenever(SpoilsDeliveries):
    """Counts a try each time that the lease is renewed."""

    breaks, way = "STO-86", "hold"

    def spoil_delivery(self, before: Delivery, after: Delivery, *, is_told_of: bool, named: Any) -> Delivery:
        return evolve(after, is_begun=False)


class HoldsEverythingOfTheName(SpoilsTheDoor):
    """Holds whatever was claimed at once, though somebody carries only one of it."""

    breaks = "STO-86"

    def spoil_door(self, door: Any) -> None:
        def hold(honest: Callable[..., Any], claim: Claim, notice: Notice, *, until: datetime) -> Any:
            tries = honest(claim, notice, until=until)
            rows = self._medium.kept()[claim.workspace].copy()
            if tries:
                rows.deliveries |= {
                    key: evolve(one, due_at=until) for key, one in rows.deliveries.items() if one.lease == claim.by
                }
                self._medium.keep(claim.workspace, rows)
            return tries

        instead(door, "hold", hold)


class PostponesOneOnly(SpoilsDeliveries):
    """Keeps in hand what is behind a notice that was given back."""

    breaks, way = "STO-87", "postpone"

    def spoil_delivery(self, before: Delivery, after: Delivery, *, is_told_of: bool, named: Any) -> Delivery:
        return after if is_told_of else before


class BringsTheRestForward(SpoilsTheDoor):
    """Lets what is behind a notice be due when that one is, though it was to wait for longer."""

    breaks = "STO-87"

    def spoil_door(self, door: Any) -> None:
        def postpone(honest: Callable[..., bool], claim: Claim, notice: Notice, **named: Any) -> bool:
            held = honest(claim, notice, **named)
            if held:
                rows = self._medium.kept()[claim.workspace].copy()
                alike = [one.key for one in rows.waiting() if Lane.of(one) == Lane.of(notice)]
                rows.deliveries |= {key: evolve(rows.deliveries[key], due_at=named["until"]) for key in alike}
                self._medium.keep(claim.workspace, rows)
            return held

        instead(door, "postpone", postpone)


class ForgetsWhatIsAhead(Saboteur):
    """Lets a new notice be due at once, though it waits behind one that was postponed."""

    breaks = "STO-87"

    def spoil_transaction(self, tx: Any) -> None:
        def queue(honest: Callable[[Notice], bool], notice: Notice) -> bool:
            is_new = honest(notice)
            deliveries = rows_of(tx).deliveries
            if is_new and notice.key in deliveries:
                deliveries[notice.key] = Delivery(notice.queued_at)
            return is_new

        instead(tx.outbox, "queue", queue)


class CountsWhatWasNotTried(SpoilsDeliveries):
    """Counts what was only given back."""

    breaks, way = "STO-87", "postpone"

    def spoil_delivery(self, before: Delivery, after: Delivery, *, is_told_of: bool, named: Any) -> Delivery:
        return evolve(after, attempts=before.attempts)


class UncountsWhatNeverBegan(SpoilsDeliveries):
    """Takes back a try that there never was."""

    breaks, way = "STO-87", "postpone"

    def spoil_delivery(self, before: Delivery, after: Delivery, *, is_told_of: bool, named: Any) -> Delivery:
        is_unbegun = is_told_of and not before.is_begun
        return evolve(after, attempts=before.attempts - 1) if is_unbegun else after


class KeepsAnOldFailure(SpoilsDeliveries):
    """Says of what went out at last what had gone wrong before."""

    breaks, way = "STO-89", "settle"

    def spoil_delivery(self, before: Delivery, after: Delivery, *, is_told_of: bool, named: Any) -> Delivery:
        return evolve(after, failure=after.failure or before.failure)


class ForgetsWhenItWasSettled(SpoilsDeliveries):
    """Writes down when it was due for when it was settled."""

    breaks, way = "STO-89", "settle"

    def spoil_delivery(self, before: Delivery, after: Delivery, *, is_told_of: bool, named: Any) -> Delivery:
        return evolve(after, settled_at=after.due_at)
