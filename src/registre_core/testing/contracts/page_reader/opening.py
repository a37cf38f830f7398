"""Opening what is written by hand, and what several parts of the contract stand on."""

from __future__ import annotations

import io
from contextlib import AbstractContextManager

import pytest

from registre_core.extraction import PageText
from registre_core.kernel.errors import InvalidInput
from registre_core.ports.page_reader import PageReader, Reading
from registre_core.testing.pdfs import A4, Sheet, pdf

FULL = (0.0, 0.0, *A4)
CROP = (50.0, 100.0, 500.0, 800.0)
SHIFTED = (-20.0, 30.0, 575.0, 872.0)

SESAME = "sésame"
"""Opens what is encrypted; its accent is part of the test."""

MASTER = "maître"
"""Opens it to its owner."""


def opened(reader: PageReader, file: bytes, password: str | None = None) -> AbstractContextManager[Reading]:
    """Open a file that is held in memory."""
    return reader.open(io.BytesIO(file), password=password)


def text_of(reader: PageReader, *pages: str | Sheet) -> PageText:
    """Read the first page of these."""
    with opened(reader, pdf(*pages)) as reading:
        return reading.text(1)


def refusal(reader: PageReader, file: bytes, password: str | None = None) -> str:
    """Open a file that is refused, and give the code."""
    with pytest.raises(InvalidInput) as refused, opened(reader, file, password) as reading:
        reading.text(1)
    return refused.value.code
