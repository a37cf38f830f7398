"""Selections on real reports, and on made ones that look real: what a person would have typed, word for word.

The corpus stands beside the repository and belongs to others; where it is not there, this ring says so. Words that are
only an image are recognised, and held against the error rate that the corpus states for them. Of the scans of made
reports some are read here; `./dev bench extraction` reads them all.
"""

from __future__ import annotations

import pytest
from tests.corpus.shared import CORPUS, MISSING, WITHOUT_LETTERS, Marked, made_observations, real_selections
from tests.made.judging import error_rate
from tests.made.reading import desk, quote

from registre_core.extraction import Ocr, Region
from registre_core.services.reading import ReportDesk

MOST_WRONG = 0.05
"""Share of the letters of an observation that may be wrong on a made scan: the worst of them are pale and tilted."""
ONE_IN = 8
"""Of the observations on made scans, so many are read here."""

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not CORPUS.is_dir(), reason=MISSING)]


@pytest.fixture(scope="module")
def at() -> ReportDesk:
    return desk("tesseract")


def miss(marked: Marked, at: ReportDesk, most_wrong: float) -> str | None:
    """Say how a selection was read, unless it was read as well as is asked."""
    read = quote(marked.path.read_bytes(), marked.selection, at, marked.password)
    if read in marked.accepted:
        return None
    wrong = min(error_rate(read, text, most_wrong=1) for text in marked.accepted)
    if most_wrong and wrong <= most_wrong:
        return None
    page = marked.regions[0].page
    return f"{marked.file}, page {page}: {wrong:.3f}\n    read     {read}\n    expected {marked.accepted[0]}"


def told(misses: list[str], total: int) -> str:
    return "\n".join([f"{len(misses)} of {total} selections were not read as they stand:", *misses])


def test_all_but_one_of_the_selections_of_real_reports_are_read_exactly(at: ReportDesk) -> None:
    selections = [marked for marked in real_selections() if not marked.most_wrong]
    misses = [said for marked in selections if (said := miss(marked, at, 0))]

    assert len(selections) >= 21
    assert len(selections) - len(misses) >= 20, told(misses, len(selections))


@pytest.mark.slow
def test_all_but_one_of_the_scanned_ones_are_recognised_as_well_as_they_can_be(at: ReportDesk) -> None:
    selections = [marked for marked in real_selections() if marked.most_wrong]
    misses = [said for marked in selections if (said := miss(marked, at, marked.most_wrong))]

    assert len(selections) >= 8
    assert len(selections) - len(misses) >= 7, told(misses, len(selections))


def test_every_observation_of_the_made_reports_is_read_exactly(at: ReportDesk) -> None:
    observations = list(made_observations("numerique"))
    misses = [said for marked in observations if (said := miss(marked, at, 0))]

    assert len(observations) >= 100
    assert not misses, told(misses, len(observations))


@pytest.mark.slow
def test_observations_on_scans_of_made_reports_are_recognised(at: ReportDesk) -> None:
    observations = list(made_observations("scan", "couche texte illisible"))[::ONE_IN]
    misses = [said for marked in observations if (said := miss(marked, at, MOST_WRONG))]

    assert len(observations) >= 9
    assert not misses, told(misses, len(observations))


def test_letters_that_a_file_does_not_tell_are_shown_as_unknown() -> None:
    report = Marked(f"generated/{WITHOUT_LETTERS}", (Region(1, 0, 0, 595, 842),), ("",))

    assert "r�glementaire" in quote(report.path.read_bytes(), report.selection, desk(), ocr=Ocr.NEVER)
