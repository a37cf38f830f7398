"""What is kept elsewhere, so that who holds the whole database cannot rewrite history unnoticed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import field, frozen

from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.validation import Checked, must
from registre_core.register.entities import Head, utc


@frozen
class Anchor(Checked):
    """Where the register of every workspace ended at one moment. It names nobody: it is kept out of the house."""

    taken_at: datetime = field(metadata=must(utc))
    """When: by then, each register had at least these entries."""
    heads: Mapping[WorkspaceId, Head]
    """Number and link of the last entry of each."""


Links = Mapping[int, frozenset[bytes]]
"""The links that anchors attest, by number; more than one at a number contradict each other."""


def attested_links(anchors: Iterable[Anchor], workspace: WorkspaceId) -> Links:
    """Bring together what several anchors say of one workspace."""
    found: dict[int, frozenset[bytes]] = {}
    for head in (anchor.heads[workspace] for anchor in anchors if workspace in anchor.heads):
        found[head.number] = found.get(head.number, frozenset()) | {head.link}
    return found


def last_numbers(anchors: Iterable[Anchor]) -> Mapping[WorkspaceId, int]:
    """Tell how many entries each workspace had at most, as far as these anchors know."""
    most: dict[WorkspaceId, int] = {}
    for anchor in anchors:
        for workspace, head in anchor.heads.items():
            most[workspace] = max(head.number, most.get(workspace, 0))
    return most
