"""The core's own detectors keep what every detector promises."""

from collections.abc import Sequence

import pytest

from registre_core.extraction import DETECTORS, Detector
from registre_core.testing.contracts.detector import DetectorContract

PAGES = (
    "OBSERVATIONS\n\n1. Remplacer l'extincteur. (MS 39)\n2. Dégager l'issue. (priorité 1)\n\n"
    "ANOMALIES\n\nAnomalie n° 3 : Porte bloquée.\nLieu : Cuisine\n\n"
    "PRESCRIPTIONS\n\nP1 – Article CO 37 : Dégager l'escalier.\n\n"
    "POINTS À CORRIGER\n\n- Fixer le tapis.\n- Poser la plaque.",
)
"""Something for each of them."""


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda detector: detector.name, scope="class")
class TestDetectors(DetectorContract):
    @pytest.fixture
    def pages(self) -> Sequence[str]:
        return PAGES

    @pytest.fixture
    def detector(self, detector: Detector) -> Detector:
        return detector
