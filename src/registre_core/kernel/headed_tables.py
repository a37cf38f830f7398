"""Tables whose columns are known by what their header calls them. None is guessed: one that nobody knows is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from attrs import frozen

from registre_core.kernel.csv_tables import SEPARATORS, Line, Table, table_of
from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.kernel.names import plain


@frozen
class HeadedTable:
    """A table whose columns are known. Nothing is said yet of what stands in its lines."""

    table: Table
    columns: tuple[str, ...]
    """What each column says; nothing where its header is empty."""

    @classmethod
    def read(
        cls, content: bytes, called: Mapping[str, str], *, needed: Collection[str], most_lines: int
    ) -> HeadedTable:
        """Take a file apart, and read its header.

        Args:
            content: its bytes.
            called: what a column may be called, accents and case aside, and what it says; of several names of one
                column the first is shown to people.
            needed: what some column must say.
            most_lines: so many at most below the header.

        Raises:
            InvalidInput: as `table_of` says; or ``unknown-column``, ``repeated-column``, ``column-missing``: all at
                once.
        """
        table = table_of(content, most_lines=most_lines)
        columns = tuple(called.get(plain(cell), "") for cell in table.header.cells)
        shown: dict[str, str] = {}
        for name, says in called.items():
            shown.setdefault(says, name)
        if problems := [*_problems(table.header, columns, needed, shown)]:
            raise InvalidInput.of(problems)
        return cls(table, columns)

    def cells(self, line: Line) -> Mapping[str, str]:
        """Give what a line says, by column; a column that it does not reach is not there."""
        return dict(zip(self.columns, line.cells, strict=False))

    def rows(self) -> Iterator[Mapping[str, str]]:
        """Give what each line says that could be taken apart."""
        return (self.cells(line) for line in self.table.lines if isinstance(line, Line))

    def loose_cells(self, line: Line) -> Iterator[Problem]:
        """Tell of a cell below no header: most often a separator within a cell that nobody quoted."""
        loose = [place for place, cell in enumerate(line.cells, start=1) if cell and not self._is_headed(place)]
        if loose:
            said = f"cell {loose[0]} stands below no header: quote a cell that holds a separator"
            yield Problem("", "cell-without-header", said, {"cell": loose[0]})

    def another_separator(self, line: Line) -> Problem | None:
        """Tell of a line that is one cell as the header goes, and has its columns with another separator.

        Such a line was copied from another file. Where one cell may be a whole line, and hold a comma, do not ask.
        """
        gaps, separator = len(self.columns) - 1, self.table.separator
        found = [one for one in SEPARATORS if one != separator and line.cells[0].count(one) >= gaps]
        if not found or any(line.cells[1:]):
            return None
        said = f"cells are separated by {found[0]!r} here, and by {separator!r} in the header"
        return Problem("", "another-separator", said, {"separator": separator, "other": found[0]})

    def _is_headed(self, place: int) -> bool:
        return place <= len(self.columns) and bool(self.columns[place - 1])


def _problems(
    header: Line, columns: tuple[str, ...], needed: Collection[str], shown: Mapping[str, str]
) -> Iterator[Problem]:
    known = ", ".join(shown.values())
    for cell, column in zip(header.cells, columns, strict=True):
        if cell and not column:
            said = f"no column is called {cell!r}, but: {known}"
            yield Problem(header.place, "unknown-column", said, {"column": cell, "columns": known})
    for column, times in Counter(filter(None, columns)).items():
        if times > 1:
            said = f"several columns say the same: {shown[column]}"
            yield Problem(header.place, "repeated-column", said, {"column": shown[column]})
    for column in needed:
        if column not in columns:
            said = f"a column is missing: {shown[column]}"
            yield Problem(header.place, "column-missing", said, {"column": shown[column]})
