"""Where the register ended, and the last anchor before it."""

from __future__ import annotations

from registre_core.codec import read_anchor
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import IntegrityBreach, InvalidInput
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import RegisterReader
from registre_core.register import Head, genesis
from registre_core.summary import AnchorTold, RegisterTold


def told_register(register: RegisterReader) -> RegisterTold:
    """Tell where the register ends.

    Raises:
        IntegrityBreach: ``entry-unreadable``.
    """
    head = register.head()
    last = next(register.entries(after=head.number - 1, limit=1), None) if head.number else None
    return RegisterTold(head.number, Digest(head.link.hex()), last.heading.recorded_at if last else None)


def told_anchor(register: RegisterReader, workspace: WorkspaceId, anchor: bytes | None) -> AnchorTold | None:
    """Tell what an anchor attests, if there is one; the register must be what it was then.

    Raises:
        InvalidInput: ``not-an-anchor``, ``anchor-of-others``.
        IntegrityBreach: ``anchor-disagrees``, ``entry-unreadable``.
    """
    if anchor is None:
        return None
    attested = read_anchor(anchor)
    head = attested.anchor.heads.get(workspace)
    if head is None:
        said = "this anchor knows nothing of this workspace"
        raise InvalidInput.at("anchor", "anchor-of-others", said, workspace=str(workspace))
    if _link_at(register, workspace, head) != head.link:
        said = "the register is another one than this anchor attests: verify it against the anchor"
        raise IntegrityBreach("anchor-disagrees", said, {"number": head.number})
    link = Digest(head.link.hex())
    return AnchorTold(head.number, link, attested.anchor.taken_at, attested.attestation.signer)


def _link_at(register: RegisterReader, workspace: WorkspaceId, head: Head) -> bytes | None:
    if head.number == 0:
        return genesis(workspace).link
    entry = next(register.entries(after=head.number - 1, limit=1), None)
    return entry.link if entry and entry.heading.number == head.number else None
