"""Whether a signature still covers the thing it stands under. Computed, never stored: it follows from the bytes."""

from __future__ import annotations

from attrs import frozen

from registre_core.codec import signable_differences
from registre_core.kernel.documents import Digest
from registre_core.ports.storage import Snapshot
from registre_core.services.signatures.subjects import Signed

COVERS_ALL = ()
"""No difference."""


@frozen
class Coverage:
    """What a signature says about the thing as it is now."""

    digest: Digest
    """Of what was signed."""
    differences: tuple[str, ...] = COVERS_ALL
    """Paths at which the thing is another one by now, such as ``content.reports``; sorted."""

    @property
    def covers(self) -> bool:
        """Whether what was signed is what stands there now."""
        return not self.differences


def coverage(tx: Snapshot, signed: Digest, current: Signed) -> Coverage:
    """Hold what was signed against what stands there now."""
    if signed == current.digest:
        return Coverage(signed)
    return Coverage(signed, signable_differences(tx.signatures.content(signed), current.content))
