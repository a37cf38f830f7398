"""The text recognizers of the house keep their promises."""

import pytest

from registre_core.extraction import Recognition
from registre_core.ports import PageReader, TextRecognizer
from registre_core.testing.contracts.text_recognizer import TextRecognizerContract
from registre_core.testing.memory import MemoryRecognizer
from registre_reading_pdf import PdfPageReader
from registre_recognition_tesseract import TesseractRecognizer


class TestTesseractRecognizer(TextRecognizerContract):
    @pytest.fixture
    def recognizer(self) -> TextRecognizer:
        return TesseractRecognizer()

    @pytest.fixture
    def pages(self) -> PageReader:
        return PdfPageReader()

    @pytest.fixture
    def without_engine(self, monkeypatch: pytest.MonkeyPatch) -> TextRecognizer:
        monkeypatch.setenv("PATH", "")
        return TesseractRecognizer()

    @pytest.fixture
    def without_language(self) -> TextRecognizer:
        return TesseractRecognizer("fra+xyz")


class Pupil(MemoryRecognizer):
    """Is told by Tesseract what pictures show, those that it takes for pictures."""

    def recognise(self, picture: bytes, *, dpi: int, is_page: bool = False) -> Recognition:
        super().recognise(picture, dpi=dpi)
        self.tell(picture, *TesseractRecognizer().recognise(picture, dpi=dpi, is_page=is_page).words)
        return super().recognise(picture, dpi=dpi)


class TestMemoryRecognizer(TextRecognizerContract):
    engine_may_be_missing = False
    language_may_be_missing = False

    @pytest.fixture
    def recognizer(self) -> TextRecognizer:
        return Pupil()

    @pytest.fixture
    def pages(self) -> PageReader:
        return PdfPageReader()
