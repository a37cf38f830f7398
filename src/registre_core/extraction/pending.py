"""Stands in until the selection's own code is merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from registre_core.extraction.entities import Mark, PageText, Selection, Survey
from registre_core.extraction.proposals import Part
from registre_core.kernel.documents import Digest
from registre_core.kernel.passages import Passage


def needs_recognition(page: PageText, survey: Survey, marks: Sequence[Mark]) -> bool:
    """Stand in."""
    del marks
    return not page.characters.strip() and not survey.is_blank


def passage_of(document: Digest, pages: Mapping[int, PageText], parts: Sequence[Part]) -> Passage:
    """Stand in."""
    raise NotImplementedError


def quoted(document: Digest, quote: str, pages: Iterable[PageText], *, near: Selection | None = None) -> Passage:
    """Stand in."""
    raise NotImplementedError
