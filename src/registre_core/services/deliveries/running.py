"""Use cases: what is due is carried, once over or for as long as the host runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from attrs import frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import InvalidInput, Problem, RegistreError
from registre_core.ports.storage import Claim
from registre_core.services.deliveries.carriers import require_carriers
from registre_core.services.deliveries.carrying import Carrying, Run
from registre_core.services.deliveries.tally import Delivered, Hindrance, Tally
from registre_core.services.front_door import admit_operator
from registre_core.services.progress import Progress, nobody

AT_ONCE = 1
"""Recipients and subjects that one thread claims at a time. Claiming costs a millisecond or two, carrying tens to
thousands: whoever claimed fifty would have the safety notice that is queued now wait for fifty slow mails, and leave
fifty to their lease when he is killed."""

MOST_WORKERS = 32
"""More threads than that wait for each other."""

SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 15.0
"""Seconds between two looks while nothing is due: it doubles each time that nothing was."""
SLICE = 0.25
"""Seconds after which whoever pauses looks whether he is to end."""


def never() -> bool:
    """Go on."""
    return False


def _unheard(_told: object, /) -> None:
    """Be told, and do nothing."""


@frozen
class Running(Carrying):
    """Carries what waits. Any number of them may run at once, in any number of processes."""

    def deliver(
        self,
        actor: Actor,
        *,
        most: int | None = None,
        workers: int = 1,
        until: Callable[[], bool] = never,
        progress: Progress = nobody,
    ) -> Delivered:
        """Carry everything that is due, until nothing is.

        A notice goes out at least once, always under the same key, and in order within one recipient and subject. What
        fails waits and is tried again; what is refused for good is a dead letter, which frees the next one. A storage
        that fails ends the run: what was in hand then goes out again under its key.

        Args:
            actor: the operator; nobody else may.
            most: how many notices at most; all, unless told otherwise.
            workers: how many are carried side by side, where the far end is slow.
            until: tells whether to end before, after the notice in hand; asked from every thread that carries.
            progress: hears how many notices were in hand, of how many that were due when it began.

        Raises:
            Forbidden: ``operator-only``.
            ConfigurationError: ``no-words``, ``no-notifier``: nothing could go out, and nothing was claimed.
            InvalidInput: ``number-out-of-range``.
        """
        admit_operator(actor, "deliveries.deliver")
        self._check(most, workers)
        return self._once(most, workers, until, progress)

    def watch(
        self,
        actor: Actor,
        *,
        until: Callable[[], bool],
        workers: int = 1,
        told: Callable[[Delivered], object] = _unheard,
    ) -> Delivered:
        """Carry what is due as it comes, until told to end: after the notice in hand, the rest given back at once.

        A storage that fails, or is being restarted, is a trouble that is told; it is asked again.

        Args:
            actor: the operator; nobody else may.
            until: tells whether to end; asked often, from every thread that carries.
            workers: how many are carried side by side, each looking for itself: what is slow keeps no other waiting.
            told: hears what each look came to that came to anything, from every thread that carries.

        Raises:
            Forbidden: ``operator-only``.
            ConfigurationError: ``no-words``, ``no-notifier``.
            InvalidInput: ``number-out-of-range``.
        """
        admit_operator(actor, "deliveries.watch")
        self._check(None, workers)
        failed: list[BaseException] = []

        def work() -> Delivered:
            try:
                return self._watch(lambda: bool(failed) or until(), told)
            except BaseException as error:
                failed.append(error)  # the others end as well, so that somebody hears of it
                raise

        return self._side_by_side(workers, work)

    def _watch(self, until: Callable[[], bool], told: Callable[[Delivered], object]) -> Delivered:
        """Look again and again, in one thread."""
        total, pause = Delivered(self.ports.clock.now()), SHORTEST_PAUSE
        while not until():
            now = self.ports.clock.now()
            run = self._work(Run(None, until, _unheard), now)
            if run.settled or run.troubles:
                told(run)
            total += run
            pause = SHORTEST_PAUSE if run.settled else self._idle(pause, until)
        return total

    def _check(self, most: int | None, workers: int) -> None:
        problems = [*_outside("most", most, None), *_outside("workers", workers, MOST_WORKERS)]
        if problems:
            raise InvalidInput.of(problems)
        require_carriers(self.ports)

    def _idle(self, pause: float, until: Callable[[], bool]) -> float:
        """Let a pause pass, or a part of it; give the next one."""
        waited = 0.0
        while waited < pause and not until():
            self.ports.clock.wait(SLICE)
            waited += SLICE
        return min(2 * pause, LONGEST_PAUSE)

    def _once(self, most: int | None, workers: int, ends: Callable[[], bool], progress: Progress) -> Delivered:
        now = self.ports.clock.now()
        run = Run(most, ends, _heard(progress, self._due(now) if progress is not nobody else 0))
        return self._side_by_side(workers, lambda: self._work(run, now))

    def _side_by_side(self, workers: int, work: Callable[[], Delivered]) -> Delivered:
        """Let so many threads do the same, and add up what it came to."""
        if workers == 1:
            return work()
        now = self.ports.clock.now()
        with ThreadPoolExecutor(workers, "deliverer") as pool:
            works = [pool.submit(work) for _ in range(workers)]
        return sum((one.result() for one in works), Delivered(now))

    def _due(self, now: datetime) -> int:
        with self.ports.storage.operate() as door:
            return door.backlog(now).due

    def _work(self, run: Run, now: datetime) -> Delivered:
        """Claim and carry until nothing is due; what a storage does not give ends it."""
        tally = Tally(now, run.tell)
        try:
            while run.takes_another() and (claim := self._claimed()):
                self._carry(claim, run, tally)
        except RegistreError as error:
            tally.note(Hindrance(error))
        return tally.result()

    def _claimed(self) -> Claim | None:
        def claim() -> tuple[Claim, ...]:
            by, now = self.ports.ids.new(), self.ports.clock.now()
            with self.ports.storage.operate() as door:
                return door.claim(by=by, at=now, lease=self.ports.deliveries.lease, limit=AT_ONCE)

        return next(iter(self._patiently(claim)), None)


def _outside(name: str, number: int | None, most: int | None) -> Iterator[Problem]:
    """Tell of a number that nobody can carry with."""
    if number is not None and not 1 <= number <= (most or number):
        said = f"'{name}' is from 1 to {most or 'any number'}, not {number}"
        yield Problem(name, "number-out-of-range", said, {"least": 1, "most": most, "value": number})


def _heard(progress: Progress, total: int) -> Callable[[int], object]:
    """Tell of how many there are as well: what was queued meanwhile makes them more."""
    return lambda done: progress(done, max(done, total))
