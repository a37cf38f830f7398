"""What this adapter offers to a host. Importing it opens nothing, and loads no engine."""

from __future__ import annotations

from importlib.util import find_spec

from registre_core.plugins import Offer, hookimpl
from registre_core.ports import PageReader


def _reader(_: str) -> PageReader:
    from registre_reading_pdf.reader import PdfPageReader  # loaded only when chosen

    return PdfPageReader()


@hookimpl
def registre_page_readers() -> list[Offer[PageReader]]:
    """Offer pdfium with pdfplumber's second opinion."""
    bounds = "" if find_spec("resource") else " ; sur ce système, la mémoire n'est pas bornée"
    return [Offer("pdf", _reader, f"PDF : pdfium, contrôlé par pdfplumber, un processus par document{bounds}")]
