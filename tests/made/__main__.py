"""How the made reports to build with are read: ``python -m tests.made [NAME…]``. Needs no recognition.

Prints a line a report, the figures, then whatever was missed, too much or inexact.
"""

from __future__ import annotations

import io
import sys

from tests.made.judging import Tally, Verdict
from tests.made.reports.catalogue import development
from tests.made.reports.truth import MadeReport

from registre_core.extraction import Sheet, propose
from registre_core.plugins import Host
from registre_reading_pdf import PdfPageReader


def verdict(report: MadeReport) -> Verdict:
    """Read one report without a desk."""
    with PdfPageReader().open(io.BytesIO(report.content)) as reading:
        numbers = range(1, reading.page_count + 1)
        sheets = [Sheet(reading.text(number), tuple(reading.rulings(number))) for number in numbers]
    return Verdict.of(report, propose(sheets, detectors=Host.discover().detectors()))


def main(names: list[str]) -> None:
    """Judge the reports named, or all."""
    tally = Tally.of(verdict(report) for report in development() if not names or report.name in names)
    lines = [
        f"{v.report.name:<28}{len(v.matches):>3} of {len(v.report.points):>2}, {len(v.excess)} too many"
        for v in tally.verdicts
    ]
    sys.stdout.write("\n".join([*lines, "", tally.told(), ""]))


if __name__ == "__main__":
    main(sys.argv[1:])
