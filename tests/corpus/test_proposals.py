"""What the reports of the shared corpus say themselves: found, and nothing else proposed (E6)."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from tests.corpus.shared import CORPUS, LONG, MISSING, made_observations, made_reports
from tests.made.judging import Tally
from tests.made.reading import desk, digest, judged

from registre_core.services.reading import ReportDesk

RECALL, PRECISION = 0.90, 0.95
SCANS = "scan_maintenance_150dpi_delave scan_pv_300dpi scan_pv_pivote".split()

PAGES, OBSERVATIONS = (300, 100) if "REGISTRE_FAULT_ROUNDS" in os.environ else (60, 21)

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not CORPUS.is_dir(), reason=MISSING)]


@pytest.fixture(scope="module")
def at() -> ReportDesk:
    return desk("tesseract")


def require_enough(tally: Tally) -> None:
    assert tally.verdicts, "there is no such report"
    recall, precision = tally.recall, tally.precision
    assert recall >= RECALL, tally.told()
    assert precision >= PRECISION, tally.told()


def beginning(path: Path, pages: int) -> bytes:
    """Give a file without the pages behind so many."""
    short = BytesIO()
    with pikepdf.open(path) as document:
        del document.pages[pages:]
        document.save(short)
    return short.getvalue()


def test_what_made_reports_say_is_proposed_and_nothing_else(at: ReportDesk) -> None:
    require_enough(judged(made_reports("numerique"), at))


@pytest.mark.slow
def test_so_it_is_from_scans_of_them(at: ReportDesk) -> None:
    """Three of them, each with another fault; `./dev bench extraction` reads them all."""
    require_enough(judged((report for report in made_reports("scan") if report.name in SCANS), at))


@pytest.mark.slow
def test_a_report_of_three_hundred_pages_is_proposed_whole(at: ReportDesk) -> None:
    """Its first sixty in CI; `./dev faults` and `./dev bench extraction` propose them all."""
    of_it = [marked for marked in made_observations("numerique") if marked.file.endswith(LONG)]
    known = [marked for marked in of_it if marked.selection.regions[-1].page <= PAGES]
    content = beginning(of_it[0].path, PAGES)
    with at.open(BytesIO(content), document=digest(content)) as opened:
        found = {candidate.text for candidate in opened.propose().candidates}

    assert (100, OBSERVATIONS) == (len(of_it), len(known))
    assert len([marked for marked in known if found.isdisjoint(marked.accepted)]) <= (1 - RECALL) * len(known)
