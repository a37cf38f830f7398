"""Figures of what was survived."""

from __future__ import annotations

import os
from time import monotonic

from attrs import define, field
from tests.end_to_end.faults.auditing import Audit

ROUNDS = int(os.environ.get("REGISTRE_FAULT_ROUNDS", "20"))
"""How often a writing process is killed, on each database; a server a tenth as often. `./dev faults` says 200."""

SEED = os.environ.get("REGISTRE_FAULT_SEED") or os.urandom(4).hex()
"""Chooses the moments; what a failing test prints can be given again. The machine's own moments cannot."""


@define
class Tally:
    """What a series of crashes came to."""

    name: str
    rounds: int = 0
    told: int = 0
    unheard: int = 0
    lost: int = 0
    half: int = 0
    repeated: int = 0
    failures: int = 0
    """Calls that ended with an error for the caller, after all that is tried again by itself."""
    began: float = field(factory=monotonic)
    ended: float | None = None

    def count(self, found: Audit) -> None:
        """Add what an auditor found."""
        self.unheard += len(found.unheard)
        self.lost += len(found.lost)
        self.half += len(found.half)
        self.repeated += len(found.repeated)
        self.ended = monotonic()

    @property
    def seconds(self) -> float:
        """How long it took."""
        return (self.ended or monotonic()) - self.began


_HEADINGS = ("", "kills", "acknowledged", "lost", "half", "repeated", "kept unheard", "errors told", "seconds")


def table(tallies: list[Tally]) -> list[str]:
    """Write them one below the other."""
    rows = [_HEADINGS, *map(_row, tallies)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    return [
        "  ".join(f"{cell:{'<' if column == 0 else '>'}{widths[column]}}" for column, cell in enumerate(row))
        for row in rows
    ]


def _row(tally: Tally) -> tuple[str, ...]:
    counts = (tally.rounds, tally.told, tally.lost, tally.half, tally.repeated, tally.unheard, tally.failures)
    return (tally.name, *map(str, counts), f"{tally.seconds:.1f}")
