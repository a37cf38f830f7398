"""Small reports, typed as they look, and what every detector of observations has to show on them.

Example:
    Whoever writes a detector for the layout of his inspection body types pages of it::

        class TestMyDetector(DetectorContract):
            @pytest.fixture
            def detector(self):
                return MyDetector()

            @pytest.fixture
            def pages(self):
                return ["Constat 12 ..."]
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import dedent

import pytest

from registre_core.extraction import Candidate, Detector, Report, Sheet, propose
from registre_core.testing.pages import typed

PAGES = (
    "",
    "1",
    "(",
    "Observation n° 1",
    "Observation n° 1 :\n\n\n1. Remplacer l'extincteur (MS 39)\n   du hall.\n- Dégager l'issue.",
    "N°  Lieu      Observation\n1   Hall      Extincteur périmé\n2   Cuisine   Néant",
    "Anomalie n° 2 : Porte bloquée, fer-",
    "me-porte absent.\n\nPage 8",
)
"""Pages that a detector must bear, alone and one after the other."""


def sheets(*pages: str) -> tuple[Sheet, ...]:
    """Type pages as they look here, a line below the other; a line that is indented stands so on the page."""
    return tuple(Sheet(typed(dedent(page).strip("\n"), number=number)) for number, page in enumerate(pages, 1))


def proposed(*pages: str, detectors: Sequence[Detector] | None = None) -> tuple[Candidate, ...]:
    """Type pages, and propose what their points are; by the core's own detectors unless others are named."""
    return propose(sheets(*pages)) if detectors is None else propose(sheets(*pages), detectors=detectors)


class DetectorContract:
    """Subclass it, override `detector`, and give it `pages` on which it sees points."""

    @pytest.fixture
    def detector(self) -> Detector:
        """Give the detector that is held to its promises."""
        raise NotImplementedError("override the fixture `detector`")

    @pytest.fixture
    def pages(self) -> Sequence[str]:
        """Give pages of a report on which it sees points."""
        raise NotImplementedError("override the fixture `pages`")

    def test_it_has_a_name(self, detector: Detector) -> None:
        assert detector.name.strip() == detector.name != ""

    def test_it_sees_points_on_its_own_pages(self, detector: Detector, pages: Sequence[str]) -> None:
        assert proposed(*pages, detectors=[detector])

    def test_it_sees_the_same_again(self, detector: Detector, pages: Sequence[str]) -> None:
        report = Report.of(sheets(*pages))
        assert list(detector.sightings(report)) == list(detector.sightings(report))

    def test_what_it_saw_in_one_report_does_not_show_in_the_next(
        self, detector: Detector, pages: Sequence[str]
    ) -> None:
        alone = proposed(*PAGES, detectors=[detector])
        proposed(*pages, detectors=[detector])
        assert proposed(*PAGES, detectors=[detector]) == alone

    def test_it_says_of_places_texts_and_priorities_what_the_report_says(
        self, detector: Detector, pages: Sequence[str]
    ) -> None:
        said = "".join("".join(pages).split())
        for one in proposed(*pages, detectors=[detector]):
            for words in (one.number, one.place, one.reference, one.priority):
                assert all(word in said for word in words.split()), words

    @pytest.mark.parametrize("page", PAGES)
    def test_it_bears_any_page(self, detector: Detector, page: str) -> None:
        assert isinstance(proposed(page, detectors=[detector]), tuple)

    def test_it_bears_a_report_without_pages(self, detector: Detector) -> None:
        assert proposed(detectors=[detector]) == ()
