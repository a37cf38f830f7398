"""From the pages of a report to what people are offered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from registre_core.extraction.entities import PageText, Sheet
from registre_core.extraction.passages import words_of
from registre_core.extraction.proposals.entities import Candidate, OpenFinding
from registre_core.extraction.proposals.lists import DASHED, LABELLED, NUMBERED, PRESCRIPTIONS
from registre_core.extraction.proposals.non_observations import is_no_observation
from registre_core.extraction.proposals.regions import regions_of
from registre_core.extraction.proposals.repeats import without_repetition
from registre_core.extraction.proposals.report import Detector, Report
from registre_core.extraction.proposals.seen_before import OpenFindings, TakenPlaces
from registre_core.extraction.proposals.settling import Seen, settled, sightings_of
from registre_core.extraction.proposals.tables import CARDS, GRID, TABLE
from registre_core.kernel.passages import Passage

DETECTORS: tuple[Detector, ...] = (TABLE, GRID, CARDS, LABELLED, PRESCRIPTIONS, NUMBERED, DASHED)
"""Those of the core."""


def propose(
    pages: Iterable[Sheet],
    *,
    taken: Sequence[Passage] = (),
    open_findings: Sequence[OpenFinding] = (),
    detectors: Sequence[Detector] = DETECTORS,
) -> tuple[Candidate, ...]:
    """Find the observations of a report, in reading order.

    Of sightings that share words the surer one stands. What is no observation is left out: «RAS», «sans objet», what
    was cleared. A summary that says the report's points again does not double them. Those taken before are marked, not
    left out, and those that say again what is open on the site name it: whoever reads them decides.

    Args:
        pages: all its pages, in order.
        taken: the passages that were taken out of this report before.
        open_findings: what is open on the site.
        detectors: what looks for them.

    Raises:
        AdapterFailure: ``detector-failed``: a detector raises, or names words that are not there. Nothing is proposed
            then, since half a list would pass for the whole.
    """
    report = Report.of(pages)
    seen = settled(one for detector in detectors for one in sightings_of(detector, report))
    places, findings = TakenPlaces.of(taken), OpenFindings.of(open_findings)
    candidates = [_candidate(one, report.pages, places, findings) for one in seen]
    return without_repetition([one for one in candidates if one is not None])


def _candidate(
    seen: Seen, pages: Mapping[int, PageText], taken: TakenPlaces, findings: OpenFindings
) -> Candidate | None:
    sighting = seen.sighting
    text = words_of(pages, sighting.parts)
    if is_no_observation(text):
        return None
    return Candidate(
        text=text,
        parts=sighting.parts,
        regions=regions_of(sighting.parts, pages),
        detector=seen.detector,
        score=sighting.score,
        number=sighting.number,
        place=sighting.place,
        reference=sighting.reference,
        priority=sighting.priority,
        nature=sighting.nature,
        is_taken=taken.hold(sighting.parts, pages),
        repeats=findings.said_again(text, sighting.place, sighting.reference),
    )
