"""What was recognised before: nobody waits for the same words twice."""

from __future__ import annotations

from typing import Protocol

from attrs import field, frozen

from registre_core.extraction import PageText, RecognisedRegion


class Recognitions(Protocol):
    """Where what was recognised is found again. It is derived from the file, which is never touched."""

    def find(self, region: RecognisedRegion) -> PageText | None:
        """Give what was read there, if anything was looked for."""
        ...

    def keep(self, region: RecognisedRegion, text: PageText) -> None:
        """Keep what was read there. It is called as soon as that is known, outside any transaction."""
        ...


@frozen
class Remembered:
    """What was recognised while a report was open, and forgotten with it: for whoever has no register."""

    made: dict[RecognisedRegion, PageText] = field(factory=dict)
    """In the order in which it was read."""

    def find(self, region: RecognisedRegion) -> PageText | None:
        """Give what was read there."""
        return self.made.get(region)

    def keep(self, region: RecognisedRegion, text: PageText) -> None:
        """Remember it."""
        self.made[region] = text
