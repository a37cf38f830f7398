"""The one way bytes come into the store of documents: no sweep takes away what somebody was told is there.

A sweep marks a document before it takes it away, and the mark stays. So who puts bytes looks for a mark *afterwards*:
there is none, and no sweep that marks it later takes bytes that were put before that; or there is one, and whether they
lie there now is looked at before it is taken back. Nobody can refer to a document that bears a mark: the storage
refuses it in the same transaction.
"""

from __future__ import annotations

from typing import BinaryIO

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import AdapterFailure, NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports import Ports, StoredDocument
from registre_core.ports.storage import Removal


def keep(ports: Ports, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:
    """Put bytes that something will refer to.

    Raises:
        InvalidInput: ``document-too-large``, ``empty-file``.
        AdapterFailure: ``document-being-removed`` (retryable): a sweep has the same bytes in hand.
    """
    stored = ports.documents.put(workspace, stream, cap=cap)
    while removal := _removal(ports, workspace, stored.digest):
        if not _is_there(ports, workspace, removal):
            said = "the same file, to which nothing referred, is being swept away: try again in a moment"
            raise AdapterFailure("document-being-removed", said, {"digest": stored.digest}, retryable=True)
        with ports.storage.begin(workspace) as tx:
            tx.documents.withdraw_removal(removal)
            tx.commit()
    return stored


def keep_ahead(ports: Ports, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:
    """Put bytes of a workspace that is still to be founded: no sweep looks at it before the register refers to them."""
    return ports.documents.put(workspace, stream, cap=cap)


def _removal(ports: Ports, workspace: WorkspaceId, digest: Digest) -> Removal | None:
    with ports.storage.read(workspace) as tx:
        return tx.documents.removal(digest)


def _is_there(ports: Ports, workspace: WorkspaceId, removal: Removal) -> bool:
    """Whether what was put again after a removal is there: as long as this mark stands, nobody takes it away."""
    if removal.done_at is None:
        return False
    try:
        with ports.documents.open(workspace, removal.digest):
            return True
    except NotFound:  # it was put at the very moment it was taken away
        return False
