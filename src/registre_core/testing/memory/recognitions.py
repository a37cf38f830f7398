"""What was recognised in documents, in memory."""

from __future__ import annotations

from datetime import datetime

from registre_core.codec import canonical_bytes, read_page_text, to_builtins, write_page_text
from registre_core.extraction import PageText, RecognisedRegion
from registre_core.kernel.storable import require_storable
from registre_core.testing.memory.rows import OnDesk


def key_of(region: RecognisedRegion) -> str:
    """Write a region as what was recognised there lies under."""
    return canonical_bytes(to_builtins(region)).decode()


class MemoryRecognitionReader(OnDesk):
    """What was recognised, to read."""

    def find(self, region: RecognisedRegion) -> PageText | None:
        written = self._desk.rows.recognitions.get(key_of(region))
        return None if written is None else read_page_text(written)


class MemoryRecognitionStore(MemoryRecognitionReader):
    """The same, to write."""

    def keep(self, region: RecognisedRegion, text: PageText, *, at: datetime) -> None:
        for value in (region, text, at):
            require_storable(value)
        self._desk.rows.recognitions.setdefault(key_of(region), write_page_text(text))
