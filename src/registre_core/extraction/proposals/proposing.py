"""From the pages of a report to what people are offered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from registre_core.extraction.entities import Sheet
from registre_core.extraction.proposals.entities import Candidate, OpenFinding
from registre_core.extraction.proposals.report import Detector
from registre_core.kernel.passages import Passage

DETECTORS: tuple[Detector, ...] = ()
"""Those of the core."""


def propose(
    pages: Iterable[Sheet],
    *,
    taken: Sequence[Passage] = (),
    open_findings: Sequence[OpenFinding] = (),
    detectors: Sequence[Detector] = DETECTORS,
) -> tuple[Candidate, ...]:
    """Find the observations of a report, in reading order.

    Args:
        pages: all its pages, in order.
        taken: the passages that were taken out of this report before.
        open_findings: what is open on the site.
        detectors: what looks for them.
    """
    raise NotImplementedError
