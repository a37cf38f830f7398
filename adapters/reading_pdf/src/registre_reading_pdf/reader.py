"""Reads PDF files: pdfium first, pdfplumber where pdfium's text makes no sense."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from attrs import field, frozen

from registre_core.kernel.errors import InvalidInput
from registre_reading_pdf.engine import opened
from registre_reading_pdf.opening import Limits, checked_bytes
from registre_reading_pdf.reading import PdfReading


@frozen
class PdfPageReader:
    """The `PageReader` of PDF files.

    Example:
        >>> import io
        >>> from registre_core.testing.pdfs import pdf
        >>> with PdfPageReader().open(io.BytesIO(pdf("Extincteur absent"))) as reading:
        ...     reading.text(1).clean.text
        'Extincteur absent'
    """

    limits: Limits = field(factory=Limits)
    """What is too large for this host."""

    @contextmanager
    def open(self, stream: BinaryIO, *, password: str | None = None) -> Iterator[PdfReading]:
        """Open a document for reading; see the port for what is refused, and `Limits` for what is too large."""
        data = checked_bytes(stream, self.limits)
        with opened(data, password) as document:
            if len(document) > self.limits.pages:
                said = f"the document has {len(document)} pages, more than {self.limits.pages}: split it"
                raise InvalidInput.at("document", "too-many-pages", said, limit=self.limits.pages)
            reading = PdfReading(document, data, password, self.limits)
            try:
                yield reading
            finally:
                reading.close()
