"""Small reports, typed as they look: what a detector of observations is tried on before anybody draws a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import dedent

from registre_core.extraction import Candidate, Detector, Sheet, propose
from registre_core.testing.pages import typed


def sheets(*pages: str) -> tuple[Sheet, ...]:
    """Type pages as they look here, a line below the other; a line that is indented stands so on the page."""
    return tuple(Sheet(typed(dedent(page).strip("\n"), number=number)) for number, page in enumerate(pages, 1))


def proposed(*pages: str, detectors: Sequence[Detector] | None = None) -> tuple[Candidate, ...]:
    """Type pages, and propose what their points are; by the core's own detectors unless others are named."""
    return propose(sheets(*pages)) if detectors is None else propose(sheets(*pages), detectors=detectors)
