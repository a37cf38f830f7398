"""Reports that a script writes: some of their pages can be read, the others are scans, and a recognizer knows them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO

from attrs import define, field, frozen
from tests.usecases.doubles import WatchedStorage, require_no_transaction

from registre_core.extraction import (
    Boxes,
    Candidate,
    PageInfo,
    PageText,
    Part,
    RecognisedWord,
    Recognition,
    Region,
    Report,
    Ruling,
    Selection,
    Sighting,
    Survey,
    Turn,
)
from registre_core.extraction.boxes import Box
from registre_core.kernel.errors import InvalidInput

WIDTH, HEIGHT, MARGIN, LINE, LETTER = 595.0, 842.0, 72.0, 20.0, 6.0
"""A page of A4 and how lines are set on it, in points."""

Script = Mapping[int, Sequence[str]]
"""The lines of each page."""


@define
class ScriptedPages:
    """A page reader that reads what a script says: every file has the same pages, each a list of lines."""

    storage: WatchedStorage
    script: Script
    scans: frozenset[int] = frozenset()
    """The pages that are images."""
    may_be_copied: bool = True
    passwords: list[str | None] = field(factory=list)
    """Those it was opened with."""
    texts: list[int] = field(factory=list)
    """The pages that were read."""

    @contextmanager
    def open(self, stream: BinaryIO, *, password: str | None = None) -> Iterator[ScriptedReading]:
        require_no_transaction(self.storage)
        assert stream.read(), "a reader is given the bytes from their beginning"
        self.passwords.append(password)
        yield ScriptedReading(self)


@frozen
class ScriptedReading:
    pages: ScriptedPages

    @property
    def page_count(self) -> int:
        return len(self.pages.script)

    @property
    def engine(self) -> str:
        return "script 1"

    @property
    def may_be_copied(self) -> bool:
        return self.pages.may_be_copied

    def page(self, number: int) -> PageInfo:
        if number not in self.pages.script:
            raise InvalidInput.at("page", "page-out-of-range", f"there is no page {number}", page=number)
        return PageInfo(number, str(number), WIDTH, HEIGHT)

    def text(self, number: int) -> PageText:
        require_no_transaction(self.pages.storage)
        info = self.page(number)
        self.pages.texts.append(number)
        lines = () if number in self.pages.scans else self.pages.script[number]
        return PageText(info, "\n".join(lines), Boxes.of(boxes_of(lines)), self.engine)

    def rulings(self, number: int) -> Sequence[Ruling]:
        self.page(number)
        return ()

    def survey(self, number: int) -> Survey:
        self.page(number)
        return Survey(images=((0.0, 0.0, WIDTH, HEIGHT),) if number in self.pages.scans else ())

    def render(
        self,
        number: int,
        region: Region | None = None,
        *,
        dpi: int = 150,
        grey: bool = False,
        margin: int = 0,
        turn: Turn = Turn.NONE,
    ) -> bytes:
        require_no_transaction(self.pages.storage)
        assert grey, "what is recognised is looked at in shades of grey"
        assert region is not None
        shown = {"page": self.page(number).number, "box": region.box, "dpi": dpi, "margin": margin, "turn": turn}
        return json.dumps(shown).encode()


@define
class ScriptedRecognizer:
    """Reads the pictures that `ScriptedReading` draws, if they are upright."""

    storage: WatchedStorage
    script: Script
    confidence: float = 90.0
    seen: list[int] = field(factory=list)
    """The pages of the pictures that were read, in order."""

    @property
    def language(self) -> str:
        return "fra"

    @property
    def engine(self) -> str:
        return "scripted 2"

    def check(self) -> None:
        pass

    def recognise(self, picture: bytes, *, dpi: int, is_page: bool = False) -> Recognition:
        require_no_transaction(self.storage)
        shown = json.loads(picture)
        self.seen.append(shown["page"])
        assert dpi == shown["dpi"]
        if shown["turn"]:
            return Recognition()
        left, top, right, bottom = shown["box"]
        scale, margin = dpi / 72, shown["margin"]
        words = []
        for word, number, (x0, y0, x1, y1) in words_of(self.script[shown["page"]]):
            if left <= x0 and x1 <= right and top <= y0 and y1 <= bottom:
                x, y, to_x, to_y = (margin + pixels * scale for pixels in (x0 - left, y0 - top, x1 - left, y1 - top))
                words.append(RecognisedWord(word, x, y, to_x, to_y, number, self.confidence))
        return Recognition(tuple(words))


@frozen
class FirstLetters:
    """Sees a point in every line that begins with a digit, whatever else it says."""

    name: str = "chiffres"

    def sightings(self, report: Report) -> Iterator[Sighting]:
        for leaf in report.leaves:
            for line in leaf.text.lines:
                number, dot, words = leaf.text.characters[line.start : line.end].partition(". ")
                if number.isdigit() and dot:
                    yield Sighting((Part(leaf.number, line.end - len(words), line.end),), 0.9, number=number)


def boxes_of(lines: Sequence[str]) -> Iterator[Any]:
    for place, line in enumerate(lines):
        top = MARGIN + place * LINE
        characters = len(line) + (place < len(lines) - 1)  # the break shares the box of the letter before it
        for column in range(characters):
            left = MARGIN + min(column, len(line) - 1) * LETTER
            yield left, top, left + LETTER, top + LINE / 2


def words_of(lines: Sequence[str]) -> Iterator[tuple[str, int, Box]]:
    """Give each word with its line and its place."""
    for place, line in enumerate(lines):
        top, column = MARGIN + place * LINE, 0
        for word in line.split(" "):
            left = MARGIN + column * LETTER
            yield word, place, (left, top, left + len(word) * LETTER, top + LINE / 2)
            column += len(word) + 1


def line_of(page: int, place: int) -> Selection:
    """Mark one whole line of a scripted page, counted from 0."""
    top = MARGIN + place * LINE
    return Selection((Region(page, MARGIN - 2, top - 2, WIDTH - MARGIN, top + LINE / 2 + 2),))


def candidate_of(script: Script, page: int, place: int, **given: Any) -> Candidate:  # noqa: ANN401  # fields of a candidate
    """Propose a line of a page as `FirstLetters` sees it."""
    lines = script[page]
    number, _, words = lines[place].partition(". ")
    end = len("\n".join(lines[: place + 1]))
    region = line_of(page, place).regions[0]
    assert isinstance(region, Region)
    defaults = {
        "text": words,
        "parts": (Part(page, end - len(words), end),),
        "regions": (region,),
        "detector": "chiffres",
        "score": 0.9,
        "number": number,
    }
    return Candidate(**{**defaults, **given})
