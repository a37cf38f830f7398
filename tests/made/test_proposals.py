"""What our own made reports say is proposed, and nothing else: of those to build with, and of those kept aside (E6)."""

from __future__ import annotations

import pytest
from tests.made.judging import Tally
from tests.made.reading import desk, judged
from tests.made.reports.catalogue import FEW, development, kept_aside, scanned

RECALL, PRECISION = 0.90, 0.95


def require_enough(tally: Tally, *, shown: bool = True) -> None:
    """Hold the bounds; of reports kept aside only the figures are told, or they would soon be known."""
    told, recall, precision = tally.told() if shown else tally.figures(), tally.recall, tally.precision
    assert recall >= RECALL, told
    assert precision >= PRECISION, told


def test_what_made_reports_say_is_proposed_and_nothing_else() -> None:
    require_enough(judged(development(), desk()))


def test_so_it_is_of_reports_that_were_kept_aside() -> None:
    require_enough(judged(kept_aside(), desk()), shown=False)


@pytest.mark.slow
def test_so_it_is_of_scans() -> None:
    require_enough(judged(scanned(FEW), desk("tesseract")))
