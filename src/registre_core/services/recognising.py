"""Recognising the words of a region, or of a page: which picture is taken of it, and which way round it is read.

Nothing is kept here: what was recognised is a value, and whoever asked for it keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from attrs import frozen

from registre_core.extraction import PageInfo, PageText, Recognition, Region, Shot, Turn, recognised_page
from registre_core.ports import Reading, TextRecognizer

DPI = 300
"""Dots per inch: what engines are trained on. A scan of fewer is drawn larger, which measured better than its own."""

MARGIN = ceil(6 * DPI / 72)
"""White pixels around the picture, 6 points: engines misread letters that touch an edge."""

RIM = 12.0
"""Points of the page that are looked at around a region: one line, so that none is cut through that belongs to it."""

TURNED = 75.0
"""Confidence below which the picture may lie on its side or stand on its head, and is looked at that way as well.

Source: ``extraction.md``, step 5 (measured): upright text of bad copies stays above, and what lies on its side below.
"""

UPRIGHT_FIRST = (Turn.NONE, Turn.DOWN, Turn.UP, Turn.OVER)
"""The ways to look at a picture, the likely ones first; of two that are read equally well, the first stands."""


def recognised(reading: Reading, recognizer: TextRecognizer, number: int, region: Region | None = None) -> PageText:
    """Recognise the words of a page, or of a region of it; other parts of the page are not looked at.

    The text of a region holds the words around it, too, as far as they were seen: they are what a quote is found again
    by. `passage` takes out what was selected.

    Args:
        reading: the open document.
        recognizer: what reads pictures.
        number: the page, from 1.
        region: which part of it; all of it unless told.

    Raises:
        InvalidInput: ``page-out-of-range``, ``region-off-page``, ``image-too-large``, ``picture-too-costly``.
        ConfigurationError: ``recognizer-not-installed``, ``language-not-installed``.
        AdapterFailure: ``recognizer-failed``.
    """
    info = reading.page(number)
    shown = _around(region, info)
    best = _best(_views(reading, recognizer, shown, is_page=region is None))
    engine = f"{recognizer.engine} ({recognizer.language})"
    return recognised_page(info, best.recognition, best.shot, engine=engine)


@frozen
class _View:
    """A picture, and what was seen in it."""

    shot: Shot
    recognition: Recognition


def _around(region: Region | None, info: PageInfo) -> Region:
    """Widen a region by its rim, as far as the page goes."""
    if region is None:
        return Region(info.number, 0.0, 0.0, info.width, info.height)
    x0, y0, x1, y1 = region.box
    edges = max(x0 - RIM, 0.0), max(y0 - RIM, 0.0), min(x1 + RIM, info.width), min(y1 + RIM, info.height)
    wider = edges[0] < edges[2] and edges[1] < edges[3]
    return Region(info.number, *edges) if wider else region  # off the page: the reading says so


def _views(reading: Reading, recognizer: TextRecognizer, region: Region, *, is_page: bool) -> Iterator[_View]:
    """Look at a region from all sides, one after the other."""
    for turn in UPRIGHT_FIRST:
        shot = Shot(region, DPI, MARGIN, turn)
        picture = reading.render(region.page, region, dpi=DPI, grey=True, margin=MARGIN, turn=turn)
        yield _View(shot, recognizer.recognise(picture, dpi=DPI, is_page=is_page))


def _best(views: Iterator[_View]) -> _View:
    """Take the first if it reads well, or the one that reads best."""
    first = next(views)
    if first.recognition.confidence >= TURNED:
        return first
    return max([first, *views], key=lambda view: view.recognition.confidence)
