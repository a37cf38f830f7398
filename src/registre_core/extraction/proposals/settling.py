"""What detectors see, held to what they promise, and settled where several see the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from registre_core.extraction.entities import PageText, Part
from registre_core.extraction.proposals.entities import Sighting
from registre_core.extraction.proposals.report import Detector, Report
from registre_core.kernel.errors import AdapterFailure


@frozen
class Seen:
    """A sighting, and who saw it."""

    sighting: Sighting
    """What was seen."""
    detector: str
    """The detector's name."""

    @property
    def size(self) -> int:
        """How many characters it takes."""
        return sum(part.end - part.start for part in self.sighting.parts)

    @property
    def first(self) -> tuple[int, int]:
        """Where one begins to read it."""
        return min((part.page, part.start) for part in self.sighting.parts)


def sightings_of(detector: Detector, report: Report) -> list[Seen]:
    """Ask one detector what it sees.

    Raises:
        AdapterFailure: ``detector-failed``: it raises, or names words that are not there.
    """
    try:
        sightings = list(detector.sightings(report))
    except Exception as error:
        said = f"the detector {detector.name!r} failed: {type(error).__name__}: {error}"
        raise AdapterFailure("detector-failed", said, {"detector": detector.name}) from error
    for sighting in sightings:
        problem = next(_broken_promises(sighting, report.pages), None)
        if problem:
            said = f"the detector {detector.name!r} broke its promise: {problem}"
            raise AdapterFailure("detector-failed", said, {"detector": detector.name})
    return [Seen(sighting, detector.name) for sighting in sightings]


def _broken_promises(sighting: Sighting, pages: Mapping[int, PageText]) -> Iterator[str]:
    taken: set[tuple[int, int]] = set()
    for part in sighting.parts:
        page = pages.get(part.page)
        if page is None or not part.start < part.end <= len(page.characters):
            yield f"page {part.page} has no characters {part.start} to {part.end}"
        elif page.characters[part.start : part.end].isspace():
            yield f"nothing is written on page {part.page} from {part.start} to {part.end}"
        places = {(part.page, place) for place in range(part.start, part.end)}
        if places & taken:
            yield f"it names characters of page {part.page} twice"
        taken |= places


def settled(seen: Iterable[Seen]) -> list[Seen]:
    """Keep the surer of those that share words, the fuller where both are as sure; in reading order."""
    ranked = sorted(seen, key=lambda one: (-one.sighting.score, -one.size, one.first, one.detector))
    words: dict[int, bytearray] = {}
    kept = []
    for one in ranked:
        if not any(_is_taken(words, part) for part in one.sighting.parts):
            kept.append(one)
            for part in one.sighting.parts:
                _take(words, part)
    return sorted(kept, key=lambda one: one.first)


def _is_taken(words: Mapping[int, bytearray], part: Part) -> bool:
    return 1 in words.get(part.page, b"")[part.start : part.end]


def _take(words: dict[int, bytearray], part: Part) -> None:
    page = words.setdefault(part.page, bytearray())
    page.extend(bytes(max(0, part.end - len(page))))
    page[part.start : part.end] = b"\x01" * (part.end - part.start)
