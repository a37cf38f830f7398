"""What a run came to, counted while several threads carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from threading import Lock

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
        )


_NAMES = {
    Fate.DELIVERED: "delivered",
    Fate.WAITING: "postponed",
    Fate.GIVEN_UP: "given_up",
    Fate.MOOT: "moot",
}


@define
class Tally:
    """Counts what becomes of notices. Safe to use from several threads."""

    at: datetime
    most: int | None = None
    told: Callable[[int], object] = lambda _: None
    """Hears how many were in hand by now."""
    _begun: int = 0
    _counts: Counter[str] = field(factory=Counter)
    _troubles: dict[str, Hindrance] = field(factory=dict)
    _lock: Lock = field(factory=Lock)

    def begin(self) -> bool:
        """Take one more in hand, unless that would be more than was asked for."""
        with self._lock:
            if self.most is not None and self._begun >= self.most:
                return False
            self._begun += 1
            return True

    def end(self, workspace: WorkspaceId, outcome: Outcome, *, held: bool) -> None:
        """Count what became of it, and tell."""
        with self._lock:
            self._counts[_NAMES[outcome.fate]] += 1
            self._counts["overtaken"] += not held
            if outcome.trouble is not None:
                self._troubles.setdefault(outcome.trouble.code, Hindrance(outcome.trouble, workspace))
            self.told(sum(self._counts[name] for name in _NAMES.values()))

    def note(self, trouble: Hindrance) -> None:
        """Remember what somebody has to look at."""
        with self._lock:
            self._troubles.setdefault(trouble.error.code, trouble)

    def result(self) -> Delivered:
        """Give what it came to."""
        with self._lock:
            counts = {name: self._counts[name] for name in ("delivered", "postponed", "given_up", "moot", "overtaken")}
            return Delivered(self.at, **counts, troubles=tuple(self._troubles.values()))
