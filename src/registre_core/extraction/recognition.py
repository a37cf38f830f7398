"""What a text recognizer saw in a picture, and that picture's way back to its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import field, frozen

from registre_core.extraction.boxes import NOWHERE, Box, Boxes
from registre_core.extraction.entities import PageInfo, PageText, Region
from registre_core.extraction.reading_order import assemble
from registre_core.extraction.turns import Turn, upright
from registre_core.kernel.passages import TextSource
from registre_core.kernel.validation import Checked, at_least, must, not_blank, percentage

POINTS_PER_INCH = 72

HAIR = 1.0
"""Points from an edge of a picture within which ink is taken to go on behind it."""

TURNED_BACK = {Turn.NONE: Turn.NONE, Turn.DOWN: Turn.UP, Turn.OVER: Turn.OVER, Turn.UP: Turn.DOWN}
"""What turns a head so that a page which was turned stands upright to it."""


@frozen
class RecognisedWord(Checked):
    """A word in a picture."""

    text: str = field(metadata=must(not_blank))
    """As printed, without spaces."""
    x0: float
    """Left edge, in pixels of the picture."""
    y0: float
    """Upper edge."""
    x1: float
    """Right edge."""
    y1: float
    """Lower edge."""
    line: int = field(metadata=must(at_least(0)))
    """The line it stands on; words of one line have the same number, which rises down the picture."""
    confidence: float = field(metadata=must(percentage))
    """How sure the engine is, from 0 to 100."""


@frozen
class Recognition:
    """All the words of a picture, in reading order."""

    words: tuple[RecognisedWord, ...] = ()
    """None where nothing can be read."""

    @property
    def confidence(self) -> float:
        """How sure the engine is of a letter, on average; 0 where there is none."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters if letters else 0.0


@frozen
class Shot:
    """How a picture was taken of a page: what leads back from its pixels to the page."""

    region: Region
    """What it shows."""
    dpi: int
    """Dots per inch."""
    margin: int = 0
    """White pixels around it."""
    turn: Turn = Turn.NONE
    """By how much the page was turned, clockwise, for the picture."""

    def shows_whole(self, pixels: Box) -> bool:
        """Whether a box in the picture stays clear of its edges: what touches one may go on behind it."""
        left, top, right, bottom = self._seen
        x0, y0, x1, y1 = (edge - self.margin for edge in pixels)
        clear = min(x0, y0, (right - left) * self._scale - x1, (bottom - top) * self._scale - y1)
        return clear > HAIR * self._scale

    def displayed(self, pixels: Box) -> Box:
        """Find the place on the displayed page that a box in the picture shows."""
        left, top, _, _ = self._seen
        x0, y0, x1, y1 = ((edge - self.margin) / self._scale for edge in pixels)
        return upright((left + x0, top + y0, left + x1, top + y1), self.turn)

    @property
    def _scale(self) -> float:
        return self.dpi / POINTS_PER_INCH

    @property
    def _seen(self) -> Box:
        return upright(self.region.box, TURNED_BACK[self.turn])


def recognised_page(info: PageInfo, recognition: Recognition, shot: Shot, *, engine: str) -> PageText:
    """Write down what was recognised on a page, each character with its box, in reading order.

    An engine gives one box a word: its characters share it out evenly, which is right to a fraction of a letter.

    Args:
        info: the page.
        recognition: the words of the picture.
        shot: how the picture was taken.
        engine: what read, with its version and language.
    """
    characters, boxes, sure = list[str](), list[Box](), bytearray()
    for word, separator in _parted(recognition.words):
        characters += word.text, separator
        boxes += [*map(shot.displayed, _letters(word)), NOWHERE]
        sure += bytes([round(word.confidence)]) * (len(word.text) + 1)
    return assemble(
        info, "".join(characters), Boxes.of(boxes), engine=engine, source=TextSource.OCR, confidences=bytes(sure)
    )


def _parted(words: Sequence[RecognisedWord]) -> Iterator[tuple[RecognisedWord, str]]:
    """Give each word with what stands after it: a space, or the end of its line."""
    for word, following in pairwise([*words, None]):
        if word:
            yield word, " " if following and following.line == word.line else "\n"


def _letters(word: RecognisedWord) -> Iterator[Box]:
    width = (word.x1 - word.x0) / len(word.text)
    for place in range(len(word.text)):
        yield word.x0 + place * width, word.y0, word.x0 + (place + 1) * width, word.y1
