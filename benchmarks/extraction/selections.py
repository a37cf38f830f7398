"""E1 and E2: the first selection in a report, and the next one on the same page."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Iterator
from itertools import count
from time import perf_counter

import pdfplumber
import pypdfium2
from pypdfium2 import raw
from tests.made.reading import digest

from benchmarks.extraction.stage import MIDDLE, Stage
from benchmarks.measure import Contender, Race
from registre_core.extraction import Region, Selection, clean


def first(stage: Stage) -> Iterator[Race]:
    """E1: open the report and take some lines of its middle, with the worker that opened it before, and anew.

    Both peers do what a user would write: pdfium by the centre of each character, as we do, pdfplumber by its own crop.
    """
    region = stage.marked[0]
    _require_agreement(stage, region)
    ours = Contender("ours, in a warm worker", stage.select)
    yield Race(
        f"E1 · first selection, page {MIDDLE}, against pdfium alone; times are of one selection",
        (
            Contender("bare pdfium, every character with its box", lambda: by_pdfium(stage.content, region)),
            Contender(ours.name, ours.run, bound=2),
        ),
        calls=3,
        clock=perf_counter,
    )
    yield Race(
        f"E1 · first selection, page {MIDDLE}, against pdfplumber",
        (
            ours,
            Contender("pdfplumber: open, crop, extract_text", lambda: by_pdfplumber(stage.content, region), slower=10),
        ),
        rounds=7,
        calls=1,
        clock=perf_counter,
    )


def following(stage: Stage) -> Iterator[Race]:
    """E2: another selection on the page that was just read, the report being open."""
    before, region = stage.marked
    with stage.open() as opened, pdfplumber.open(io.BytesIO(stage.content)) as pdf:
        page = pdf.pages[MIDDLE - 1]
        opened.passage(Selection((before,)))
        cropped(page, before)
        contenders = (
            Contender("pdfplumber's warm crop", lambda: cropped(page, region)),
            Contender("ours", lambda: opened.passage(Selection((region,))), bound=1),
        )
        yield Race("E2 · next selection on the same page", contenders, calls=5, clock=perf_counter)


def _anew(stage: Stage) -> Callable[[], None]:
    numbers, selection = count(), Selection(stage.marked[:1])

    def run() -> None:
        content = stage.content + b"\n%%%d\n" % next(numbers)
        with stage.desk.open(io.BytesIO(content), document=digest(content)) as report:
            report.passage(selection)

    return run


def by_pdfium(content: bytes, region: Region) -> str:
    """Open, load the page, take the characters whose centre is in the rectangle."""
    pdf = pypdfium2.PdfDocument(content)
    page = pdf[region.page - 1]
    text = page.get_textpage()
    height = page.get_height()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    kept = []
    for number in range(text.count_chars()):
        raw.FPDFText_GetCharBox(text.raw, number, left, right, bottom, top)
        across, down = (left.value + right.value) / 2, height - (bottom.value + top.value) / 2
        if region.x0 <= across <= region.x1 and region.y0 <= down <= region.y1:
            kept.append(chr(raw.FPDFText_GetUnicode(text.raw, number)))
    text.close()
    page.close()
    pdf.close()
    return "".join(kept)


def by_pdfplumber(content: bytes, region: Region) -> str:
    """Open, crop, extract."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return cropped(pdf.pages[region.page - 1], region)


def cropped(page: pdfplumber.page.Page, region: Region) -> str:
    """Cut the rectangle out, and read it."""
    return page.crop(region.box).extract_text() or ""


def _require_agreement(stage: Stage, region: Region) -> None:
    said = letters(stage.select().quote)
    assert said, "nothing is marked: that proves nothing"
    assert said == letters(by_pdfium(stage.content, region)), "pdfium alone reads something else"


def letters(text: str) -> str:
    """Fold what the two may write otherwise: spaces, and hyphens at line ends."""
    return "".join(character for character in clean(text) if character.isalnum())
