"""The file that goes with a notice: named by its digest when it was queued, read when it goes out."""

from __future__ import annotations

from registre_core.kernel.documents import PDF, Digest
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.notices import is_machine
from registre_core.ports import Attachment, Ports
from registre_core.ports.storage import Notice

DOCUMENT, FILE = "document", "file"
"""The facts that name a file: the digest of a stored PDF, and what it is called."""


def attached(ports: Ports, workspace: WorkspaceId, notice: Notice) -> tuple[Attachment, ...] | None:
    """Read the file that goes with a notice; None, if it is too large to go along.

    Machines get none: they are told its digest, and fetch what they want of the register.

    Raises:
        NotFound: ``document-not-found``.
        IntegrityBreach: ``document-altered``.
    """
    digest, name = notice.facts.get(DOCUMENT), notice.facts.get(FILE)
    if not isinstance(digest, str) or not isinstance(name, str) or is_machine(notice.recipient):
        return ()
    with ports.documents.open(workspace, Digest(digest)) as stream:
        content = stream.read(ports.deliveries.attached + 1)
        if len(content) > ports.deliveries.attached:
            return None
        stream.read()  # what is altered may show at the end only
    return (Attachment(name, PDF, content),)
