"""Use cases: documents, before anything refers to them, and those of building management, filed on their site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from io import SEEK_END
from typing import BinaryIO

from attrs import evolve, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import PDF, DocumentRef, Originality
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import FiledDocumentId, SiteId, UserId, WorkspaceId
from registre_core.kernel.pages import Page
from registre_core.kernel.validation import not_blank
from registre_core.logbook import DocumentFiled, FiledDocument
from registre_core.ports import Ports
from registre_core.ports.storage import FiledFilter, FiledOrder
from registre_core.services.documents.desk import Desk
from registre_core.services.documents.keeping import keep
from registre_core.services.front_door import Target, workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.paging import among, cursor, page_size

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
class Filing(Desk):
    """Takes the bytes of documents. They belong to nothing until something refers to them; some are filed on a site."""

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
            AdapterFailure: ``document-being-removed`` (retryable), while a sweep takes the same file away.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            self.door.authorise(tx, actor, "documents.store")
        if problem := not_blank("name", name):  # before anything is stored
            raise InvalidInput.of([problem])
        stored = keep(self.ports, workspace, stream, cap=self.ports.document_cap)
        return DocumentRef(stored.digest, stored.size, name, media_type(stored.head), originality)

    def file(
        self, actor: Actor, *, site: SiteId, title: str, document: DocumentRef, dated: date | None = None
    ) -> FiledDocument:
        """File a stored document of building management on a site («Classer un document du bâtiment»).

        Anomalies can be taken from it, if it is a PDF.

        Args:
            actor: who files it.
            site: where it belongs.
            title: what it is, such as ``Diagnostic de l'installation électrique``.
            document: what `store` gave.
            dated: the day it bears.

        Raises:
            Forbidden: without ``documents.create``.
            InvalidInput: ``blank-text``, for a title with nothing to read.
            NotFound: ``site-not-found``, or ``document-not-found`` when its bytes were never stored.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        filed_id = FiledDocumentId(self.ports.ids.new())
        with self.ports.storage.read(workspace) as seen:
            place = seen.sites.get(site)
            self.door.authorise(seen, actor, "documents.file", Target(place.id, "site", place.id))
        (stored,) = as_they_are(self.ports, workspace, [document])
        with self.ports.storage.begin(workspace) as tx:
            place = tx.sites.get(site)
            bearer = self.door.authorise(tx, actor, "documents.file", Target(place.id, "site", place.id))
            who = UserId(bearer.actor.id)  # type: ignore[arg-type]  # only the operator has none
            saved = tx.filed.add(FiledDocument(filed_id, place.id, title, stored, who, stamp.at, dated))
            record(tx, workspace, bearer, stamp, DocumentFiled(saved))
            tx.commit()
        return saved

    def filed(self, actor: Actor, filed: FiledDocumentId) -> FiledDocument:
        """Give one document that is filed on a site.

        Raises:
            Forbidden: without ``documents.consult``.
            NotFound: ``filed-document-not-found``, also when it is filed on a site that is not his.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            found = tx.filed.get(filed)
            self.door.authorise(tx, actor, "documents.filed", filed_target(found))
            return found

    def page(
        self,
        actor: Actor,
        *,
        site: SiteId | None = None,
        order: FiledOrder = FiledOrder.NEWEST,
        after: str | None = None,
        limit: int = 50,
        counted: bool = False,
    ) -> Page[FiledDocument]:
        """List the documents that are filed on the sites of this actor.

        Args:
            actor: who asks.
            site: only those of this site; of one that is not his there is none.
            order: in which order; the last one that was filed first unless told otherwise.
            after: where the page begins: what `next` of the last one said.
            limit: how many at most, up to 200.
            counted: whether to tell the `total`, too.

        Raises:
            Forbidden: without ``documents.consult``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer = self.door.authorise(tx, actor, "documents.page")
            where = FiledFilter(among(bearer.sites, site))
            page = tx.filed.page(where, order=order, after=cursor(after), limit=page_size(limit))
            return evolve(page, total=tx.filed.count(where)) if counted else page

    @contextmanager
    def open(self, actor: Actor, filed: FiledDocumentId) -> Iterator[BinaryIO]:
        """Open the bytes of a document that is filed on a site.

        Raises:
            Forbidden: without ``documents.consult``.
            NotFound: ``filed-document-not-found``.
            IntegrityBreach: ``document-altered``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            found = tx.filed.get(filed)
            self.door.authorise(tx, actor, "documents.open", filed_target(found))
        with self.ports.documents.open(workspace, found.document.digest) as stream:
            yield stream


def filed_target(filed: FiledDocument) -> Target:
    """Tell what the front door must know of a document that is filed on a site."""
    return Target(filed.site_id, "filed-document", filed.id)


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


def as_they_are(ports: Ports, workspace: WorkspaceId, documents: Iterable[DocumentRef]) -> tuple[DocumentRef, ...]:
    """Say of documents what their bytes say, each once.

    Raises:
        NotFound: ``document-not-found``.
    """
    found = {}
    for one in documents:
        with ports.documents.open(workspace, one.digest) as stream:
            found[one.digest] = as_stored(one, stream)
    return tuple(found.values())
