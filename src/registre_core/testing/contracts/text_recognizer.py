"""The contract of `TextRecognizer`, on words that a page reader draws.

A picture of letters must come from somewhere: from the reader under the fixture `pages`, which the contract of
`PageReader` proves; the files it draws are written by hand (`registre_core.testing.pdfs`).

Example:
    A recognizer is proven by a class that says how to build it, and what it is without what must be installed::

        class TestMyRecognizer(TextRecognizerContract):
            @pytest.fixture
            def recognizer(self):
                return MyRecognizer()

            @pytest.fixture
            def pages(self):
                return PdfPageReader()

            @pytest.fixture
            def without_engine(self, monkeypatch):
                monkeypatch.setenv("PATH", "")
                return MyRecognizer()

            @pytest.fixture
            def without_language(self):
                return MyRecognizer("xyz")
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import ClassVar

import pytest

from registre_core.extraction import Recognition, Region, Turn
from registre_core.kernel.errors import ConfigurationError, InvalidInput
from registre_core.ports.page_reader import PageReader
from registre_core.ports.text_recognizer import TextRecognizer
from registre_core.testing.obligations import Capability, obligation
from registre_core.testing.pdfs import Frame, Sheet, Stroke, Text, paragraph, pdf

SLIP = (0.0, 0.0, 330.0, 120.0)
"""The paper that words are drawn on, in points."""

BEGINNING = 40.0
"""Points from the left at which lines begin."""

SENTENCE = "L'extincteur n° 12, à l'entrée, est périmé : remplacer."
"""What French reports are made of: accents, an apostrophe, a degree sign, spaces before colons."""

WRITTEN = paragraph(SENTENCE, "La porte coupe-feu du rez-de-chaussée", "est bloquée (cale en bois).", x=BEGINNING, y=80)
"""Three lines of it."""

NEAR = 2.0
"""Points by which a box may differ from the letter's own edges, which fonts do not tell."""

LEFT = """
Le tableau général du bâtiment
est accessible au public : le
fermer à clé dès ce jour, et
remettre la clé au concierge.
Une affiche à ce sujet sera
posée sur la porte du local,
et la consigne sera relue par
le personnel de surveillance.
"""
RIGHT = """
Un bloc de secours ne brille
plus dans l'escalier du nord :
mettre une ampoule neuve avant
la prochaine visite, puis en
vérifier la durée. Le bloc du
palier est caché par un rideau
qui doit être raccourci, ou
fixé plus loin de la sortie.
"""
"""Two columns of a page; read across, they say something else."""

NOT_PICTURES = {
    "nothing": b"",
    "text": SENTENCE.encode(),
    "a list of files": b"/etc/passwd\n/etc/hosts\n",
    "a document": pdf(SENTENCE),
    "a signature": b"\x89PNG\r\n\x1a\n",
    "no header": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "a picture of nothing": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(8) + b"\x08\x00\x00\x00\x00",
}


def png(width: int, height: int, data: bytes) -> bytes:
    """Write a picture in shades of grey (PNG, third edition, 11.2), whatever its data is."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def drawn(pages: PageReader, sheet: Sheet, *, dpi: int = 300, turn: Turn = Turn.NONE) -> bytes:
    """Draw a page as recognizers are given them: grey."""
    with pages.open(io.BytesIO(pdf(sheet))) as reading:
        info = reading.page(1)
        whole = Region(1, 0, 0, info.width, info.height)
        return reading.render(1, whole, dpi=dpi, grey=True, turn=turn)


def slip(content: Iterable[Text | Stroke | Frame]) -> Sheet:
    """Lay something on a small piece of paper."""
    return Sheet(tuple(content), SLIP)


def said(recognition: Recognition) -> str:
    """Write down what was read."""
    return " ".join(word.text for word in recognition.words)


def written() -> str:
    """Write down what stands there."""
    return " ".join(line.words for line in WRITTEN)


class TextRecognizerContract:
    """REC-1 to REC-8. Override `recognizer`, `pages`, and unless it is declared otherwise what is built without."""

    engine_may_be_missing: ClassVar[Capability | bool] = Capability("its engine is installed apart from it")
    language_may_be_missing: ClassVar[Capability | bool] = Capability(
        "the data of its languages is installed apart from it"
    )

    @pytest.fixture
    def recognizer(self) -> TextRecognizer:
        """Say how to build the recognizer, for French."""
        raise NotImplementedError("override the fixture `recognizer`")

    @pytest.fixture
    def pages(self) -> PageReader:
        """Say what draws the pictures."""
        raise NotImplementedError("override the fixture `pages`")

    @pytest.fixture
    def without_engine(self, recognizer: TextRecognizer) -> TextRecognizer:
        """Say how to build one whose engine is not installed."""
        if self.engine_may_be_missing:
            raise NotImplementedError("override `without_engine`, or declare `engine_may_be_missing = False`")
        return recognizer

    @pytest.fixture
    def without_language(self, recognizer: TextRecognizer) -> TextRecognizer:
        """Say how to build one whose engine lacks the language."""
        if self.language_may_be_missing:
            raise NotImplementedError("override `without_language`, or declare `language_may_be_missing = False`")
        return recognizer

    @obligation("REC-1")
    @pytest.mark.parametrize("dpi", [200, 300])
    def test_a_box_is_drawn_around_the_ink_of_its_word(
        self, recognizer: TextRecognizer, pages: PageReader, dpi: int
    ) -> None:
        picture = drawn(pages, slip([Text("Repère", 60, 70), Text("extincteur", 160, 70)]), dpi=dpi)
        first, second = recognizer.recognise(picture, dpi=dpi).words
        scale = dpi / 72
        boxes = [[edge / scale for edge in (word.x0, word.y0, word.x1, word.y1)] for word in (first, second)]

        assert boxes[0] == pytest.approx((60.8, 41.4, 99.0, 52.5), abs=NEAR)
        assert boxes[1] == pytest.approx((160.4, 41.4, 211.9, 50.1), abs=NEAR)

    @obligation("REC-2")
    def test_words_are_read_as_printed_in_reading_order(self, recognizer: TextRecognizer, pages: PageReader) -> None:
        picture = drawn(pages, slip(WRITTEN))

        assert said(recognizer.recognise(picture, dpi=300)) == written()
        assert said(recognizer.recognise(picture, dpi=300, is_page=True)) == written()

    @obligation("REC-2")
    def test_words_know_their_lines(self, recognizer: TextRecognizer, pages: PageReader) -> None:
        words = recognizer.recognise(drawn(pages, slip(WRITTEN)), dpi=300).words
        expected = [line for line, text in enumerate(WRITTEN) for _ in text.words.split()]

        assert [word.line for word in words] == expected

    @obligation("REC-2")
    def test_the_columns_of_a_page_are_read_one_after_the_other(
        self, recognizer: TextRecognizer, pages: PageReader
    ) -> None:
        columns = [paragraph(*text.strip().splitlines(), x=x) for x, text in ((72, LEFT), (320, RIGHT))]
        page = Sheet(tuple(line for column in columns for line in column))
        recognition = recognizer.recognise(drawn(pages, page), dpi=300, is_page=True)

        assert said(recognition) == " ".join((LEFT + RIGHT).split())

    @obligation("REC-3")
    def test_clean_letters_are_read_with_confidence(self, recognizer: TextRecognizer, pages: PageReader) -> None:
        words = recognizer.recognise(drawn(pages, slip(WRITTEN)), dpi=300).words

        assert all(50 < word.confidence <= 100 for word in words)

    @obligation("REC-3")
    def test_letters_that_can_hardly_be_read_are_read_with_less(
        self, recognizer: TextRecognizer, pages: PageReader
    ) -> None:
        clean = recognizer.recognise(drawn(pages, slip(WRITTEN)), dpi=300)
        crossed = [Stroke(30, height, 320, height + 2) for height in range(40, 100, 3)]
        spoilt = recognizer.recognise(drawn(pages, slip([*WRITTEN, *crossed])), dpi=300)

        assert spoilt.confidence < clean.confidence - 10

    @obligation("REC-4")
    @pytest.mark.parametrize("content", [(), (Frame(-10, -10, 400, 200, filled=True),)], ids=["white", "black"])
    def test_a_picture_without_words_has_none(
        self, recognizer: TextRecognizer, pages: PageReader, content: tuple[Frame, ...]
    ) -> None:
        assert recognizer.recognise(drawn(pages, slip(content)), dpi=300) == Recognition()

    @obligation("REC-5")
    @pytest.mark.parametrize("picture", NOT_PICTURES.values(), ids=NOT_PICTURES)
    def test_what_is_no_picture_is_refused(self, recognizer: TextRecognizer, picture: bytes) -> None:
        assert refusal(recognizer, picture) == "not-a-picture"

    @obligation("REC-5")
    def test_a_picture_whose_end_never_arrived_is_refused(self, recognizer: TextRecognizer, pages: PageReader) -> None:
        whole = drawn(pages, slip(WRITTEN))

        assert refusal(recognizer, whole[: len(whole) // 2]) == "not-a-picture"

    @obligation("REC-5")
    def test_a_picture_that_nobody_can_afford_is_refused_and_the_next_one_is_read(
        self, recognizer: TextRecognizer, pages: PageReader
    ) -> None:
        assert refusal(recognizer, png(100_000, 100_000, zlib.compress(bytes(100_000)))) == "picture-too-costly"
        assert said(recognizer.recognise(drawn(pages, slip(WRITTEN)), dpi=300)) == written()

    @obligation("REC-6")
    def test_who_has_everything_needs_nothing(self, recognizer: TextRecognizer) -> None:
        recognizer.check()

        assert "fra" in recognizer.language.split("+")

    @obligation("REC-6", needs="engine_may_be_missing")
    def test_a_missing_engine_is_told_with_what_to_install(
        self, without_engine: TextRecognizer, pages: PageReader
    ) -> None:
        assert missing(without_engine, drawn(pages, slip(WRITTEN))) == {"recognizer-not-installed"}
        with pytest.raises(ConfigurationError):
            without_engine.engine  # noqa: B018  # asking for it is the point

    @obligation("REC-6", needs="language_may_be_missing")
    def test_a_missing_language_is_told_with_what_to_install(
        self, without_language: TextRecognizer, pages: PageReader
    ) -> None:
        assert missing(without_language, drawn(pages, slip(WRITTEN))) == {"language-not-installed"}

    @obligation("REC-7")
    def test_the_engine_is_named_with_its_version(self, recognizer: TextRecognizer) -> None:
        assert re.fullmatch(r"\S+ \d\S*", recognizer.engine)
        assert recognizer.engine == recognizer.engine

    @obligation("REC-7")
    def test_the_same_picture_gives_the_same_words_whoever_reads_beside(
        self, recognizer: TextRecognizer, pages: PageReader
    ) -> None:
        pictures = [drawn(pages, slip([line])) for line in WRITTEN]
        alone = [recognizer.recognise(picture, dpi=300) for picture in pictures]
        with ThreadPoolExecutor(len(pictures)) as pool:
            beside = list(pool.map(lambda picture: recognizer.recognise(picture, dpi=300), pictures * 2))

        assert beside == alone * 2

    @obligation("REC-8")
    def test_a_picture_that_stands_on_its_head_is_not_turned(
        self, recognizer: TextRecognizer, pages: PageReader
    ) -> None:
        turned = recognizer.recognise(drawn(pages, slip(WRITTEN), turn=Turn.OVER), dpi=300)

        assert not set(said(turned).split()) & {"L'extincteur", "remplacer.", "coupe-feu", "rez-de-chaussée", "bloquée"}


def refusal(recognizer: TextRecognizer, picture: bytes) -> str:
    """Give a picture that is refused, and tell the code."""
    with pytest.raises(InvalidInput) as refused:
        recognizer.recognise(picture, dpi=300)
    return refused.value.code


def missing(recognizer: TextRecognizer, picture: bytes) -> set[str]:
    """Tell what is missing, when it is asked for and when it is needed; each time with what to do about it."""
    codes = set()
    for use in (recognizer.check, lambda: recognizer.recognise(picture, dpi=300)):
        with pytest.raises(ConfigurationError, match=r"install \S") as refused:
            use()
        codes.add(refused.value.code)
    return codes
