"""What is loaded of a workspace before it is there: kept part by part, and seen by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from attrs import field, frozen

from registre_core.kernel.validation import Checked, at_least, must, not_blank


@frozen
class StagedPart(Checked):
    """A part of what is loaded, kept at once: as much as one transaction takes."""

    number: int = field(metadata=must(at_least(1)))
    """Its place, from 1, without a gap."""
    name: str = field(metadata=must(not_blank))
    """What is in it."""
    content: bytes = field(repr=False)
    """Its bytes, as they came."""
    mark: str = ""
    """How far loading is with it, in the words of whoever loads: kept with the part, or neither is."""


class StagingReader(Protocol):
    """What was loaded so far."""

    def last(self) -> StagedPart | None:
        """Give the last part, which says where loading goes on; ``None`` when nothing is there."""
        ...

    def parts(self) -> Iterator[StagedPart]:
        """Stream the parts in their order, without holding them all at once."""
        ...


class StagingStore(StagingReader, Protocol):
    """The same, to write."""

    def add(self, part: StagedPart) -> None:
        """Put a part behind the last one.

        Raises:
            Conflict: ``not-the-next-part``: somebody else is loading the same workspace.
        """
        ...

    def clear(self) -> int:
        """Drop everything that was loaded, and tell how many parts there were."""
        ...


class Staging(Protocol):
    """A transaction of a workspace that is not there yet: only what is loaded of it."""

    @property
    def staged(self) -> StagingStore:
        """What was loaded so far."""
        ...

    def commit(self) -> None:
        """Make everything last. Nothing can be asked of it afterwards."""
        ...
