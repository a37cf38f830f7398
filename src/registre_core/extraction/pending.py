"""Stands in until the selection's own code is merged."""

from __future__ import annotations

from collections.abc import Iterable

from registre_core.extraction.entities import PageText, Selection
from registre_core.kernel.documents import Digest
from registre_core.kernel.passages import Passage


def quoted(document: Digest, quote: str, pages: Iterable[PageText], *, near: Selection | None = None) -> Passage:
    """Stand in."""
    raise NotImplementedError
