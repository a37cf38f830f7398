"""What was recognised in documents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from registre_core.codec import read_page_text, write_page_text
from registre_core.extraction import PageText, RecognisedRegion
from registre_core.kernel.storable import require_storable
from registre_storage_sqlalchemy.schema import recognitions
from registre_storage_sqlalchemy.transactions import WORKSPACE, AnyRow, Work, built

_KEY = ("document", "page", "box", "engine", "language")
_FIND = select(recognitions.c.document, recognitions.c.content).where(
    recognitions.c.workspace_id == WORKSPACE, *(recognitions.c[name] == bindparam(f"of_{name}") for name in _KEY)
)


def _key(region: RecognisedRegion) -> Mapping[str, Any]:
    box = ",".join(f"{edge:.2f}" for edge in region.region.box)
    return {
        "document": region.document,
        "page": region.region.page,
        "box": box,
        "engine": region.engine,
        "language": region.language,
    }


def _text(row: AnyRow) -> PageText:
    return read_page_text(row[1])


class SqlRecognitionReader:
    """What was recognised, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def find(self, region: RecognisedRegion) -> PageText | None:
        """Give what was recognised in this very region."""
        rows = self._work.rows(_FIND, {f"of_{name}": value for name, value in _key(region).items()})
        return next(iter(built("recognition", _text, rows)), None)


class SqlRecognitionStore(SqlRecognitionReader):
    """The same, to write."""

    def keep(self, region: RecognisedRegion, text: PageText, *, at: datetime) -> None:
        """Keep what was recognised in a region, unless it was before."""
        require_storable(region)
        require_storable(text)
        if self.find(region) is None:
            self._work.insert(recognitions, {**_key(region), "content": write_page_text(text), "kept_at": at})
