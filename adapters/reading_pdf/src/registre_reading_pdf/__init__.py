"""Pages of PDF files for registre-core, read by pypdfium2 and, where its text makes no sense, by pdfplumber."""

from registre_reading_pdf.opening import Limits
from registre_reading_pdf.reader import PdfPageReader

__all__ = ["Limits", "PdfPageReader"]
