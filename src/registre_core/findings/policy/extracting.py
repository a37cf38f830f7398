"""From which files anomalies and prescriptions may be taken; of those of interventions their own room decides."""

from __future__ import annotations

from registre_core.findings.tables import NAMING
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import YES, Verdict


def may_extract(report: DocumentRef | None) -> Verdict:
    """Whether they may be taken from this file: it is there, and its bytes say that it is a PDF."""
    if report is None:
        said = "the report of this visit was not attached yet"
        return Verdict.no(Reason("visit-without-report", said, NAMING))
    if not report.is_pdf:
        facts = {"name": report.name, "media_type": report.media_type}
        return Verdict.no(Reason("report-not-pdf", "findings are taken from PDF files only", NAMING, facts))
    return YES
