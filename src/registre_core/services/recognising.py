"""Recognising the words of a region, or of a page: which picture is taken of it, and which way round it is read.

Nothing is kept here: what was recognised is a value, and whoever asked for it keeps it.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, sqrt

from attrs import frozen

from registre_core.extraction import (
    PageInfo,
    PageText,
    RecognisedWord,
    Recognition,
    Region,
    Shot,
    Turn,
    recognised_page,
)
from registre_core.ports import Reading, TextRecognizer

DPI = 300
"""Dots per inch: what engines are trained on. A scan of fewer is drawn larger, which measured better than its own."""

COARSE = 2 / 3
"""Share of the resolution for a second look at what reads badly: grain drowns in it, small print does not."""

MOST_PIXELS = 30_000_000
"""Nearly a page of A2 at that resolution: larger plans are drawn with fewer dots rather than refused."""

MARGIN = 6.0
"""Points of white around a picture: engines misread letters that touch an edge."""

RIM = 12.0
"""Points of the page that are looked at around a region: one line, so that a person need not hit the edges exactly.

Measured on scans of the shared corpus, edges moved by 3 points: 50 of 65 paragraphs without a slip, 64 with it.
Half a line is worse than none: what is cut lengthwise is read together with what is not.
"""

WELL = 75.0
"""Confidence below which a picture may lie on its side or stand on its head, and is looked at that way as well.

Source: ``extraction.md``, step 5 (measured): upright text of bad copies stays above, and what lies on its side below.
"""

FEWEST = 6
"""Letters below which another look proves nothing: OS is SO on its head, and EC 12 reads TT 23."""

LONG = 3
"""Letters from which on a word is wider than high."""

MANY_COLUMNS = 0.25
"""Share of its page from which on a region is laid out as a page is: who marks so much marks columns and headings."""

OTHER_WAYS = ((Turn.DOWN, 1.0), (Turn.UP, 1.0), (Turn.OVER, 1.0), (Turn.NONE, COARSE))
"""What is tried in turn until it reads well: turned pictures, the likely ones first, then a second look."""


def recognised(reading: Reading, recognizer: TextRecognizer, number: int, region: Region | None = None) -> PageText:
    """Recognise the words of a page, or of a region of it; other parts of the page are not looked at.

    The text of a region holds words around it, too, if they were seen clearly: they are what a quote is found again by.
    `passage` takes out what was selected.

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
    shown = _around(region, info) if region else Region(number, 0.0, 0.0, info.width, info.height)
    is_page = _area(shown) >= MANY_COLUMNS * info.width * info.height

    def look(turn: Turn, share: float) -> _View:
        dpi = round(_resolution(shown) * share)
        shot = Shot(shown, dpi, ceil(MARGIN * dpi / 72), turn)
        picture = reading.render(number, shown, dpi=dpi, grey=True, margin=shot.margin, turn=turn)
        return _View(shot, recognizer.recognise(picture, dpi=dpi, is_page=is_page))

    view = _best(look)
    words = view.recognition if region is None else Recognition(view.worth_keeping(region))
    return recognised_page(info, words, view.shot, engine=f"{recognizer.engine} ({recognizer.language})")


@frozen
class _View:
    """A picture, and what was seen in it."""

    shot: Shot
    recognition: Recognition

    @property
    def reads_well(self) -> bool:
        return self.worth >= WELL

    @property
    def worth(self) -> float:
        """How sure the engine is; what it could read on its side is worth another look, for boxes of its letters."""
        sure = self.recognition.confidence
        return sure if self._is_level else min(sure, WELL - 1)

    @property
    def _is_level(self) -> bool:
        """Whether most words that are wider than high when they are level, are so here."""
        words = [word for word in self.recognition.words if len(word.text) >= LONG]
        return 2 * sum(word.y1 - word.y0 > word.x1 - word.x0 for word in words) <= len(words)

    def reads_better_than(self, other: _View) -> bool:
        """Whether it does, and enough was read to prove it."""
        return sum(len(word.text) for word in self.recognition.words) >= FEWEST and self.worth > other.worth

    def worth_keeping(self, region: Region) -> tuple[RecognisedWord, ...]:
        """Give the words of the region, however they were read, and those around it that were read well and whole."""
        return tuple(word for word in self.recognition.words if self._is_of(region, word) or self._is_clear(word))

    def _is_of(self, region: Region, word: RecognisedWord) -> bool:
        return region.touches(self.shot.displayed((word.x0, word.y0, word.x1, word.y1)))

    def _is_clear(self, word: RecognisedWord) -> bool:
        return word.confidence >= WELL and self.shot.shows_whole((word.x0, word.y0, word.x1, word.y1))


def _around(region: Region, info: PageInfo) -> Region:
    """Widen a region by its rim, as far as the page goes."""
    x0, y0, x1, y1 = region.box
    edges = max(x0 - RIM, 0.0), max(y0 - RIM, 0.0), min(x1 + RIM, info.width), min(y1 + RIM, info.height)
    is_on_page = region.touches((0.0, 0.0, info.width, info.height))  # if not, the reading says so
    return Region(info.number, *edges) if is_on_page else region


def _resolution(shown: Region) -> int:
    return min(DPI, int(72 * sqrt(MOST_PIXELS / _area(shown))))


def _area(region: Region) -> float:
    x0, y0, x1, y1 = region.box
    return (x1 - x0) * (y1 - y0)


def _best(look: Callable[[Turn, float], _View]) -> _View:
    """Look at a picture as it stands; if it reads badly turn it, and if that does not help look less closely."""
    best = look(Turn.NONE, 1.0)
    for turn, share in OTHER_WAYS:
        if best.reads_well:
            break
        other = look(turn, share)
        best = other if other.reads_better_than(best) else best
    return best
