"""The text recognizers of the house keep their promises."""

import pytest

from registre_core.ports import PageReader, TextRecognizer
from registre_core.testing.contracts.text_recognizer import TextRecognizerContract
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
