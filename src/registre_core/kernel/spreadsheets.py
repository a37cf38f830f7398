"""Tables for the spreadsheets of French offices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a cell begins with that a spreadsheet would compute, or whose beginning it would drop and then compute."""
_TO_QUOTE = re.compile(r'[;"\r\n]|^\s|\s$')


def spreadsheet(rows: Iterable[Iterable[str]]) -> bytes:
    r"""Write a table as CSV that Excel and LibreOffice open in France without asking, and without computing it.

    Semicolons, since the comma is a decimal sign there; UTF-8 with its mark, since Excel takes what has none for
    Windows-1252; CRLF after every row. A name that reads like a formula would be one for whoever opens the file, so it
    gets an apostrophe in front. Half of a surrogate pair, which no file can hold, becomes a question mark.

    Example:
        >>> spreadsheet([["Nom", "Ville"], ["=1+1", "Saint-Denis; La Réunion"]]).decode("utf-8-sig")
        'Nom;Ville\r\n\'=1+1;"Saint-Denis; La Réunion"\r\n'
    """
    return b"".join(lines_of_spreadsheet(rows))


def lines_of_spreadsheet(rows: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """Write the same line by line, for a table that is too long to be held at once; the mark comes before the first."""
    yield "\ufeff".encode()
    for row in rows:
        yield _line(row).encode("utf-8", "replace")


def _line(cells: Iterable[str]) -> str:
    line = ";".join(_quoted(_inert(cell)) for cell in cells)
    return (line or '""') + "\r\n"  # an empty line would be no row


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if _TO_QUOTE.search(cell) else cell
