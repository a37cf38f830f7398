"""The page readers of the house keep their promises."""

import pytest

from registre_core.ports import PageReader
from registre_core.testing.contracts.page_reader import PageReaderContract
from registre_reading_pdf import PdfPageReader


class TestPdfPageReader(PageReaderContract):
    @pytest.fixture
    def reader(self) -> PageReader:
        return PdfPageReader()
