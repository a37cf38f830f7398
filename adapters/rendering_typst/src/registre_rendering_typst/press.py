"""Typst itself; as a process of its own it lays out one summary, and its memory goes with it.

Nothing else is imported here: what a process has to load, each summary waits for.
"""

from __future__ import annotations

import sys
from pathlib import Path

import typst

STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
"""PDF/A-3 with its structure (ISO 19005-3, level A), which may carry files, and PDF/UA (ISO 14289-1)."""


def only(faces: Path | str) -> typst.Fonts:
    """Give the fonts of a folder, and no other."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(faces)])


def pdf(compiler: typst.Compiler, timestamp: int) -> bytes:
    """Lay a document out, with the date it was told.

    Raises:
        TypstError: it cannot be laid out.
    """
    content = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=timestamp)
    if not isinstance(content, bytes):  # of other formats there would be a list
        raise TypeError("Typst gives a PDF as bytes")
    return content


def main(template: str, faces: str, timestamp: str, printed: str) -> None:
    """Lay out a template that lies among its data."""
    path = Path(template)
    compiler = typst.Compiler(path, root=path.parent, font_paths=only(faces), ignore_system_fonts=True)
    try:
        Path(printed).write_bytes(pdf(compiler, int(timestamp)))
    except typst.TypstError as error:
        sys.exit(error.message)
