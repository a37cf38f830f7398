"""Who is told of signatures: whose turn it is, and who asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from registre_core.kernel.identifiers import NoticeId
from registre_core.ports import IdSource
from registre_core.ports.storage import Notice, Transaction
from registre_core.services.signatures.signatories import address_of
from registre_core.signatures import SignatureRequest

ASKED = "signature-requested"
"""The kind of notice that asks somebody to sign."""


def tell_signers(tx: Transaction, requests: Iterable[SignatureRequest], at: datetime, ids: IdSource) -> int:
    """Ask each signer who has a mail address to sign, once for each request; tell how many notices are new."""
    reachable = ((request, address_of(tx, request.signer)) for request in requests)
    return sum(tx.outbox.queue(_asking(one, address, at, ids)) for one, address in reachable if address)


def _asking(request: SignatureRequest, address: str, at: datetime, ids: IdSource) -> Notice:
    return Notice(
        id=NoticeId(ids.new()),
        key=f"{ASKED}/{request.id}",
        kind=ASKED,
        recipient=address,
        subject_kind=request.subject.kind.value,
        subject_id=request.subject.id,
        queued_at=at,
        facts={
            "signature": str(request.id),
            "kind": request.subject.kind.value,
            "stage": request.subject.stage.value,
            "role": request.role.value,
            "expires_at": request.expires_at.isoformat(),
        },
    )
