"""What this adapter offers to a host. Importing it opens nothing."""

from __future__ import annotations

from registre_core.plugins import Offer, hookimpl
from registre_core.ports import DocumentStore


def _open(address: str) -> DocumentStore:
    from registre_documents_folder.folder import FolderDocuments  # loaded only when chosen

    return FolderDocuments.at(address)


@hookimpl
def registre_document_stores() -> list[Offer[DocumentStore]]:
    """Offer a folder of this machine: the embedded default."""
    return [Offer("file", _open, "un dossier local : file:///var/lib/registre")]
