"""What this adapter offers to a host. Importing it opens nothing."""

from __future__ import annotations

from registre_core.plugins import Offer, hookimpl
from registre_core.ports import DocumentStore


def _open(address: str) -> DocumentStore:
    from registre_documents_obstore.bucket import BucketDocuments  # loaded only when chosen

    return BucketDocuments.at(address)


@hookimpl
def registre_document_stores() -> list[Offer[DocumentStore]]:
    """Offer a bucket of S3."""
    return [Offer("s3", _open, "un compartiment S3 : s3://compartiment/prefixe?region=eu-west-3")]
