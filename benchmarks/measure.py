"""Contenders run against each other round by round, so that a slow second slows them all.

Absolute times swing by two on a shared machine: what is promised is the ratio to a reference within one run.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from statistics import median
from time import process_time
from typing import Any, TypeAlias

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
    units: float = 1
    """How many things one call does: times are shown for one. A tenth of one is shown as ten times as much."""
    slower: float | None = None
    """At least so many times the reference: how far behind a peer is promised to be."""
    turns: int | None = None
    """In how many of the rounds it has its turn, for one that takes seconds and is not warmed up; ``None``: in all."""

    def has_turn(self, number: int, rounds: int) -> bool:
        """Whether it runs in this round: those it sits out are spread evenly."""
        turns = rounds if self.turns is None else min(self.turns, rounds)
        return number * turns % rounds < turns

    def holds(self, ratio: float) -> bool:
        """Whether it kept its bounds."""
        return (self.bound is None or ratio <= self.bound) and (self.slower is None or ratio >= self.slower)


@define
class Timing:
    """What one contender took, in seconds for one thing, by the number of the round."""

    contender: Contender
    rounds: dict[int, float] = field(factory=dict)


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


@frozen
class Weight:
    """What something takes of the memory, against what is promised: the same every time, so it needs no rounds."""

    title: str
    """What is weighed."""
    figure: float
    """Bytes for one, or whatever the unit is."""
    bound: float | None = None
    """At most so many."""
    unit: str = "bytes"
    """What is counted."""


@frozen
class Score:
    """How well something is done, against what is promised: the same every time, so it needs no rounds."""

    title: str
    """What is done."""
    figure: float
    """A share, from 0 to 1, or how many."""
    least: float | None = None
    """At least so much."""
    among: str = ""
    """What it is a part of, such as ``of 21``."""


Measurement: TypeAlias = Race | Weight | Score
"""Whatever has a line or more in the report."""


def measured(race: Race) -> list[Timing]:
    """Let every contender have its turn in every round, the order turning by one each time."""
    timings = [Timing(contender) for contender in race.contenders]
    for timing in timings:
        if timing.contender.turns is None:
            _turn(timing.contender, min(2, race.calls), race.clock)
    for number in range(race.rounds):
        shift = number % len(timings)
        for timing in timings[shift:] + timings[:shift]:
            if timing.contender.has_turn(number, race.rounds):
                timing.rounds[number] = _turn(timing.contender, race.calls, race.clock)
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


def report(measurement: Measurement) -> bool:
    """Measure and print; tell whether every bound was held."""
    if isinstance(measurement, Race):
        return _raced(measurement)
    return _weighed(measurement) if isinstance(measurement, Weight) else _scored(measurement)


def _weighed(weight: Weight) -> bool:
    held = weight.bound is None or weight.figure <= weight.bound
    said = "" if weight.bound is None else f", ≤ {weight.bound:,} {_verdict(held=held)}"
    print(f"\n{weight.title}: {weight.figure:,.0f} {weight.unit}{said}")
    return held


def _scored(score: Score) -> bool:
    held = score.least is None or score.figure >= score.least
    said = "" if score.least is None else f", ≥ {score.least:g} {_verdict(held=held)}"
    print(f"\n{score.title}: {' '.join(filter(None, [f'{score.figure:.3g}', score.among]))}{said}")
    return held


def _raced(race: Race) -> bool:
    reference, *others = measured(race)
    print(f"\n{race.title}")
    print(f"  {'':<44}{'min':>10}{'median':>10}{'max':>10}  {'ratio: median (min … max)':<{RATIO}}bound")
    _line(reference, "reference")
    held = [_compared(timing, reference) for timing in others]
    return all(held)


RATIO = 30
"""How wide the column of ratios is."""


def _compared(timing: Timing, reference: Timing) -> bool:
    ratios = [seconds / reference.rounds[number] for number, seconds in timing.rounds.items()]
    middle = median(ratios)
    held = timing.contender.holds(middle)
    said = f"{_ratio(middle, middle)} ({_ratio(min(ratios), middle)} … {_ratio(max(ratios), middle)})"
    _line(timing, f"{said:<{RATIO}}{_bounds(timing.contender, held=held)}".rstrip())
    return held


def _ratio(ratio: float, of: float) -> str:
    """Write a ratio: what is a hundredth, or a thousand times, is seen as such."""
    return f"{ratio:,.{0 if of >= 100 else 2 if of >= 0.1 else 4}f}"


def _bounds(contender: Contender, *, held: bool) -> str:
    limits = (("≤", contender.bound), ("≥", contender.slower))
    promised = [f"{sign} {limit:,}" for sign, limit in limits if limit is not None]
    said = f"{' '.join(promised)} {_verdict(held=held)}" if promised else ""
    turns = "" if contender.turns is None else f"({contender.turns} of the rounds)"
    return f"{said} {turns}".strip()


def _verdict(*, held: bool) -> str:
    return "held" if held else "MISSED"


def _line(timing: Timing, said: str) -> None:
    rounds = timing.rounds.values()
    times = (min(rounds), median(rounds), max(rounds))
    print(f"  {timing.contender.name:<44}{''.join(f'{_readable(time):>10}' for time in times)}  {said}")


def _readable(seconds: float) -> str:
    for factor, unit in ((1.0, "s"), (1e3, "ms"), (1e6, "µs")):
        if seconds * factor >= 1:
            return f"{seconds * factor:.1f} {unit}"
    return f"{seconds * 1e9:.0f} ns"
