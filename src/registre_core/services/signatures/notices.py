"""Who is told of signatures: whose turn it is, and of a refusal everybody else who signs."""

from __future__ import annotations

from collections.abc import Iterable

from registre_core.kernel.identifiers import NoticeId
from registre_core.kernel.reasons import FactValue
from registre_core.ports.storage import Notice, Transaction
from registre_core.services.journal import Stamp
from registre_core.services.signatures.signatories import address_of
from registre_core.signatures import SignatureRequest
from registre_core.signatures.policy import seats

ASKED, REFUSED = "signature-requested", "signature-refused"
"""The kinds of notices: somebody is asked to sign; somebody else refused to."""


def tell_signers(tx: Transaction, requests: Iterable[SignatureRequest], stamp: Stamp) -> int:
    """Ask each signer who has a mail address to sign, once for each request; tell how many notices are new."""
    return sum(_tell(tx, ASKED, one, one, stamp, {"expires_at": one.expires_at.isoformat()}) for one in requests)


def tell_refusal(tx: Transaction, requests: Iterable[SignatureRequest], refused: SignatureRequest, stamp: Stamp) -> int:
    """Tell everybody else who signs the same thing that somebody refused to; why stands in the register."""
    others = (one for one in seats(requests) if one.id != refused.id)
    return sum(_tell(tx, REFUSED, refused, one, stamp, {}) for one in others)


def _tell(
    tx: Transaction,
    kind: str,
    about: SignatureRequest,
    to: SignatureRequest,
    stamp: Stamp,
    more: dict[str, FactValue],
) -> bool:
    """Queue a notice, unless there is no address; tell whether it is new."""
    address = address_of(tx, to.signer)
    if address is None:
        return False
    subject = about.subject
    facts = {"signature": str(about.id), "kind": subject.kind.value, "stage": subject.stage.value}
    return tx.outbox.queue(
        Notice(
            id=NoticeId(stamp.ids.new()),
            key=f"{kind}/{about.id}" if about is to else f"{kind}/{about.id}/{to.id}",
            kind=kind,
            recipient=address,
            subject_kind=subject.kind.value,
            subject_id=subject.id,
            queued_at=stamp.at,
            facts={**facts, "role": about.role.value, **more},
        )
    )
