"""Opening reports, with all that reads them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from attrs import frozen

from registre_core.extraction import DETECTORS, Copying, Detector, Ocr
from registre_core.kernel.documents import Digest
from registre_core.ports import PageReader, Ports, TextRecognizer
from registre_core.services.reading.pages import ReportPages
from registre_core.services.reading.recognitions import Recognitions, Remembered
from registre_core.services.reading.report import OpenReport


@frozen
class ReportDesk:
    """What reads reports, put together once (*table de lecture*). Thread-safe as far as its ports are."""

    pages: PageReader
    """What reads PDF files."""
    recognizer: TextRecognizer | None = None
    """What reads scans (OCR), if anything was chosen."""
    detectors: tuple[Detector, ...] = DETECTORS
    """What finds observations."""
    copying: Copying = Copying.REPORTED
    """What becomes of a document whose author forbids copying."""

    @classmethod
    def of(cls, ports: Ports) -> ReportDesk:
        """Read with what a register stands on."""
        return cls(ports.pages, ports.recognizer, ports.detectors, ports.copying)

    @contextmanager
    def open(
        self,
        stream: BinaryIO,
        *,
        document: Digest,
        password: str | None = None,
        ocr: Ocr = Ocr.AUTO,
        known: Recognitions | None = None,
    ) -> Iterator[OpenReport]:
        """Open a report for reading; leaving the context releases it.

        Args:
            stream: its bytes, which are read on entering.
            document: their digest, which every passage names.
            password: what opens an encrypted report.
            ocr: when words are recognised rather than read.
            known: what was recognised before, and takes what is recognised now; remembered while the report is open
                unless told.

        Raises:
            InvalidInput: see `PageReader.open`: a damaged file, ``password-required``, ``password-wrong``.
        """
        with self.pages.open(stream, password=password) as reading:
            known = Remembered() if known is None else known
            pages = ReportPages(reading, document, ocr, known, self.recognizer)
            yield OpenReport(pages, self.detectors, self.copying)
