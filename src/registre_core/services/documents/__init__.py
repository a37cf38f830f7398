"""Use cases: documents, before anything refers to them, filed on a site, and swept away when nothing ever did."""

from __future__ import annotations

from attrs import frozen

from registre_core.services.documents.filing import Filing, as_stored, as_they_are, filed_target, media_type
from registre_core.services.documents.keeping import keep, keep_ahead
from registre_core.services.documents.sweeping import Sweeping, Swept

__all__ = [
    "DocumentsService",
    "Swept",
    "as_stored",
    "as_they_are",
    "filed_target",
    "keep",
    "keep_ahead",
    "media_type",
]


@frozen
class DocumentsService(Filing, Sweeping):
    """Takes the bytes of documents. They belong to nothing until something refers to them; some are filed on a site."""
