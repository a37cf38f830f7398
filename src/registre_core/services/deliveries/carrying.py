"""One claim is carried: notice by notice in their order, each marked before the next is touched.

What is kept and what is called never stand in one transaction: claimed, read, sent, settled. Whoever dies between
sending and settling leaves a lease that runs out, and the same key goes out again: at least once, never lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count

from attrs import field, frozen

from registre_core.kernel.errors import RegistreError
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Claim, Fate, Notice
from registre_core.services.deliveries.alarms import Alarms
from registre_core.services.deliveries.carriers import carrier_to
from registre_core.services.deliveries.outcomes import DELIVERED, Outcome, Try, untried
from registre_core.services.deliveries.preparing import Preparing
from registre_core.services.deliveries.tally import Hindrance, Tally

_EIGHT_BYTES = 2**64
PATIENCE = timedelta(seconds=1)
"""After that long the rest of a claim is given back: a safety notice may have been queued, which then goes first."""


@frozen
class Run:
    """What one run shares between the threads that carry. Counting on is one step, which no other thread divides."""

    most: int | None
    """How many notices are taken in hand at most."""
    ends: Callable[[], bool]
    """Whether nothing more is to be taken in hand."""
    told: Callable[[int], object]
    """Hears how many notices were in hand by now."""
    begun: Iterator[int] = field(factory=count)
    """Numbers those that are taken in hand."""
    done: Iterator[int] = field(factory=lambda: count(1))
    """Numbers those that were."""

    def tell(self) -> None:
        """Say that one more is done."""
        self.told(next(self.done))

    def takes_another(self) -> bool:
        """Whether one more notice is taken in hand."""
        return not self.ends() and (self.most is None or next(self.begun) < self.most)


@frozen
class Carrying(Preparing, Alarms):
    """Carries what was claimed."""

    def _carry(self, claim: Claim, run: Run, tally: Tally) -> None:
        """Carry the notices of a claim, until one has to wait, the claim is lost or slow, or the run ends."""
        first, *others = claim.notices
        begun = self.ports.clock.now()
        goes_on = self._one(claim, first, claim.attempt, tally)
        for notice in others:
            number = self._held(claim, notice) if goes_on else None
            if number is None:
                return
            if self.ports.clock.now() - begun > PATIENCE or not run.takes_another():
                self._settled(claim, notice, untried(self.ports.clock.now()))
                return
            goes_on = self._one(claim, notice, number, tally)

    def _one(self, claim: Claim, notice: Notice, number: int, tally: Tally) -> bool:
        """Carry one notice; tell whether the next one is free."""
        outcome = self._tried(claim.workspace, notice, number)
        try:
            if outcome.fate is Fate.GIVEN_UP:
                self._raise_alarm(claim.workspace, notice, outcome)
            held = self._settled(claim, notice, outcome)
        except RegistreError as error:  # its lease runs out, and the same key goes out once more
            tally.note(Hindrance(error, claim.workspace))
            held = False
        tally.end(claim.workspace, outcome, held=held)
        return held and outcome.fate is not Fate.WAITING

    def _held(self, claim: Claim, notice: Notice) -> int | None:
        def hold() -> int | None:
            with self.ports.storage.operate() as door:
                return door.hold(claim, notice, until=self.ports.clock.now() + self.ports.deliveries.lease)

        return self._patiently(hold)

    def _tried(self, workspace: WorkspaceId, notice: Notice, number: int) -> Outcome:
        """Carry it, whatever happens on the way."""
        at, chance = self.ports.clock.now(), int.from_bytes(self.ports.ids.secret(8)) / _EIGHT_BYTES
        this = Try(number, at, self.ports.deliveries, chance, urgent=notice.is_urgent)
        if this.is_one_too_many:
            return this.exhausted
        try:
            return self._sent(workspace, notice, this)
        except Exception as error:  # noqa: BLE001  # whatever an adapter raises must not end the run
            return this.after(error)

    def _sent(self, workspace: WorkspaceId, notice: Notice, this: Try) -> Outcome:
        prepared = self._prepared(workspace, notice, this.at)
        if isinstance(prepared, Outcome):
            return prepared
        carrier_to(self.ports, notice.recipient).deliver(prepared)
        return DELIVERED

    def _settled(self, claim: Claim, notice: Notice, outcome: Outcome) -> bool:
        """Mark what became of it; tell whether the claim still held."""

        def settle() -> bool:
            with self.ports.storage.operate() as door:
                if outcome.fate is not Fate.WAITING:
                    at = self.ports.clock.now()
                    return door.settle(claim, notice, outcome.fate, at=at, failure=outcome.failure)
                until = outcome.until or self.ports.clock.now()
                return door.postpone(claim, notice, until=until, failure=outcome.failure)

        return self._patiently(settle)
