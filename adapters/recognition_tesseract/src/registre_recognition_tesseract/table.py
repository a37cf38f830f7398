"""The words of Tesseract's table (TSV): one row a word, with the numbers of its block, paragraph and line."""

from __future__ import annotations

from collections.abc import Iterator

from registre_core.extraction import RecognisedWord, Recognition

WORD = "5"
"""The level of a word; blocks, paragraphs and lines have rows of their own."""

COLUMNS = 12
"""level, page, block, paragraph, line, word, left, top, width, height, confidence, text."""


def recognition(table: str) -> Recognition:
    """Read the table; in its order, which is the reading order."""
    return Recognition(tuple(_words(table)))


def _words(table: str) -> Iterator[RecognisedWord]:
    lines: dict[tuple[str, ...], int] = {}
    for row in table.split("\n")[1:]:
        cells = row.split("\t", COLUMNS - 1)
        if cells[0] != WORD or len(cells) < COLUMNS or not cells[-1].strip():
            continue
        left, top, width, height = map(float, cells[6:10])
        line = lines.setdefault(tuple(cells[1:5]), len(lines))
        confidence = min(max(float(cells[10]), 0.0), 100.0)
        yield RecognisedWord(cells[-1].strip(), left, top, left + width, top + height, line, confidence)
