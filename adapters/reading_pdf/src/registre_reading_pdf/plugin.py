"""What this adapter offers to a host. Importing it opens nothing, and loads no engine."""

from __future__ import annotations

from registre_core.plugins import Offer, hookimpl
from registre_core.ports import PageReader


def _reader(_: str) -> PageReader:
    from registre_reading_pdf.reader import PdfPageReader  # loaded only when chosen

    return PdfPageReader()


@hookimpl
def registre_page_readers() -> list[Offer[PageReader]]:
    """Offer pdfium with pdfplumber's second opinion."""
    return [Offer("pdf", _reader, "PDF : pdfium, contrôlé par pdfplumber")]
