"""Use cases: a recipient reads what came along with a request, and hands over what he sends back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from attrs import frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest, DocumentRef
from registre_core.kernel.errors import InvalidInput, NotFound, RuleViolation
from registre_core.kernel.validation import not_blank
from registre_core.requests.answers import short_name
from registre_core.requests.policy import may_answer
from registre_core.services.documents import keep, media_type
from registre_core.services.requests.linking import LinkDesk


@frozen
class LinkDocuments(LinkDesk):
    """Opens and takes documents with a link."""

    @contextmanager
    def open_document_with_link(self, actor: Actor, secret: str, document: Digest) -> Iterator[BinaryIO]:
        """Open the bytes of a document that goes along with the request: of those, and of no other there is.

        Args:
            actor: as for `open_with_link`.
            secret: what his link says.
            document: which one, as `open_with_link` named it.

        Raises:
            NotFound: as `open_with_link`; ``document-not-found``.
            RuleViolation: as `open_with_link`.
            Forbidden: without ``requests.consult``; of a quote, without ``quotes.consult``: of somebody logged in.
            IntegrityBreach: ``document-altered``.
        """
        workspace, now = self._linked_workspace(actor, secret), self.ports.clock.now()
        with self.ports.storage.read(workspace) as tx:
            holder = self._holder(tx, actor, "requests.open_document_with_link", secret, now)
            if document not in {one.digest for one in holder.request.documents}:
                raise NotFound.of("document", document)
        with self.ports.documents.open(workspace, document) as stream:
            yield stream

    def store_document_with_link(self, actor: Actor, secret: str, stream: BinaryIO, *, name: str) -> DocumentRef:
        """Store a document that a recipient sends, and give the reference that his answer takes.

        One that no answer refers to is swept away later, as any other document.

        Args:
            actor: as for `open_with_link`.
            secret: what his link says.
            stream: its bytes.
            name: the file name that he gave it.

        Raises:
            NotFound: as `open_with_link`.
            RuleViolation: as `open_with_link`; ``line-awarded``, ``line-not-awarded``.
            InvalidInput: ``empty-file``, ``document-too-large``, ``blank-text``, ``text-too-long``.
            Forbidden: without ``requests.edit``; of a quote, without ``quotes.edit``: of somebody logged in.
        """
        workspace, now = self._linked_workspace(actor, secret), self.ports.clock.now()
        with self.ports.storage.read(workspace) as tx:
            holder = self._holder(tx, actor, "requests.store_document_with_link", secret, now)
            may_answer(holder.request, holder.line, now).require(RuleViolation)
        if problem := not_blank("name", name) or short_name("name", name):  # before anything is stored
            raise InvalidInput.of([problem])
        cap = min(self.ports.requests.document_cap, self.ports.document_cap)
        stored = keep(self.ports, workspace, stream, cap=cap)
        return DocumentRef(stored.digest, stored.size, name, media_type(stored.head))
