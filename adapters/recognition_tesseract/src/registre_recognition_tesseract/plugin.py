"""What this adapter offers to a host. Importing it starts nothing."""

from __future__ import annotations

from registre_core.plugins import Offer, hookimpl
from registre_core.ports import TextRecognizer


def _open(address: str) -> TextRecognizer:
    from registre_recognition_tesseract.recognizer import TesseractRecognizer  # loaded only when chosen

    return TesseractRecognizer.at(address)


@hookimpl
def registre_text_recognizers() -> list[Offer[TextRecognizer]]:
    """Offer Tesseract."""
    return [Offer("tesseract", _open, "pages numérisées (OCR) : tesseract, ou tesseract:fra+eng pour deux langues")]
