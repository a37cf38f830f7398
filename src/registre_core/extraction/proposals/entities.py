"""What detectors see, and what people are offered."""

from __future__ import annotations

from attrs import field, frozen

from registre_core.extraction.entities import Part, Region
from registre_core.kernel.identifiers import FindingId
from registre_core.kernel.natures import Nature
from registre_core.kernel.validation import Checked, must, not_blank, not_empty


@frozen
class Sighting(Checked):
    """A point of a report, as one detector sees it: places in the report, from which the words are read."""

    parts: tuple[Part, ...] = field(metadata=must(not_empty))
    """The words of the observation itself, in reading order: neither number, place, reference nor priority."""
    score: float
    """How sure the detector is, from 0 to 1; of two sightings of the same words the surer one stands."""
    number: str = ""
    """What the report calls it, without «n°» and punctuation: ``12``, ``P1``, ``3.2``."""
    place: str = ""
    """Where in the building, as the report says, clean."""
    reference: str = ""
    """The text it rests on, such as ``MS 51`` or ``NF C 15-100 § 526``, clean."""
    priority: str = ""
    """As the report writes it: ``1``, ``urgente``."""
    nature: Nature = Nature.TO_CORRECT
    """What it asks for."""


@frozen
class OpenFinding:
    """A finding of the site that is not cleared yet, as far as a report may repeat it."""

    id: FindingId
    """Which one."""
    text: str
    """What it says."""
    place: str = ""
    """Where in the building."""
    reference: str = ""
    """The text it rests on."""


@frozen
class Candidate(Checked):
    """A point of a report that a person may accept as a finding."""

    text: str = field(metadata=must(not_blank))
    """The observation's own words: clean, as a quote of the report."""
    parts: tuple[Part, ...] = field(metadata=must(not_empty))
    """Where its characters stand: `passage_of` makes a passage of them."""
    regions: tuple[Region, ...] = field(metadata=must(not_empty))
    """Boxes around it, one a page or column, in reading order."""
    detector: str
    """Which detector saw it."""
    score: float
    """How sure it is, from 0 to 1."""
    number: str = ""
    """What the report calls it."""
    place: str = ""
    """Where in the building, as the report says."""
    reference: str = ""
    """The text it rests on."""
    priority: str = ""
    """As the report writes it."""
    nature: Nature = Nature.TO_CORRECT
    """What it asks for."""
    is_taken: bool = False
    """Whether a passage with these words was taken out of the report already."""
    repeats: FindingId | None = None
    """The open finding of the site that it says again, if any (*vue à nouveau*)."""

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages it stands on, in order, each once."""
        return tuple(sorted({part.page for part in self.parts}))
