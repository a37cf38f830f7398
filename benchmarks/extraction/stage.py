"""The long report that everybody reads, and who reads it."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cached_property
from itertools import islice, repeat

from attrs import frozen
from registre_core.services.reading import OpenReport, ReportDesk
from tests.corpus.shared import CORPUS, LONG
from tests.made.reading import desk, digest
from tests.made.reports import words
from tests.made.reports.layout import Layout
from tests.made.reports.rows import rows
from tests.made.reports.tables import Column, Holds, Table

from registre_core.extraction import Region, Selection
from registre_core.kernel.passages import Passage

MIDDLE = 150
"""The page on which something is selected."""
ROWS = 7_600
"""As many fill three hundred pages."""

REGION = Region(MIDDLE, 178.0, 100.0, 430.0, 160.0)
"""What somebody marks there: some lines of the column of observations."""
OTHER = Region(MIDDLE, 178.0, 300.0, 430.0, 380.0)
"""What he marks next."""


@frozen
class Stage:
    """A report of three hundred pages, and a desk to read it at."""

    content: bytes
    desk: ReportDesk

    @classmethod
    def set(cls) -> Stage:
        """Take the long report of the corpus, or draw one."""
        long = CORPUS / "generated" / LONG
        return cls(long.read_bytes() if long.is_file() else drawn(), desk("tesseract"))

    @cached_property
    def selection(self) -> Selection:
        return Selection((REGION,))

    @cached_property
    def other(self) -> Selection:
        return Selection((OTHER,))

    def select(self) -> Passage:
        """Open the report and take the words marked first."""
        return self.opened(lambda report: report.passage(self.selection))

    def opened(self, use: Callable[[OpenReport], Passage]) -> Passage:
        """Open the report for one use."""
        with self.desk.open(io.BytesIO(self.content), document=digest(self.content)) as report:
            return use(report)


def drawn() -> bytes:
    """Draw a table that goes on for three hundred pages."""
    titles = ("N°", 3, Holds.NUMBER), ("Localisation", 12, Holds.PLACE), ("Observation", 40, Holds.TEXT)
    columns = tuple(Column(*title) for title in titles)
    items = islice((item for items in repeat(words.ELECTRICITY) for item in items), ROWS)
    return Layout("long", "three hundred pages", (Table(columns, rows(items, "n place text")),)).made().content
