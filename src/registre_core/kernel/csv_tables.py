"""Tables as spreadsheets write them into CSV files, French ones above all.

A file does not say how it was written, and people do not know. So it is found out: UTF-8 or UTF-16 where the bytes say
so, otherwise Windows-1252; semicolons, commas or tabs, as the header line has more of; any line ends.

Source: RFC 4180 for quoted cells.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from itertools import islice

from attrs import frozen

from registre_core.kernel.errors import InvalidInput, Problem

SEPARATORS = (";", ",", "\t")
"""What stands between cells; the first is what a French spreadsheet writes."""

WINDOWS = "windows-1252"
"""What a file is written in that does not say so; any byte but five is a letter of it."""

_BLANK = " ;,\t\r\n\xa0"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""With its end, where it has one. Other characters that pass for line ends stay within their cell."""
_WHERE_NULLS_TELL = 1024
"""Characters among which a file that is no text has a null."""


@frozen
class Line:
    """A line of a table."""

    number: int
    """Where it begins in the file, from 1, as a text editor counts."""
    cells: tuple[str, ...]
    """What stands in it, without the spaces around."""

    @property
    def place(self) -> str:
        """How a `Problem` says where it is."""
        return f"line {self.number}"


@frozen
class Table:
    """A file taken apart. Nothing is said yet of what stands in it."""

    encoding: str
    """As the bytes were read: ``utf-8``, ``utf-16`` or ``windows-1252``."""
    separator: str
    """One of `SEPARATORS`."""
    header: Line
    """The first line that is not empty."""
    lines: tuple[Line | Problem, ...]
    """Those below it that are not empty; a problem where one cannot be taken apart, or was written otherwise."""


def table_of(content: bytes, *, most_lines: int) -> Table:
    """Take a file apart.

    Args:
        content: its bytes.
        most_lines: so many at most below the header.

    Raises:
        InvalidInput: ``not-text``, ``empty-file``, ``malformed-line`` or ``mixed-encodings`` in the header,
            ``only-a-header``, ``too-many-lines``.
    """
    text, encoding = _text_of(content)
    separator = _separator_of(text)
    lines = map(_all_of_one_encoding, _lines(text, separator)) if encoding == WINDOWS else _lines(text, separator)
    header = next(lines, None)
    if header is None:
        raise InvalidInput.at("file", "empty-file", "there is nothing to read in the file")
    if isinstance(header, Problem):
        raise InvalidInput.of([header])
    below = tuple(islice(lines, most_lines + 1))
    if not below:
        raise InvalidInput.at("file", "only-a-header", "there is no line below the header: write at least one")
    if len(below) > most_lines:
        said = f"there are more than {most_lines} lines: divide the file"
        raise InvalidInput.at("file", "too-many-lines", said, most=most_lines)
    return Table(encoding, separator, header, below)


def _text_of(content: bytes) -> tuple[str, str]:
    """Give the text, and the encoding it was read in."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text[:_WHERE_NULLS_TELL]:
            return text.removeprefix("\ufeff"), encoding
    said = "this is no text: save the spreadsheet as CSV"
    raise InvalidInput.at("file", "not-text", said)


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    if content.startswith(codecs.BOM_UTF8):
        return ("utf-8",)  # it says so itself: what is not would be read wrongly, and nobody would see it at once
    return "utf-8", WINDOWS


def _separator_of(text: str) -> str:
    header = next((line[0] for line in _LINE.finditer(text) if line[0].strip(_BLANK)), "")
    return max(SEPARATORS, key=header.count)


def _lines(text: str, separator: str) -> Iterator[Line | Problem]:
    """Give the lines that are not empty. A quote that is never closed takes the rest of the file with it."""
    rows = csv.reader((line[0] for line in _LINE.finditer(text)), delimiter=separator, strict=True)
    while True:
        number = rows.line_num + 1
        try:
            cells = tuple(cell.strip() for cell in next(rows))
        except StopIteration:
            return
        except csv.Error:
            said = "this line cannot be taken apart: a quote is not closed or not doubled, or a cell is far too long"
            yield Problem(f"line {number}", "malformed-line", said)
            if rows.line_num > number:
                return
        else:
            if any(cells):
                yield Line(number, cells)


def _all_of_one_encoding(line: Line | Problem) -> Line | Problem:
    """Tell of a line that is UTF-8 where the others are not: two files in one, and the half of it would be misread."""
    if isinstance(line, Problem) or (written := "".join(line.cells)).isascii():
        return line
    try:
        read = written.encode(WINDOWS).decode()
    except UnicodeDecodeError:
        return line
    said = f"this line is written in UTF-8, and others are not: {read!r}"
    return Problem(line.place, "mixed-encodings", said, {"text": read})
