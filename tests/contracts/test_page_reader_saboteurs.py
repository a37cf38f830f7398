"""Readers that break one promise each, and the contract that names it."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import count
from typing import Any, BinaryIO

import pytest
from attrs import evolve, frozen

from registre_core.extraction import Boxes, PageInfo, PageText, Region, Ruling, Survey, Turn, upright
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.passages import TextSource
from registre_core.ports import PageReader, Reading
from registre_core.testing.contracts.page_reader import PageReaderContract
from registre_core.testing.obligations import proven_by
from registre_core.testing.saboteurs import broken_obligations
from registre_reading_pdf import PdfPageReader
from registre_reading_pdf.requests import Drawing

HONEST = PdfPageReader()
CALLS = count()
REMEMBERED: dict[int, PageText] = {}
LEFT_OPEN: list[AbstractContextManager[Reading]] = []


@frozen
class Honest:
    """Passes everything on; saboteurs override one thing."""

    reading: Reading

    @property
    def page_count(self) -> int:
        return self.reading.page_count

    @property
    def engine(self) -> str:
        return self.reading.engine

    def page(self, number: int) -> PageInfo:
        return self.reading.page(number)

    def text(self, number: int) -> PageText:
        return self.reading.text(number)

    def rulings(self, number: int) -> Sequence[Ruling]:
        return self.reading.rulings(number)

    @property
    def may_be_copied(self) -> bool:
        return self.reading.may_be_copied

    def survey(self, number: int) -> Survey:
        return self.reading.survey(number)

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
        return self.draw(number, region, Drawing(dpi, grey, margin, turn))

    def draw(self, number: int, region: Region | None, how: Drawing) -> bytes:
        return self.reading.render(number, region, dpi=how.dpi, grey=how.grey, margin=how.margin, turn=how.turn)


def moved(page: PageText, move: Callable[[float, float, float, float], tuple[float, float, float, float]]) -> PageText:
    return evolve(page, boxes=Boxes.of(move(*box) for box in page.boxes))


class FromTheBottom(Honest):
    """Origin at the bottom left, as PDF has it."""

    def text(self, number: int) -> PageText:
        page = self.reading.text(number)
        height = page.info.height
        return moved(page, lambda x0, y0, x1, y1: (x0, height - y1, x1, height - y0))


class WithoutRotation(Honest):
    """Measures the page as it lies in the file."""

    def text(self, number: int) -> PageText:
        page = self.reading.text(number)
        if page.info.rotation != 90:
            return page
        width = page.info.width
        return moved(page, lambda x0, y0, x1, y1: (y0, width - x1, y1, width - x0))


class WithoutCrop(Honest):
    """Measures from the corner of the paper."""

    def text(self, number: int) -> PageText:
        page = self.reading.text(number)
        left, bottom, _, _ = page.info.crop
        return moved(page, lambda x0, y0, x1, y1: (x0 + left, y0 + bottom, x1 + left, y1 + bottom))


class BoxesOfWords(Honest):
    """Gives every character the box of its word."""

    def text(self, number: int) -> PageText:
        page = self.reading.text(number)
        boxes = list(page.boxes)
        for word in page.words:
            hull = (word.x0, word.y0, word.x1, word.y1)
            boxes[word.start : word.start + len(word.text)] = [hull] * len(word.text)
        return evolve(page, boxes=Boxes.of(boxes))


class Backwards(Honest):
    """Words from the last to the first."""

    def text(self, number: int) -> PageText:
        page = self.reading.text(number)
        order = [place for word in reversed(page.words) for place in range(word.start, word.start + len(word.text) + 1)]
        order = [min(place, len(page.characters) - 1) for place in order]
        characters = "".join(page.characters[place] for place in order)
        return evolve(page, characters=characters, boxes=Boxes.of(page.boxes[place] for place in order))


class AcrossColumns(Honest):
    """Reads line by line from edge to edge, whatever stands between."""

    def text(self, number: int) -> PageText:
        page = self.reading.text(number)
        words = sorted(page.words, key=lambda word: (word.y0, word.x0))
        boxes = [box for word in words for box in [(word.x0, word.y0, word.x1, word.y1)] * (len(word.text) + 1)]
        return evolve(page, characters="".join(f"{word.text} " for word in words), boxes=Boxes.of(boxes))


class InPlainAscii(Honest):
    """Loses the accents."""

    def text(self, number: int) -> PageText:
        page = self.reading.text(number)
        return evolve(page, characters="".join(c if c.isascii() else "?" for c in page.characters))


class FromZero(Honest):
    """Counts pages as programmers do."""

    def page(self, number: int) -> PageInfo:
        return self.reading.page(number + 1)

    def text(self, number: int) -> PageText:
        return self.reading.text(number + 1)


class Clamped(Honest):
    """Shows the nearest page there is."""

    def text(self, number: int) -> PageText:
        return self.reading.text(min(max(number, 1), self.page_count))


class WithoutLabels(Honest):
    """Calls every page by its number."""

    def page(self, number: int) -> PageInfo:
        return evolve(self.reading.page(number), label=str(number))


class Anonymous(Honest):
    """Does not say which version read."""

    def text(self, number: int) -> PageText:
        return evolve(self.reading.text(number), engine="pdfium")


class Distrusted(Honest):
    """Calls everything recognised."""

    def text(self, number: int) -> PageText:
        return evolve(self.reading.text(number), source=TextSource.OCR)


class NumberedCalls(Honest):
    """Answers differently each time."""

    def text(self, number: int) -> PageText:
        return evolve(self.reading.text(number), engine=f"pdfium {next(CALLS)}")


class AllLines(Honest):
    """Takes slanted lines for rulings."""

    def rulings(self, number: int) -> Sequence[Ruling]:
        return [*self.reading.rulings(number), Ruling(0, 0, 50, 90)]


class NoLines(Honest):
    """Sees no lines."""

    def rulings(self, number: int) -> Sequence[Ruling]:
        self.reading.rulings(number)
        return []


class RoundedDown(Honest):
    """Loses the last pixels."""

    def draw(self, number: int, region: Region | None, how: Drawing) -> bytes:
        info = self.reading.page(number)
        shown = region or Region(number, 0, 0, info.width, info.height)
        return super().draw(number, evolve(shown, x1=shown.x1 - 72 / how.dpi), how)


class AlwaysTheCorner(Honest):
    """Draws the right size of the wrong place."""

    def draw(self, number: int, region: Region | None, how: Drawing) -> bytes:
        if region is None or region.x0 > self.reading.page(number).width:
            return super().draw(number, region, how)
        corner = Region(number, 300, 300, 300 + region.x1 - region.x0, 300 + region.y1 - region.y0)
        return super().draw(number, corner, how)


class BlankWhenAsked(Honest):
    """Draws anything, however large or far off."""

    def draw(self, number: int, region: Region | None, how: Drawing) -> bytes:
        try:
            return super().draw(number, region, how)
        except InvalidInput as refused:
            if refused.code == "page-out-of-range":
                raise
            return self.reading.render(number, dpi=72)


class InColours(Honest):
    """Draws in colours whatever is asked."""

    def draw(self, number: int, region: Region | None, how: Drawing) -> bytes:
        return super().draw(number, region, evolve(how, grey=False))


class WithoutText(Honest):
    """Leaves the words out of grey pictures, as pdfium does with the bytes of a pixel the other way round."""

    def draw(self, number: int, region: Region | None, how: Drawing) -> bytes:
        shown = Region(number, 300, 300, 895, 1142) if how.grey and region is None else region
        return super().draw(number, shown, how)


class WithoutMargin(Honest):
    """Draws to the edge."""

    def draw(self, number: int, region: Region | None, how: Drawing) -> bytes:
        return super().draw(number, region, evolve(how, margin=0))


class WithWhatStandsAround(Honest):
    """Fills the margin with more of the page."""

    def draw(self, number: int, region: Region | None, how: Drawing) -> bytes:
        if region is None:
            return super().draw(number, region, how)
        more = how.margin * 72 / how.dpi
        wider = Region(number, region.x0 - more, region.y0 - more, region.x1 + more, region.y1 + more)
        return super().draw(number, wider, evolve(how, margin=0))


class TheOtherWayRound(Honest):
    """Turns anticlockwise."""

    def draw(self, number: int, region: Region | None, how: Drawing) -> bytes:
        return super().draw(number, region, evolve(how, turn=Turn(-how.turn % 360)))


class Unturned(Honest):
    """Does not turn."""

    def draw(self, number: int, region: Region | None, how: Drawing) -> bytes:
        return super().draw(number, region, evolve(how, turn=Turn.NONE))


class ImagesAsTheyLie(Honest):
    """Places images as if the page were not turned."""

    def survey(self, number: int) -> Survey:
        survey, info = self.reading.survey(number), self.reading.page(number)
        if info.rotation != 90:
            return survey
        sides = upright((0.0, 0.0, info.width, info.height), Turn.DOWN)
        boxes = (upright(box, Turn.DOWN) for box in survey.images)
        return evolve(
            survey,
            images=tuple((x0 - sides[0], y0 - sides[1], x1 - sides[0], y1 - sides[1]) for x0, y0, x1, y1 in boxes),
        )


class BeyondTheEdges(Honest):
    """Does not cut images at the edges of the page."""

    def survey(self, number: int) -> Survey:
        survey, info = self.reading.survey(number), self.reading.page(number)
        grown = tuple(
            (x0, y0 - 40 if y0 == 0 else y0, x1 + 40 if x1 == info.width else x1, y1)
            for x0, y0, x1, y1 in survey.images
        )
        return evolve(survey, images=grown)


class SeesTheUnseen(Honest):
    """Takes what is drawn beside the page for seen."""

    def survey(self, number: int) -> Survey:
        survey = self.reading.survey(number)
        return evolve(survey, images=survey.images or ((0.0, 0.0, 1.0, 1.0),))


class AllVisible(Honest):
    """Takes the words behind a scan for printed ones."""

    def survey(self, number: int) -> Survey:
        return evolve(self.reading.survey(number), hidden=0.0)


class AnyHiddenIsAll(Honest):
    """Knows no share: one hidden word hides the page."""

    def survey(self, number: int) -> Survey:
        survey = self.reading.survey(number)
        return evolve(survey, hidden=1.0 if survey.hidden else 0.0)


class BlankWithoutWords(Honest):
    """Calls a page blank that shows no words."""

    def survey(self, number: int) -> Survey:
        survey = self.reading.survey(number)
        return evolve(survey, is_blank=survey.is_blank or not self.reading.text(number).characters)


class InkOfAnyKind(Honest):
    """Calls a page blank only if nothing is drawn, not even white on white."""

    def survey(self, number: int) -> Survey:
        survey = self.reading.survey(number)
        return evolve(survey, is_blank=survey.is_blank and not survey.images and not survey.hidden)


class AllAllowed(Honest):
    """Says nothing of what is forbidden."""

    @property
    def may_be_copied(self) -> bool:
        return self.reading.may_be_copied or True


class ForbiddenForAll(Honest):
    """Repeats the author's flag to the owner himself."""

    @property
    def may_be_copied(self) -> bool:
        return self.reading.may_be_copied and self.reading.text(1).characters != "réservé"


class LockedForAll:
    """Does not read what may not be copied."""

    @contextmanager
    def open(self, stream: BinaryIO, *, password: str | None = None) -> Iterator[Reading]:
        with HONEST.open(stream, password=password) as reading:
            if not reading.may_be_copied:
                raise InvalidInput.at("document", "copying-forbidden", "its author forbids it")
            yield reading


class Remembering(Honest):
    """Answers from memory when the document is closed."""

    def text(self, number: int) -> PageText:
        try:
            REMEMBERED[number] = self.reading.text(number)
        except InvalidInput as refused:
            if refused.code != "reading-closed":
                raise
        return REMEMBERED[number]


class Unpicklable(Honest):
    """Hands out something that only lives in this process."""

    def rulings(self, number: int) -> Sequence[Ruling]:
        return [*self.reading.rulings(number), lambda: number]  # type: ignore[list-item]  # that is the point


@frozen
class Reads:
    """Opens honestly, and reads as the saboteur does."""

    saboteur: Callable[[Reading], Reading]

    @contextmanager
    def open(self, stream: BinaryIO, *, password: str | None = None) -> Iterator[Reading]:
        with HONEST.open(stream, password=password) as reading:
            yield self.saboteur(reading)


class OneCode:
    """Refuses whatever it does not like in the same way."""

    @contextmanager
    def open(self, stream: BinaryIO, *, password: str | None = None) -> Iterator[Reading]:
        try:
            with HONEST.open(stream, password=password) as reading:
                yield reading
        except InvalidInput as refused:
            raise InvalidInput.at("document", "damaged-pdf", str(refused)) from refused


class MendsFiles:
    """Opens what is left of a file, as engines do."""

    @contextmanager
    def open(self, stream: BinaryIO, *, password: str | None = None) -> Iterator[Reading]:
        with HONEST.open(io.BytesIO(stream.read() + b"%%EOF"), password=password) as reading:
            yield reading


class AsksAgain:
    """Takes a wrong password for a missing one."""

    @contextmanager
    def open(self, stream: BinaryIO, *, password: str | None = None) -> Iterator[Reading]:
        try:
            with HONEST.open(stream, password=password) as reading:
                yield reading
        except InvalidInput as refused:
            if refused.code != "password-wrong":
                raise
            raise InvalidInput.at("password", "password-required", "give the password") from refused


class LeavesOpen:
    """Never closes, and so is still of use afterwards."""

    def open(self, stream: BinaryIO, *, password: str | None = None) -> AbstractContextManager[Reading]:
        context = HONEST.open(stream, password=password)
        reading = context.__enter__()
        LEFT_OPEN.append(context)
        return nullcontext(reading)


class OneAtATime:
    """Holds one document for all who ask."""

    def __init__(self) -> None:
        self.file = b""

    @contextmanager
    def open(self, stream: BinaryIO, *, password: str | None = None) -> Iterator[Reading]:
        self.file = self.file or stream.read()
        with HONEST.open(io.BytesIO(self.file), password=password) as reading:
            yield reading
        self.file = b""


def reader_of(saboteur: type[Any]) -> PageReader:
    reader: PageReader = Reads(saboteur) if issubclass(saboteur, Honest) else saboteur()
    return reader


SABOTEURS = [
    (FromTheBottom, "PAG-1"),
    (WithoutRotation, "PAG-1"),
    (WithoutCrop, "PAG-1"),
    (BoxesOfWords, "PAG-1"),
    (Backwards, "PAG-2"),
    (AcrossColumns, "PAG-2"),
    (InPlainAscii, "PAG-2"),
    (FromZero, "PAG-3"),
    (Clamped, "PAG-3"),
    (WithoutLabels, "PAG-3"),
    (OneCode, "PAG-4"),
    (MendsFiles, "PAG-4"),
    (OneCode, "PAG-5"),
    (AsksAgain, "PAG-5"),
    (Remembering, "PAG-6"),
    (LeavesOpen, "PAG-6"),
    (NumberedCalls, "PAG-7"),
    (OneAtATime, "PAG-7"),
    (RoundedDown, "PAG-8"),
    (AlwaysTheCorner, "PAG-8"),
    (BlankWhenAsked, "PAG-8"),
    (InColours, "PAG-8"),
    (WithoutText, "PAG-8"),
    (WithoutMargin, "PAG-8"),
    (WithWhatStandsAround, "PAG-8"),
    (TheOtherWayRound, "PAG-8"),
    (Unturned, "PAG-8"),
    (Anonymous, "PAG-9"),
    (Distrusted, "PAG-9"),
    (NoLines, "PAG-10"),
    (AllLines, "PAG-10"),
    (Unpicklable, "PAG-11"),
    (ImagesAsTheyLie, "PAG-12"),
    (BeyondTheEdges, "PAG-12"),
    (SeesTheUnseen, "PAG-12"),
    (AllVisible, "PAG-12"),
    (AnyHiddenIsAll, "PAG-12"),
    (BlankWithoutWords, "PAG-12"),
    (InkOfAnyKind, "PAG-12"),
    (AllAllowed, "PAG-13"),
    (ForbiddenForAll, "PAG-13"),
    (LockedForAll, "PAG-13"),
]


@pytest.mark.parametrize("saboteur,number", SABOTEURS)
def test_the_contract_names_what_a_saboteur_breaks(saboteur: type[Any], number: str) -> None:
    assert number in broken_obligations(PageReaderContract, number, reader=lambda: reader_of(saboteur))


def test_the_contract_finds_nothing_to_say_about_an_honest_reader() -> None:
    assert broken_obligations(PageReaderContract, reader=lambda: Reads(Honest)) == set()


def test_each_obligation_of_the_port_has_its_tests_and_its_saboteurs() -> None:
    promised = set(re.findall(r"PAG-\d+", PageReader.__doc__ or ""))

    assert promised == proven_by(PageReaderContract)
    assert promised == {number for _, number in SABOTEURS}


@pytest.fixture(autouse=True)
def _close_what_was_left_open() -> Iterator[None]:
    yield
    while LEFT_OPEN:
        LEFT_OPEN.pop().__exit__(None, None, None)
