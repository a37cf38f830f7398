"""E3: where every word of three hundred pages stands."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pdfplumber
import pypdfium2

from benchmarks.extraction.stage import Stage
from benchmarks.measure import Contender, Measurement, Race, Weight
from registre_core.extraction import PageText
from registre_reading_pdf import PdfPageReader

WORD = re.compile(r"\w+")
MEGABYTE = 1_000_000

Index = dict[str, list[tuple[int, int]]]
"""By word: the pages on which it stands, and where in their characters; its box is that of these characters."""


def indexing(stage: Stage) -> Iterator[Measurement]:
    """Give the races, then what the index weighs: in the process that asked, and in the one that read."""
    bare = Contender("pdfium's bare text of every page", lambda: bare_text(stage.content))
    ours = Contender("ours: every page with its boxes, and the index", lambda: indexed(stage.content))
    yield race("E3 · words of the long report", bare, Contender(ours.name, ours.run, bound=5))
    peer = Contender("pdfplumber page by page, each closed", lambda: by_pdfplumber(stage.content), slower=10, turns=1)
    yield race("E3 · words of the long report, against pdfplumber", ours, peer)
    yield Weight("E3 · memory for that index, host and worker together, beyond one page", _weight(stage), 60, "MB")


def race(title: str, *contenders: Contender) -> Race:
    """Let each go through the whole report five times, in seconds that pass: a worker works for ours."""
    return Race(title, contenders, rounds=5, calls=1, clock=perf_counter)


def indexed(content: bytes) -> tuple[Index, list[PageText]]:
    """Read every page, keep it, and note where each word stands."""
    index: Index = {}
    pages = []
    with PdfPageReader().open(io.BytesIO(content)) as reading:
        for number in range(1, reading.page_count + 1):
            pages.append(reading.text(number))
            for found in WORD.finditer(pages[-1].characters):
                index.setdefault(found.group(), []).append((number, found.start()))
    return index, pages


def bare_text(content: bytes) -> int:
    """Read the text of every page, and nothing of where it stands."""
    pdf = pypdfium2.PdfDocument(content)
    count = 0
    for number in range(len(pdf)):
        page = pdf[number]
        text = page.get_textpage()
        count += len(text.get_text_range())
        text.close()
        page.close()
    pdf.close()
    return count


def by_pdfplumber(content: bytes) -> int:
    """Find the words of every page, with their boxes."""
    count = 0
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            count += len(page.extract_words())
            page.close()
    return count


WEIGHED = """
import io, sys
from pathlib import Path
from benchmarks.extraction.memory import peak
from benchmarks.extraction.words import indexed
from registre_reading_pdf import PdfPageReader

content = Path(sys.argv[1]).read_bytes()
with PdfPageReader().open(io.BytesIO(content)) as reading:
    reading.text(1)
    before = peak()
kept = indexed(content)
print(peak() - before)
"""


def _weight(stage: Stage) -> float:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(stage.content)
        asked = [sys.executable, "-c", WEIGHED, file.name]
        told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    return int(told) / MEGABYTE
