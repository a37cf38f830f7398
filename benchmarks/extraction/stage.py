"""The long report that everybody reads, and who reads it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from itertools import islice, repeat

from attrs import frozen
from tests.corpus.shared import CORPUS, LONG
from tests.made.reading import desk, digest
from tests.made.reports import words
from tests.made.reports.layout import Layout
from tests.made.reports.rows import rows
from tests.made.reports.tables import Column, Holds, Table

from registre_core.extraction import Region, Selection
from registre_core.extraction.entities import Line
from registre_core.kernel.passages import Passage
from registre_core.services.reading import OpenReport, ReportDesk

MIDDLE = 150
"""The page on which something is selected."""
ROWS = 7_600
"""As many fill three hundred pages."""

COLUMN = (178.0, 430.0)
"""Between these somebody marks some lines of the observations there, …"""
BANDS = ((100.0, 150.0), (300.0, 380.0))
"""… first here, then here, as far as no line is cut."""


@frozen(slots=False)
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
    def marked(self) -> tuple[Region, Region]:
        """What is marked first, and next."""
        with self.open() as report:
            lines = report.sheet(MIDDLE).text.lines
        first, next_ = (_around(lines, *band) for band in BANDS)
        return first, next_

    def open(self) -> AbstractContextManager[OpenReport]:
        """Open the report."""
        return self.desk.open(io.BytesIO(self.content), document=digest(self.content))

    def select(self) -> Passage:
        """Open the report and take the words marked first."""
        with self.open() as report:
            return report.passage(Selection(self.marked[:1]))


def _around(lines: Sequence[Line], top: float, bottom: float) -> Region:
    """Draw a rectangle around all lines that reach into a band."""
    boxes = [line.box for line in lines if line.box[1] < bottom and line.box[3] > top]
    return Region(MIDDLE, COLUMN[0], min(box[1] for box in boxes) - 1, COLUMN[1], max(box[3] for box in boxes) + 1)


def drawn() -> bytes:
    """Draw a table that goes on for three hundred pages."""
    titles = ("N°", 3, Holds.NUMBER), ("Localisation", 12, Holds.PLACE), ("Observation", 40, Holds.TEXT)
    columns = tuple(Column(*title) for title in titles)
    items = islice((item for items in repeat(words.ELECTRICITY) for item in items), ROWS)
    return Layout("long", "three hundred pages", (Table(columns, rows(items, "n place text")),)).made().content
