"""What all use cases of requests share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.errors import Forbidden
from registre_core.kernel.identifiers import SiteId, WorkRequestId, WorkspaceId
from registre_core.ports import Ports
from registre_core.ports.storage import Snapshot
from registre_core.requests import RequestKind, WorkRequest
from registre_core.services.documents import as_stored
from registre_core.services.front_door import Bearer, FrontDoor, Target

TARGETS: Mapping[RequestKind, str] = {RequestKind.INTERVENTION: "request", RequestKind.QUOTE: "quote-request"}
"""What the front door calls each kind: who asks what something costs needs the rights of quotes."""


def target_of(request: WorkRequest) -> Target:
    """Tell what the front door must know of it."""
    return Target(request.site_id, "request", request.id)


@frozen
class Desk:
    """Base of the use cases of requests."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""

    def _admitted(self, tx: Snapshot, actor: Actor, action: str, request: WorkRequestId) -> tuple[WorkRequest, Bearer]:
        """Load a request, and let the actor pass.

        Raises:
            Forbidden: he may not.
            NotFound: ``request-not-found``, also when it is on a site that is not his.
        """
        found = tx.requests.get(request)
        return found, self.door.authorise(tx, actor, action, target_of(found), kind=TARGETS[found.kind])

    def _as_stored(self, workspace: WorkspaceId, documents: Iterable[DocumentRef]) -> tuple[DocumentRef, ...]:
        """Say of documents what their bytes say; each file comes once.

        Raises:
            NotFound: ``document-not-found``.
        """
        return tuple(self._looked_at(workspace, one) for one in {each.digest: each for each in documents}.values())

    def _looked_at(self, workspace: WorkspaceId, document: DocumentRef) -> DocumentRef:
        with self.ports.documents.open(workspace, document.digest) as stream:
            return as_stored(document, stream)


def require_readable(bearer: Bearer, site: SiteId, documents: Iterable[DocumentRef]) -> None:
    """Refuse to hand on what whoever asks may not open himself: whoever sees the request can, and each recipient.

    Raises:
        Forbidden: without the right to consult documents.
    """
    if tuple(documents) and bearer.account is not None:
        bearer.account.may("documents.consult", site).require(Forbidden)
