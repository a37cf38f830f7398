"""Reads PDF files: pdfium first, pdfplumber where pdfium's text makes no sense; neither in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from attrs import field, frozen

from registre_core.kernel.errors import InvalidInput
from registre_reading_pdf.leases import LeasedReading
from registre_reading_pdf.opening import Limits
from registre_reading_pdf.spool import spooled
from registre_reading_pdf.workers import WORKERS, Workers


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
    """What is too large for this host, or too long."""
    workers: Workers = field(default=WORKERS, repr=False)
    """Who reads; those of this process, unless a test brings its own."""

    @contextmanager
    def open(self, stream: BinaryIO, *, password: str | None = None) -> Iterator[LeasedReading]:
        """Open a document for reading; see the port for what is refused, and `Limits` for what is too large."""
        with spooled(stream, password, self.limits) as document:
            opened = self.workers.opened(document)
            if opened.pages > self.limits.pages:
                said = f"the document has {opened.pages} pages, more than {self.limits.pages}: split it"
                raise InvalidInput.at("document", "too-many-pages", said, limit=self.limits.pages)
            reading = LeasedReading(document, opened, self.workers)
            try:
                yield reading
            finally:
                reading.close()
