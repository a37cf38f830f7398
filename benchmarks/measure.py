"""Contenders run against each other round by round, so that a slow second slows them all.

Absolute times swing by two on a shared machine: what is promised is the ratio to a reference within one run.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from statistics import median
from time import process_time
from typing import Any

from attrs import define, field, frozen


@frozen
class Contender:
    """One way to do it."""

    name: str
    """As the table calls it."""
    run: Callable[..., object]
    """What is timed; takes what `prepare` gave."""
    bound: float | None = None
    """At most so many times the reference; the reference itself and mere onlookers have none."""
    prepare: Callable[[], Sequence[Any]] = tuple
    """Makes the arguments of one call, untimed."""
    units: int = 1
    """How many things one call does: times are shown for one."""


@define
class Timing:
    """What one contender took, in seconds for one thing, a figure a round."""

    contender: Contender
    rounds: list[float] = field(factory=list)


@frozen
class Race:
    """Contenders for one bound; the first is the reference."""

    title: str
    """What is compared."""
    contenders: Sequence[Contender]
    """The reference, then the others."""
    rounds: int = 30
    """How often each has its turn."""
    calls: int = 20
    """Calls a turn."""
    clock: Callable[[], float] = process_time
    """Counts seconds: of this process, so that neighbours do not; `perf_counter` where waiting for the disk counts."""


def measured(race: Race) -> list[Timing]:
    """Let every contender have its turn in every round, the order turning by one each time."""
    timings = [Timing(contender) for contender in race.contenders]
    for timing in timings:
        _turn(timing.contender, 2, race.clock)
    for number in range(race.rounds):
        shift = number % len(timings)
        for timing in timings[shift:] + timings[:shift]:
            timing.rounds.append(_turn(timing.contender, race.calls, race.clock))
    return timings


def _turn(contender: Contender, calls: int, clock: Callable[[], float]) -> float:
    arguments = [contender.prepare() for _ in range(calls)]
    gc.collect()
    gc.disable()
    try:
        started = clock()
        for given in arguments:
            contender.run(*given)
        return (clock() - started) / (calls * contender.units)
    finally:
        gc.enable()


def report(race: Race) -> bool:
    """Run a race and print its table; tell whether every bound was held."""
    reference, *others = measured(race)
    print(f"\n{race.title}")
    print(f"  {'':<44}{'min':>10}{'median':>10}{'max':>10}  {'ratio: median (min … max)':<27}bound")
    _line(reference, "reference")
    held = [_compared(timing, reference) for timing in others]
    return all(held)


def _compared(timing: Timing, reference: Timing) -> bool:
    ratios = [mine / theirs for mine, theirs in zip(timing.rounds, reference.rounds, strict=True)]
    middle, bound = median(ratios), timing.contender.bound
    places = 2 if middle >= 0.1 else 4  # what is a hundredth is seen as such
    said = f"{middle:.{places}f} ({min(ratios):.{places}f} … {max(ratios):.{places}f})"
    if bound is None:
        _line(timing, said)
        return True
    _line(timing, f"{said:<27}≤ {bound} {'held' if middle <= bound else 'MISSED'}")
    return middle <= bound


def _line(timing: Timing, said: str) -> None:
    times = (min(timing.rounds), median(timing.rounds), max(timing.rounds))
    print(f"  {timing.contender.name:<44}{''.join(f'{_readable(time):>10}' for time in times)}  {said}")


def _readable(seconds: float) -> str:
    for factor, unit in ((1.0, "s"), (1e3, "ms"), (1e6, "µs")):
        if seconds * factor >= 1:
            return f"{seconds * factor:.1f} {unit}"
    return f"{seconds * 1e9:.0f} ns"
