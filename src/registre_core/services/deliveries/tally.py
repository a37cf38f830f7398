"""What a run came to: each thread counts for itself, and its counts are added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime

from attrs import define, field, frozen

from registre_core.kernel.errors import RegistreError
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Fate
from registre_core.services.deliveries.outcomes import Outcome


@frozen
class Hindrance:
    """What somebody has to look at, since carrying met it."""

    error: RegistreError
    """What is wrong."""
    workspace: WorkspaceId | None = None
    """Where it was met, unless that is everywhere."""


@frozen
class Delivered:
    """What carrying came to."""

    at: datetime
    """When it began."""
    delivered: int = 0
    """How many went out."""
    postponed: int = 0
    """How many are tried again later."""
    given_up: int = 0
    """How many will not go out: dead letters."""
    moot: int = 0
    """How many had nothing left to tell."""
    overtaken: int = 0
    """How many took longer than their lease: somebody else may have carried them again, under the same key."""
    troubles: tuple[Hindrance, ...] = ()
    """What somebody has to look at, each kind once, where it was met first."""
    causes: Mapping[str, int] = field(factory=dict, hash=False)
    """Why what is tried again did not go out: how many, by code. Those that only wait for their hour have none."""

    @property
    def settled(self) -> int:
        """How many notices were in hand."""
        return self.delivered + self.postponed + self.given_up + self.moot

    @property
    def is_complete(self) -> bool:
        """Whether nobody has to look at anything."""
        return not self.given_up and not self.troubles

    def __add__(self, more: Delivered) -> Delivered:
        """Count a later run to this one; a trouble that lasts is told once."""
        known = {one.error.code for one in self.troubles}
        return Delivered(
            self.at,
            self.delivered + more.delivered,
            self.postponed + more.postponed,
            self.given_up + more.given_up,
            self.moot + more.moot,
            self.overtaken + more.overtaken,
            (*self.troubles, *(one for one in more.troubles if one.error.code not in known)),
            Counter(self.causes) + Counter(more.causes),
        )


_NAMES = {
    Fate.DELIVERED: "delivered",
    Fate.WAITING: "postponed",
    Fate.GIVEN_UP: "given_up",
    Fate.MOOT: "moot",
}


@define
class Tally:
    """Counts what one thread does; each has its own, and they are added up in the end."""

    at: datetime
    """When the run began."""
    told: Callable[[], object]
    """Hears that one more is done."""
    counts: Counter[str] = field(factory=Counter)
    """By the names that `Delivered` has for them."""
    causes: Counter[str] = field(factory=Counter)
    """Of what is tried again, by code."""
    troubles: dict[str, Hindrance] = field(factory=dict)
    """By code, the first of each."""

    def end(self, workspace: WorkspaceId, outcome: Outcome, *, held: bool) -> None:
        """Count what became of a notice."""
        self.counts[_NAMES[outcome.fate]] += 1
        self.counts["overtaken"] += not held
        if outcome.fate is Fate.WAITING and outcome.cause:
            self.causes[outcome.cause] += 1
        if outcome.trouble is not None:
            self.note(Hindrance(outcome.trouble, workspace))
        self.told()

    def note(self, trouble: Hindrance) -> None:
        """Remember what somebody has to look at."""
        self.troubles.setdefault(trouble.error.code, trouble)

    def result(self) -> Delivered:
        """Give what it came to."""
        counts = {name: self.counts[name] for name in ("delivered", "postponed", "given_up", "moot", "overtaken")}
        return Delivered(self.at, **counts, troubles=tuple(self.troubles.values()), causes=self.causes)
