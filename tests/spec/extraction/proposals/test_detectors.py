"""The detectors of running text keep what every detector promises."""

from collections.abc import Sequence

import pytest

from registre_core.extraction import Detector
from registre_core.extraction.proposals.lists import DASHED, LABELLED, NUMBERED, PRESCRIPTIONS
from registre_core.testing.detectors import DetectorContract

PAGE = """
OBSERVATIONS

1. Remplacer l'extincteur. (MS 39)
2. Dégager l'issue. (priorité 1)

ANOMALIES

Anomalie n° 3 : Porte bloquée.
Lieu : Cuisine

PRESCRIPTIONS

P1 – Article CO 37 : Dégager l'escalier.

POINTS À CORRIGER

- Fixer le tapis.
- Poser la plaque.
"""


@pytest.mark.parametrize("detector", [DASHED, LABELLED, NUMBERED, PRESCRIPTIONS], ids=lambda one: one.name)
class TestDetectors(DetectorContract):
    @pytest.fixture
    def pages(self) -> Sequence[str]:
        return [PAGE]

    @pytest.fixture
    def detector(self, detector: Detector) -> Detector:
        return detector
