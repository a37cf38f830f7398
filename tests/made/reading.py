"""Made reports, read as a host reads them: one desk, with recognition where a page needs it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable

from tests.made.judging import Tally, Verdict
from tests.made.reports.truth import MadeReport

from registre_core.extraction import Ocr, Selection
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import RegistreError
from registre_core.plugins import Host
from registre_core.services.reading import ReportDesk


def desk(recognizer: str | None = None) -> ReportDesk:
    """Put a desk together from what is installed."""
    return Host.discover().desk(recognizer=recognizer)


def judged(reports: Iterable[MadeReport], at: ReportDesk) -> Tally:
    """Let every report be read, and hold what is proposed against what it says."""
    return Tally.of(verdict(report, at) for report in reports)


def verdict(report: MadeReport, at: ReportDesk) -> Verdict:
    """Read one report."""
    with at.open(io.BytesIO(report.content), document=digest(report.content)) as opened:
        return Verdict.of(report, opened.propose().candidates)


def quote(
    content: bytes, selection: Selection, at: ReportDesk, password: str | None = None, ocr: Ocr = Ocr.AUTO
) -> str:
    """Read what somebody marked; the code of the refusal in brackets where that is refused."""
    try:
        with at.open(io.BytesIO(content), document=digest(content), password=password, ocr=ocr) as opened:
            return opened.passage(selection).quote
    except RegistreError as refused:
        return f"[{refused.code}]"


def digest(content: bytes) -> Digest:
    """Name the file."""
    return Digest(hashlib.sha256(content).hexdigest())
