"""Opening a register, most often without its documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any, BinaryIO, NoReturn

from attrs import frozen

from registre_core import Host, Ports, Registre, assemble
from registre_core.kernel.actors import Actor, Client, ClientKind
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import ConfigurationError, NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.notices import DeliveryPolicy
from registre_core.ports import Clock, DocumentStore, Lying, StoredDocument

COMMAND_LINE = Client(ClientKind.COMMAND_LINE)
"""Through what everything here is asked."""


@frozen
class PressChoice:
    """What prints and seals, by address."""

    renderer: str | None = None
    """Prints documents."""
    sealer: str | None = None
    """Seals them, where anything is sealed."""
    capture: str | None = None
    """Draws signatures again, where anybody signs."""


NO_PRESS = PressChoice()
"""Nothing is printed."""


@frozen
class PostChoice:
    """What carries notices, and puts them into words, by address."""

    mail: str | None = None
    """Carries mail; what goes there stays queued unless something does."""
    callbacks: str | None = None
    """Tells machines; likewise."""
    words: str | None = None
    """Puts notices into words."""
    request_link: str | None = None
    """Where somebody who is asked goes to answer, with ``{secret}`` in it."""


NO_POST = PostChoice()
"""Nothing is carried."""


class NoDocuments:
    """A document store that holds nothing: verifying, exporting and anchoring read none, so none need be at hand."""

    def put(self, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:  # noqa: ARG002
        """Take nothing."""
        self._nothing()

    def open(self, workspace: WorkspaceId, digest: Digest) -> AbstractContextManager[BinaryIO]:  # noqa: ARG002
        """Hold nothing."""
        self._nothing()

    def lying(self, workspace: WorkspaceId, *, before: datetime) -> Iterator[Lying]:  # noqa: ARG002
        """List nothing."""
        self._nothing()

    def remove(self, workspace: WorkspaceId, digest: Digest, *, before: datetime) -> bool:  # noqa: ARG002
        """Take nothing away."""
        self._nothing()

    def tidy(self, *, before: datetime) -> int:  # noqa: ARG002
        """Tidy nothing."""
        self._nothing()

    def _nothing(self) -> NoReturn:
        raise NotFound("document-not-found", "this register was opened without its documents")


class UnnamedDocuments(NoDocuments):
    """A document store that was not named where one is needed: who names it gets what waits meanwhile."""

    def _nothing(self) -> NoReturn:
        raise ConfigurationError("no-documents", "a file is to go along, and nobody said where documents are")


def without_documents(
    address: str, *, attestor: str | None = None, clock: Clock | None = None
) -> AbstractContextManager[Registre]:
    """Open the register at the address of a storage, of which nobody asks a document."""
    return opened(address, attestor=attestor, clock=clock)


@contextmanager
def opened(
    address: str,
    *,
    documents: str | None = None,
    attestor: str | None = None,
    press: PressChoice = NO_PRESS,
    post: PostChoice = NO_POST,
    clock: Clock | None = None,
) -> Iterator[Registre]:
    """Open the register at the address of a storage; it is closed at the end, whatever happens.

    Args:
        address: of the storage.
        documents: where its documents are, for who has to do with any.
        attestor: of the key that signs or verifies anchors, for who has to do with any.
        press: what prints and seals, for who does.
        post: what carries notices, for who does.
        clock: what tells the time instead of the system's clock.
    """
    host = Host.discover()
    key = _built(host, "attestor", attestor)
    pages, ids = host.build("pages", "pdf"), host.build("ids", "uuid7")
    storage = host.build("storage", address)
    ports = Ports(
        storage=storage,
        documents=_documents(host, documents, post),
        pages=pages,
        clock=clock or host.build("clock", "system"),
        ids=ids,
        attestor=key,
        capture=_built(host, "capture", press.capture),
        renderer=_built(host, "renderer", press.renderer),
        sealer=_built(host, "sealer", press.sealer),
        notifier=host.build("notifier", post.mail or "null"),
        webhooks=host.build("webhooks", post.callbacks or "null"),
        wording=_built(host, "wording", post.words),
        deliveries=DeliveryPolicy(request_link=post.request_link),
        catalogue=host.catalogue(),
    )
    with assemble(ports) as registre:
        yield registre


def _documents(host: Host, address: str | None, post: PostChoice) -> DocumentStore:
    if address is not None:
        found: DocumentStore = host.build("documents", address)
        return found
    return NoDocuments() if post == NO_POST else UnnamedDocuments()


def _built(host: Host, port: str, address: str | None) -> Any:  # noqa: ANN401  # whatever the port holds
    return None if address is None else host.build(port, address)


def operator(workspace: WorkspaceId | None = None) -> Actor:
    """Act as the host itself: who has the database has no account to show."""
    return Actor.operator(workspace, client=COMMAND_LINE)
