"""Questions about what was recognised in documents (OCR)."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from registre_core.extraction import PageText, RecognisedRegion


class RecognitionReader(Protocol):
    """What was recognised: derived from documents, which stay as they are."""

    def find(self, region: RecognisedRegion) -> PageText | None:
        """Give what was recognised in this very region, by this very engine; nothing if that was never tried."""
        ...


class RecognitionStore(RecognitionReader, Protocol):
    """The same, to write."""

    def keep(self, region: RecognisedRegion, text: PageText, *, at: datetime) -> None:
        """Keep what was recognised in a region, also that there was nothing.

        What is kept already stays: whatever was taken out of it refers to that.
        """
        ...
