"""A report as detectors look at it: pages without their headers and footers, words with their places."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from attrs import frozen

from registre_core.extraction.boxes import Box
from registre_core.extraction.entities import PageText, Ruling
from registre_core.extraction.proposals.entities import Sighting


@frozen
class Token:
    """A word, where detectors see it: on a page that was laid straight."""

    text: str
    """As written."""
    page: int
    """Number of its page, from 1."""
    start: int
    """Where its first character stands in the characters of its `PageText`."""
    box: Box
    """Left, top, right, bottom: of the page as displayed, turned back by the slant of a scan."""

    @property
    def end(self) -> int:
        """Where the character after its last one stands."""
        return self.start + len(self.text)


@frozen
class Leaf:
    """A page of a report."""

    text: PageText
    """Its characters."""
    tokens: tuple[Token, ...]
    """Its words in reading order, without what runs along the top and foot of every page."""
    rulings: tuple[Ruling, ...]
    """The lines drawn on it, laid straight as well."""

    @property
    def number(self) -> int:
        """Its number in the file, from 1."""
        return self.text.info.number


@frozen
class Report:
    """All its pages."""

    leaves: tuple[Leaf, ...]
    """In order."""


class Detector(Protocol):
    """Sees the points of one kind of layout. An integrator adds that of his inspection body: a plug-in's hook."""

    @property
    def name(self) -> str:
        """What people read beside a candidate, such as ``tableau``; each detector has its own."""
        ...

    def sightings(self, report: Report) -> Iterable[Sighting]:
        """Find points, in any order. It may see the same words twice, and what others see too: the surest stands."""
        ...
