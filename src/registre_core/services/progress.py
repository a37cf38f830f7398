"""How far a long use case is, for whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from attrs import define

MOST_TOLD = 100
"""So often at most: nobody sees more, and whoever draws it takes time for it."""


class Progress(Protocol):
    """Is told how far something is (*avancement*).

    It is called while a transaction may be open, so it returns at once and asks nothing of the register. What it raises
    ends the use case, of which nothing is kept then: that is how one gives up half-way.
    """

    def __call__(self, done: int, total: int, /) -> object:
        """Hear that so many steps of so many are done; the last call comes before the commit, with all of them."""
        ...


def nobody(_done: int, _total: int, /) -> None:
    """Be told, and do nothing: for whoever does not wait."""


@define
class Steps:
    """Tells how far something is, at most `MOST_TOLD` times."""

    progress: Progress
    """Who is told."""
    total: int
    """How many steps there are."""
    _told: int = 0

    def reached(self, done: int) -> None:
        """Tell that so many steps are done, unless nobody would see the difference."""
        part = done * MOST_TOLD // self.total
        if part > self._told:
            self._told = part
            self.progress(done, self.total)

    def behind(self, before: int) -> Callable[[int], None]:
        """Go on where so many steps of another kind ended."""
        return lambda done: self.reached(before + done)
