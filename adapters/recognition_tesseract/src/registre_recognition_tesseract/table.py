"""The words of Tesseract's table (TSV): one row a word, with the numbers of its block, paragraph and line."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from attrs import evolve

from registre_core.extraction import RecognisedWord, Recognition

WORD = "5"
"""The level of a word; blocks, paragraphs and lines have rows of their own."""

RULING = "|"
"""What the upright rulings of a table are taken for; no report is written with this sign."""

COLUMNS = 12
"""level, page, block, paragraph, line, word, left, top, width, height, confidence, text."""


def recognition(table: str) -> Recognition:
    """Read the table; in its order, which is the reading order.

    Raises:
        ValueError: a word stands nowhere: this is another table than Tesseract's.
    """
    return Recognition(tuple(_words(table)))


def _words(table: str) -> Iterator[RecognisedWord]:
    lines: dict[tuple[str, ...], int] = {}
    for row in table.split("\n")[1:]:
        cells = row.split("\t", COLUMNS - 1)
        if cells[0] == WORD and len(cells) == COLUMNS and (text := cells[-1].strip()).strip(RULING):
            line = lines.setdefault(tuple(cells[1:5]), len(lines))
            yield _without_rulings(_word(text, cells, line))


def _word(text: str, cells: list[str], line: int) -> RecognisedWord:
    left, top, width, height = map(float, cells[6:10])
    confidence = min(max(float(cells[10]), 0.0), 100.0)
    if not (isfinite(left + top + width + height) and width >= 0 and height >= 0):
        raise ValueError(cells)
    return RecognisedWord(text, left, top, left + width, top + height, line, confidence)


def _without_rulings(word: RecognisedWord) -> RecognisedWord:
    """Cut off rulings that a word was read together with, and their share of its box."""
    width = (word.x1 - word.x0) / len(word.text)
    before = len(word.text) - len(word.text.lstrip(RULING))
    after = len(word.text) - len(word.text.rstrip(RULING))
    text = word.text.strip(RULING)
    return evolve(word, text=text, x0=word.x0 + before * width, x1=word.x1 - after * width)
