"""What this adapter offers to a host. Importing it opens nothing, and loads no engine."""

from __future__ import annotations

import re
from importlib.util import find_spec

from registre_core.kernel.errors import ConfigurationError
from registre_core.plugins import Offer, hookimpl
from registre_core.ports import PageReader

ADDRESS = re.compile(r"pdf(?::workers=(?P<workers>[1-9][0-9]{0,3}))?")
"""``pdf``, or ``pdf:workers=1`` for a host that is one of many on its machine, and has no use for one a core."""


def _reader(address: str) -> PageReader:
    from registre_reading_pdf.opening import Limits
    from registre_reading_pdf.reader import PdfPageReader  # loaded only when chosen

    found = ADDRESS.fullmatch(address)
    if found is None:
        said = f"what reads PDF files is written pdf, or pdf:workers=1 for one process at a time, not {address}"
        raise ConfigurationError("malformed-reader-address", said, {"address": address})
    return PdfPageReader(Limits(workers=int(found["workers"])) if found["workers"] else Limits())


@hookimpl
def registre_page_readers() -> list[Offer[PageReader]]:
    """Offer pdfium with pdfplumber's second opinion."""
    bounds = "" if find_spec("resource") else " ; sur ce système, la mémoire n'est pas bornée"
    return [Offer("pdf", _reader, f"PDF : pdfium, contrôlé par pdfplumber, un processus par document{bounds}")]
