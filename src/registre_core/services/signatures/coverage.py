"""Whether a signature still covers the thing it stands under. Computed, never stored: it follows from the bytes."""

from __future__ import annotations

from attrs import frozen

from registre_core.codec import signable_differences, signable_digest
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import IntegrityBreach
from registre_core.ports.storage import Snapshot
from registre_core.services.signatures.subjects import Signed


@frozen
class Coverage:
    """What a signature says about the thing as it is now."""

    covers: bool
    """Whether what was signed is what stands there now, byte for byte."""
    differences: tuple[str, ...] = ()
    """Paths at which the thing is another one by now, such as ``content.reports``; sorted."""


def coverage(tx: Snapshot, signed: Digest, current: Signed) -> Coverage:
    """Hold what was signed against what stands there now.

    Raises:
        IntegrityBreach: ``signed-content-altered``.
    """
    if signed == current.digest:
        return Coverage(covers=True)
    return Coverage(covers=False, differences=signable_differences(what_was_signed(tx, signed), current.content))


def what_was_signed(tx: Snapshot, digest: Digest) -> bytes:
    """Give the bytes that were signed, as they were.

    Raises:
        IntegrityBreach: ``signed-content-altered``.
    """
    content = tx.signatures.content(digest)
    if signable_digest(content) != digest:
        said = "what was signed is kept, but not as it was: take it from a backup, or from a proof"
        raise IntegrityBreach("signed-content-altered", said, {"digest": digest})
    return content
