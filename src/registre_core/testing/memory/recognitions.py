"""What was recognised in documents, in memory."""

from __future__ import annotations

from datetime import datetime

from registre_core.extraction import PageText, RecognisedRegion
from registre_core.kernel.storable import require_storable
from registre_core.testing.memory.rows import OnDesk


class MemoryRecognitionReader(OnDesk):
    """What was recognised, to read."""

    def find(self, region: RecognisedRegion) -> PageText | None:
        return self._desk.rows.recognitions.get(region)


class MemoryRecognitionStore(MemoryRecognitionReader):
    """The same, to write."""

    def keep(self, region: RecognisedRegion, text: PageText, *, at: datetime) -> None:
        require_storable(region)
        require_storable(text)
        require_storable(at)
        self._desk.rows.recognitions.setdefault(region, text)
