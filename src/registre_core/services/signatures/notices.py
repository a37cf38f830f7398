"""Who is told of signatures: whose turn it is; of a refusal everybody else who signs; of that and the end who asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from registre_core.kernel.errors import NotFound
from registre_core.kernel.identifiers import NoticeId, UserId
from registre_core.kernel.reasons import FactValue
from registre_core.ports.storage import Notice, Snapshot, Transaction
from registre_core.rights.policy import may_act
from registre_core.services.journal import Stamp
from registre_core.services.signatures.signatories import address_of
from registre_core.signatures import SignatureRequest
from registre_core.signatures.policy import seats

ASKED, REFUSED, COMPLETE = "signature-requested", "signature-refused", "signatures-complete"
"""The kinds of notices: somebody is asked to sign; somebody else refused to; all that are needed are there."""


def tell_signers(tx: Transaction, requests: Iterable[SignatureRequest], stamp: Stamp) -> int:
    """Ask each signer who has a mail address to sign, once for each request; tell how many notices are new."""
    return sum(_tell(tx, ASKED, one, one, stamp, {"expires_at": one.expires_at.isoformat()}) for one in requests)


def tell_refusal(tx: Transaction, requests: Iterable[SignatureRequest], refused: SignatureRequest, stamp: Stamp) -> int:
    """Tell everybody else who signs the same thing, and whoever asked, that somebody refused to.

    Why stands in the register. Nobody is told twice, and nobody of his own refusal.
    """
    others = [one for one in seats(requests) if one.id != refused.id]
    told = sum(_tell(tx, REFUSED, refused, one, stamp, {}) for one in others)
    if refused.asked_by in {one.signer.id for one in (refused, *others)}:
        return told
    return told + _tell_asker(tx, f"{REFUSED}/{refused.id}", REFUSED, refused, refused.asked_by, stamp)


def tell_completion(tx: Transaction, requests: Iterable[SignatureRequest], last: SignatureRequest, stamp: Stamp) -> int:
    """Tell whoever asked for signatures of a thing that all are there, and what becomes of it has begun.

    Args:
        tx: the transaction in which it did.
        requests: of its stage and edition: each account that asked for one of them is told once.
        last: with which it did: the last that was given, or that was taken back.
        stamp: when.
    """
    subject = last.subject
    key = f"{COMPLETE}/{subject.kind}/{subject.id}/{subject.stage}/{subject.edition}"
    askers = dict.fromkeys(one.asked_by for one in requests)
    return sum(_tell_asker(tx, key, COMPLETE, last, asker, stamp) for asker in askers)


def _tell_asker(
    tx: Transaction, key: str, kind: str, about: SignatureRequest, asker: UserId | None, stamp: Stamp
) -> bool:
    """Tell whoever asked; of an account that is erased, or no longer acts, nobody."""
    address = _present_address(tx, asker, stamp) if asker else None
    return address is not None and _queue(tx, f"{key}/{asker}", kind, about, address, stamp, {})


def _present_address(tx: Snapshot, account: UserId, stamp: Stamp) -> str | None:
    try:
        user = tx.users.get(account)
    except NotFound:
        return None
    return user.email if may_act(user, stamp.today) else None


def _tell(
    tx: Transaction,
    kind: str,
    about: SignatureRequest,
    to: SignatureRequest,
    stamp: Stamp,
    more: Mapping[str, FactValue],
) -> bool:
    """Queue a notice to a signer, unless there is no address; tell whether it is new."""
    key = f"{kind}/{about.id}" if about is to else f"{kind}/{about.id}/{to.id}"
    address = address_of(tx, to.signer)
    return address is not None and _queue(tx, key, kind, about, address, stamp, more)


def _queue(
    tx: Transaction,
    key: str,
    kind: str,
    about: SignatureRequest,
    recipient: str,
    stamp: Stamp,
    more: Mapping[str, FactValue],
) -> bool:
    subject = about.subject
    facts = {"signature": str(about.id), "kind": subject.kind.value, "stage": subject.stage.value}
    return tx.outbox.queue(
        Notice(
            id=NoticeId(stamp.ids.new()),
            key=key,
            kind=kind,
            recipient=recipient,
            subject_kind=subject.kind.value,
            subject_id=subject.id,
            queued_at=stamp.at,
            facts={**facts, "role": about.role.value, **more},
        )
    )
