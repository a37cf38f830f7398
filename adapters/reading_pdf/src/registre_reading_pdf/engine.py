"""pdfium, one call at a time.

It keeps its state in globals: two threads in it at once crash the process (pypdfium2 #303). One lock stands around
every use, and every handle is closed under it, by name: a collector's thread must never do it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from mmap import mmap
from threading import RLock

import pypdfium2
import pypdfium2.raw

from registre_core.kernel.errors import AdapterFailure, InvalidInput

LOCK = RLock()
"""Held around every call into pdfium."""

ENGINE = f"pdfium {pypdfium2.PDFIUM_INFO.build}"
"""What reads, with its version."""


@contextmanager
def opened(data: bytes | mmap, password: str | None) -> Iterator[pypdfium2.PdfDocument]:
    """Open a document, and close it at the end.

    Raises:
        InvalidInput: ``password-required``, ``password-wrong``, ``unsupported-encryption``, ``damaged-pdf``.
    """
    with LOCK:
        try:
            document = pypdfium2.PdfDocument(_addressed(data), password=password)
        except pypdfium2.PdfiumError as failure:
            raise _refusal(failure, password) from failure
        except UnicodeEncodeError as failure:  # half of a surrogate pair: no password has one
            raise _wrong_password() from failure
    try:
        yield document
    finally:
        with LOCK:
            document.close()


def loaded(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    """Load one page; the caller holds the lock, and closes it.

    Raises:
        InvalidInput: ``damaged-page``.
    """
    try:
        return document[number - 1]
    except pypdfium2.PdfiumError as failure:
        said = f"page {number} cannot be read: the file is damaged there"
        raise InvalidInput.at("page", "damaged-page", said, page=number) from failure


@contextmanager
def told(number: int) -> Iterator[None]:
    """Tell what the engine fails at.

    Raises:
        AdapterFailure: ``pdf-engine-failed``, on a page that could be loaded.
    """
    try:
        yield
    except pypdfium2.PdfiumError as failure:
        raise AdapterFailure("pdf-engine-failed", f"pdfium failed on page {number}", {"page": number}) from failure


def _addressed(data: bytes | mmap) -> object:
    """Give what pdfium reads in place: a file that is mapped is read as far as it is needed."""
    return data if isinstance(data, bytes) else (ctypes.c_char * len(data)).from_buffer(data)


def _wrong_password() -> InvalidInput:
    return InvalidInput.at("password", "password-wrong", "the password does not open the document")


def _refusal(failure: pypdfium2.PdfiumError, password: str | None) -> InvalidInput:
    match failure.err_code:
        case pypdfium2.raw.FPDF_ERR_PASSWORD if password is None:
            return InvalidInput.at("password", "password-required", "the document is encrypted: give its password")
        case pypdfium2.raw.FPDF_ERR_PASSWORD:
            return _wrong_password()
        case pypdfium2.raw.FPDF_ERR_SECURITY:
            said = "the document is encrypted in a way that cannot be read here: save it again without"
            return InvalidInput.at("document", "unsupported-encryption", said)
        case _:
            said = "the file begins as a PDF file does, but its structure cannot be read: export it again"
            return InvalidInput.at("document", "damaged-pdf", said)
