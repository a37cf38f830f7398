"""How links end: with their time, with their line, or because somebody took them back."""

from __future__ import annotations

from collections.abc import Collection

from registre_core.kernel.identifiers import LineId
from registre_core.ports.storage import Transaction
from registre_core.requests import WorkRequest
from registre_core.requests.policy.links import revoked
from registre_core.services.journal import Stamp


def revoke_links_of(tx: Transaction, request: WorkRequest, lines: Collection[LineId], stamp: Stamp) -> int:
    """Let no link of these lines open anything any more, and tell how many did until now."""
    ended = [(one, revoked(one, stamp.at)) for one in tx.links.of_request(request.id) if one.line_id in lines]
    return sum(tx.links.save(new) is not None for old, new in ended if new != old)
