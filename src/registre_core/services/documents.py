"""Use cases: documents, before anything refers to them."""

from __future__ import annotations

from io import SEEK_END
from typing import BinaryIO

from attrs import evolve, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import PDF, DocumentRef, Originality
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.validation import not_blank
from registre_core.ports import Ports
from registre_core.services.front_door import FrontDoor, workspace_of

_SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"PK\x03\x04": "application/zip",
}
_UNKNOWN = "application/octet-stream"
_HEIC_BRANDS = {b"heic", b"heim", b"heis", b"heix", b"mif1"}
"""Of ISO/IEC 23008-12: still pictures in the container that films come in, too."""

HEAD = 1024
"""Bytes among which a PDF must begin."""


@frozen
class DocumentsService:
    """Takes the bytes of documents. They belong to nothing until something refers to them."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""

    def store(
        self, actor: Actor, stream: BinaryIO, *, name: str, originality: Originality = Originality.UNKNOWN
    ) -> DocumentRef:
        """Store a document and give the reference to attach.

        Nothing of the register changes: a document that nothing refers to is swept away later.

        Args:
            actor: who hands it over.
            stream: its bytes.
            name: the file name people gave it.
            originality: whether it is the original or a copy.

        Raises:
            Forbidden: without ``documents.create``.
            InvalidInput: ``empty-file``, ``document-too-large``, ``blank-text``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            self.door.authorise(tx, actor, "documents.store")
        if problem := not_blank("name", name):  # before anything is stored
            raise InvalidInput.of([problem])
        stored = self.ports.documents.put(workspace, stream, cap=self.ports.document_cap)
        return DocumentRef(stored.digest, stored.size, name, media_type(stored.head), originality)


def media_type(head: bytes) -> str:
    """Tell what a file is from its first bytes, whatever its name says.

    A PDF may have up to 1,024 bytes of something else before it begins. An archive or a picture with a PDF inside is
    none.
    """
    known = next((kind for start, kind in _SIGNATURES.items() if head.startswith(start)), _UNKNOWN)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        known = "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        known = "image/heic"
    return PDF if known == _UNKNOWN and b"%PDF-" in head[:HEAD] else known


def as_stored(report: DocumentRef, stream: BinaryIO) -> DocumentRef:
    """Say of a document what its bytes say, whatever the reference that came in claims."""
    kind = media_type(stream.read(HEAD))
    return evolve(report, media_type=kind, size=stream.seek(0, SEEK_END))
