"""Recognizers that keep every promise but one."""

from __future__ import annotations

import time
from functools import cache
from itertools import count
from typing import ClassVar
from unicodedata import normalize

from attrs import evolve

from registre_core.extraction import RecognisedWord, Recognition
from registre_core.kernel.errors import AdapterFailure, ConfigurationError, InvalidInput
from registre_recognition_tesseract import TesseractRecognizer

CALLS = count()


@cache
def honestly(picture: bytes, dpi: int, *, is_page: bool) -> Recognition:
    """Read a picture once for all saboteurs: they are many, and an engine takes its time."""
    return TesseractRecognizer().recognise(picture, dpi=dpi, is_page=is_page)


@cache
def engine() -> str:
    """Ask once for its name."""
    return TesseractRecognizer().engine


class WrongRecognizer:
    """A recognizer that breaks one promise; this one keeps them all."""

    breaks: ClassVar[str]
    """The obligations that must catch it."""

    language = "fra"

    def __init__(self, lacks: str | None = None) -> None:
        self.lacks = lacks
        """The code of what is missing in its world, if anything is."""

    @property
    def engine(self) -> str:
        self.check()
        return engine()

    def check(self) -> None:
        if self.lacks:
            raise ConfigurationError(self.lacks, "apt-get install what is missing")

    def recognise(self, picture: bytes, *, dpi: int, is_page: bool = False) -> Recognition:
        self.check()
        return Recognition(
            tuple(word for seen in honestly(picture, dpi, is_page=is_page).words if (word := self.word(seen, dpi)))
        )

    def word(self, word: RecognisedWord, dpi: int) -> RecognisedWord | None:
        """Spoil a word."""
        return word


def moved(word: RecognisedWord, x0: float, y0: float, x1: float, y1: float) -> RecognisedWord:
    return evolve(word, x0=x0, y0=y0, x1=x1, y1=y1)


class FromTheBottom(WrongRecognizer):
    """Counts pixels from the lower edge."""

    breaks = "REC-1"

    def word(self, word: RecognisedWord, dpi: int) -> RecognisedWord:
        height = 120 * dpi / 72
        return moved(word, word.x0, height - word.y1, word.x1, height - word.y0)


class InPoints(WrongRecognizer):
    """Gives points for pixels."""

    breaks = "REC-1"

    def word(self, word: RecognisedWord, dpi: int) -> RecognisedWord:
        return moved(word, *(edge * 72 / dpi for edge in (word.x0, word.y0, word.x1, word.y1)))


class AtOneResolution(WrongRecognizer):
    """Takes every picture for one of 300 dots per inch."""

    breaks = "REC-1"

    def word(self, word: RecognisedWord, dpi: int) -> RecognisedWord:
        return moved(word, *(edge * 300 / dpi for edge in (word.x0, word.y0, word.x1, word.y1)))


class GivesSizes(WrongRecognizer):
    """Gives width and height for the right and lower edge."""

    breaks = "REC-1"

    def word(self, word: RecognisedWord, dpi: int) -> RecognisedWord:
        return moved(word, word.x0, word.y0, word.x1 - word.x0, word.y1 - word.y0)


class BoxesOfLines(WrongRecognizer):
    """Draws the box around the line instead."""

    breaks = "REC-1"

    def recognise(self, picture: bytes, *, dpi: int, is_page: bool = False) -> Recognition:
        words = super().recognise(picture, dpi=dpi, is_page=is_page).words
        return Recognition(tuple(self._as_wide_as_its_line(word, words) for word in words))

    @staticmethod
    def _as_wide_as_its_line(word: RecognisedWord, words: tuple[RecognisedWord, ...]) -> RecognisedWord:
        line = [other for other in words if other.line == word.line]
        return evolve(word, x0=min(other.x0 for other in line), x1=max(other.x1 for other in line))


class WithoutAccents(WrongRecognizer):
    """Knows the letters of English."""

    breaks = "REC-2"

    def word(self, word: RecognisedWord, dpi: int) -> RecognisedWord | None:
        text = normalize("NFD", word.text).encode("ascii", "ignore").decode()
        return evolve(word, text=text) if text else None


class WithoutPunctuation(WrongRecognizer):
    """Reads words only."""

    breaks = "REC-2"

    def word(self, word: RecognisedWord, dpi: int) -> RecognisedWord | None:
        text = word.text.strip(".:,()")
        return evolve(word, text=text) if text else None


class FromTheLastLine(WrongRecognizer):
    """Reads upwards."""

    breaks = "REC-2"

    def recognise(self, picture: bytes, *, dpi: int, is_page: bool = False) -> Recognition:
        words = super().recognise(picture, dpi=dpi, is_page=is_page).words
        return Recognition(tuple(sorted(words, key=lambda word: -word.line)))


class OneLine(WrongRecognizer):
    """Takes all for one line."""

    breaks = "REC-2"

    def word(self, word: RecognisedWord, dpi: int) -> RecognisedWord:
        return evolve(word, line=0)


class AcrossColumns(WrongRecognizer):
    """Reads a page as if it were a paragraph."""

    breaks = "REC-2"

    def recognise(self, picture: bytes, *, dpi: int, is_page: bool = False) -> Recognition:
        return super().recognise(picture, dpi=dpi)


class AlwaysSure(WrongRecognizer):
    """Loses the confidence of its engine."""

    breaks = "REC-3"

    def word(self, word: RecognisedWord, dpi: int) -> RecognisedWord:
        return evolve(word, confidence=100.0)


class NeverSure(WrongRecognizer):
    """Gives shares of one for percents."""

    breaks = "REC-3"

    def word(self, word: RecognisedWord, dpi: int) -> RecognisedWord:
        return evolve(word, confidence=word.confidence / 100)


class SeesGhosts(WrongRecognizer):
    """Finds something everywhere."""

    breaks = "REC-4"

    def recognise(self, picture: bytes, *, dpi: int, is_page: bool = False) -> Recognition:
        found = super().recognise(picture, dpi=dpi, is_page=is_page)
        return found if found.words else Recognition((RecognisedWord("_", 0, 0, 1, 1, 0, 1.0),))


class BlankIsAMistake(WrongRecognizer):
    """Fails where there is nothing to be read."""

    breaks = "REC-4"

    def recognise(self, picture: bytes, *, dpi: int, is_page: bool = False) -> Recognition:
        found = super().recognise(picture, dpi=dpi, is_page=is_page)
        if not found.words:
            raise AdapterFailure("recognizer-failed", "there is nothing")
        return found


class ShrugsAtJunk(WrongRecognizer):
    """Sees no words in what is no picture."""

    breaks = "REC-5"

    def recognise(self, picture: bytes, *, dpi: int, is_page: bool = False) -> Recognition:
        try:
            return super().recognise(picture, dpi=dpi, is_page=is_page)
        except InvalidInput:
            return Recognition()


class OneCode(WrongRecognizer):
    """Refuses whatever it does not like in the same way."""

    breaks = "REC-5"

    def recognise(self, picture: bytes, *, dpi: int, is_page: bool = False) -> Recognition:
        try:
            return super().recognise(picture, dpi=dpi, is_page=is_page)
        except InvalidInput as refused:
            raise InvalidInput.at("picture", "not-a-picture", str(refused)) from refused


class Sulks(WrongRecognizer):
    """Reads nothing any more once it was asked too much."""

    breaks = "REC-5"
    is_offended = False

    def recognise(self, picture: bytes, *, dpi: int, is_page: bool = False) -> Recognition:
        try:
            found = super().recognise(picture, dpi=dpi, is_page=is_page)
        except InvalidInput:
            self.is_offended = True
            raise
        return Recognition() if self.is_offended else found


class ChecksNothing(WrongRecognizer):
    """Finds out what is missing when somebody waits for it."""

    breaks = "REC-6"

    def check(self) -> None:
        pass

    def recognise(self, picture: bytes, *, dpi: int, is_page: bool = False) -> Recognition:
        super().check()
        return super().recognise(picture, dpi=dpi, is_page=is_page)


class LeavesYouAlone(WrongRecognizer):
    """Does not say what to do about what is missing."""

    breaks = "REC-6"

    def check(self) -> None:
        if self.lacks:
            raise ConfigurationError(self.lacks, "something is missing")


class BlamesTheEngine(WrongRecognizer):
    """Takes missing data for a missing engine."""

    breaks = "REC-6"

    def check(self) -> None:
        if self.lacks:
            raise ConfigurationError("recognizer-not-installed", "apt-get install the engine")


class ReadsSomethingElse(WrongRecognizer):
    """Reads another language than it says."""

    breaks = "REC-6"
    language = "eng"


class Anonymous(WrongRecognizer):
    """Does not say which version read."""

    breaks = "REC-7"

    @property
    def engine(self) -> str:
        return super().engine.partition(" ")[0]


class CountsItsCalls(WrongRecognizer):
    """Answers differently each time."""

    breaks = "REC-7"

    def word(self, word: RecognisedWord, dpi: int) -> RecognisedWord:
        return evolve(word, x0=word.x0 + next(CALLS) % 97 / 100)


class SharesItsDesk(WrongRecognizer):
    """Puts the picture where the next one finds it."""

    breaks = "REC-7"
    desk = b""

    def recognise(self, picture: bytes, *, dpi: int, is_page: bool = False) -> Recognition:
        self.desk = picture
        time.sleep(0.05)
        return super().recognise(self.desk, dpi=dpi, is_page=is_page)


class TurnsPictures(WrongRecognizer):
    """Reads what stands on its head, in coordinates that nobody knows."""

    breaks = "REC-8"

    def recognise(self, picture: bytes, *, dpi: int, is_page: bool = False) -> Recognition:
        found = super().recognise(picture, dpi=dpi, is_page=is_page)
        return found if found.confidence > 75 else evolve(found, words=tuple(map(self._upright, found.words)))

    @staticmethod
    def _upright(word: RecognisedWord) -> RecognisedWord:
        return evolve(word, text="coupe-feu")
