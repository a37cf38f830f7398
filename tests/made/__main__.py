"""How reports are read: ``python -m tests.made [reports|scans|corpus|corpus-scans] [NAME…]``.

Those to build with, unless another kind is named; of their scans and of the shared corpus likewise. Prints a line a
report, the figures, then whatever was missed, too much or inexact. Those kept aside are not among them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping

from tests.corpus.shared import made_reports
from tests.made.reading import desk, judged
from tests.made.reports.catalogue import SCANS, development, scanned
from tests.made.reports.truth import MadeReport

KINDS: Mapping[str, Callable[[], Iterable[MadeReport]]] = {
    "reports": development,
    "scans": lambda: scanned(SCANS),
    "corpus": lambda: made_reports("numerique"),
    "corpus-scans": lambda: made_reports("scan", "couche texte illisible"),
}


def main(names: list[str]) -> None:
    """Judge the reports named, or all of their kind."""
    kind = names.pop(0) if names and names[0] in KINDS else "reports"
    known = list(KINDS[kind]())
    if unknown := set(names) - {report.name for report in known}:
        sys.exit(f"no such kind or report: {', '.join(sorted(unknown))}")
    reports = (report for report in known if not names or report.name in names)
    tally = judged(reports, desk("tesseract" if kind.endswith("scans") else None))
    lines = [
        f"{v.report.name:<44}{len(v.matches):>3} of {len(v.report.points):>2}, {len(v.excess)} too many"
        for v in tally.verdicts
    ]
    sys.stdout.write("\n".join([*lines, "", tally.told(), ""]))


if __name__ == "__main__":
    main(sys.argv[1:])
