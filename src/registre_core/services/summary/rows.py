"""The rows of a summary as files: a table for spreadsheets, and the data that a printed summary carries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum

from registre_core.codec import write_summary
from registre_core.kernel.identifiers import SiteId
from registre_core.kernel.spreadsheets import lines_of_spreadsheet
from registre_core.summary import COLUMNS, FindingRow, Summary, cells


class RowsFormat(StrEnum):
    """As what the rows of a summary are written."""

    CSV = "csv"
    """A table for French spreadsheets: one line for each finding that is open."""
    JSON = "json"
    """The same with all figures, for programs: what a printed summary carries."""


def written(summary: Summary, rows: Iterable[FindingRow], form: RowsFormat) -> Iterator[bytes]:
    """Write every row, piece by piece."""
    if form is RowsFormat.JSON:
        return write_summary(summary, rows)
    return lines_of_spreadsheet(_table(summary, rows))


def _table(summary: Summary, rows: Iterable[FindingRow]) -> Iterator[tuple[str, ...]]:
    names: Mapping[SiteId, str] = {one.site.id: one.site.name for one in summary.sites}
    yield COLUMNS
    for row in rows:
        yield cells(row, names[row.site_id], summary.on)


def counted(rows: Iterable[FindingRow], tell: Callable[[int], object]) -> Iterator[FindingRow]:
    """Give rows on, and tell after each how many there were."""
    for number, row in enumerate(rows, start=1):
        yield row
        tell(number)
