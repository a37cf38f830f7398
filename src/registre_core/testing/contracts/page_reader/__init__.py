"""The contract of `PageReader`: PAG-1 to PAG-13, on files that are written by hand (`registre_core.testing.pdfs`).

Example:
    A reader is proven by a class that says how to build it::

        class TestMyReader(PageReaderContract):
            @pytest.fixture
            def reader(self):
                return MyReader()
"""

import pytest

from registre_core.ports.page_reader import PageReader
from registre_core.testing.contracts.page_reader.drawings import DrawingContract
from registre_core.testing.contracts.page_reader.words import WordContract

__all__ = ["PageReaderContract"]


class PageReaderContract(WordContract, DrawingContract):
    """PAG-1 to PAG-13. Override `reader`."""

    @pytest.fixture
    def reader(self) -> PageReader:
        """Say how to build the reader."""
        raise NotImplementedError("override the fixture `reader`")
