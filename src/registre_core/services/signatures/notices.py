"""Who is told of signatures: whose turn it is; of a refusal everybody else who signs; of what comes of it who asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from registre_core.kernel.identifiers import InterventionId, UserId
from registre_core.kernel.signatories import PersonKey, PersonKind, Signer
from registre_core.notices import Facts
from registre_core.ports.storage import Notice, Snapshot, Transaction
from registre_core.services.journal import Stamp
from registre_core.services.notices import Event, Reader, account_reader, contact_readers, readers_of, tell
from registre_core.signatures import Seal, SignatureRequest, Subject, SubjectKind
from registre_core.signatures.policy import seats

ASKED, GIVEN, REFUSED, COMPLETE = "signature-requested", "signature-given", "signature-refused", "signatures-complete"
"""The kinds of notices: somebody is asked to sign; he did; somebody refused to; all that are needed are there."""
SEALED = "slip-sealed"
"""What was signed is a file that one can keep."""


def tell_signers(tx: Transaction, requests: Iterable[SignatureRequest], stamp: Stamp) -> tuple[Notice, ...]:
    """Ask each signer who has a mail address to sign, once for each request."""
    told: list[Notice] = []
    for one in requests:
        event = _event(ASKED, f"{one.id}", one, expires_at=one.expires_at.isoformat())
        told += tell(tx, event, signer_readers(tx, [one.signer], stamp.today), stamp)
    return tuple(told)


def tell_signature(tx: Transaction, given: SignatureRequest, stamp: Stamp, *, is_complete: bool) -> tuple[Notice, ...]:
    """Tell whoever asked that somebody signed: not of his own hand, nor when he is told anyway that all have."""
    asker = given.asked_by
    is_news = asker is not None and asker != given.signer.id and not is_complete
    readers = account_reader(tx, asker, stamp.today) if asker is not None and is_news else ()
    return tell(tx, _event(GIVEN, f"{given.id}", given), readers, stamp)


def tell_refusal(
    tx: Transaction, requests: Iterable[SignatureRequest], refused: SignatureRequest, stamp: Stamp
) -> tuple[Notice, ...]:
    """Tell everybody else who signs the same thing, and whoever asked, that somebody refused to.

    Why stands in the register. Nobody is told twice, and nobody of his own refusal.
    """
    others = [one.signer for one in seats(requests) if one.id != refused.id]
    readers = {one.id: one for one in signer_readers(tx, others, stamp.today)}
    if refused.asked_by is not None and refused.asked_by != refused.signer.id:
        readers.update((one.id, one) for one in account_reader(tx, refused.asked_by, stamp.today))
    return tell(tx, _event(REFUSED, f"{refused.id}", refused), readers.values(), stamp)


def tell_completion(
    tx: Transaction, requests: Iterable[SignatureRequest], last: SignatureRequest, stamp: Stamp
) -> tuple[Notice, ...]:
    """Tell whoever asked for signatures of a thing that all are there, and what becomes of it has begun.

    Args:
        tx: the transaction in which it did.
        requests: of its stage and edition: each account that asked for one of them is told once.
        last: with which it did: the last that was given, or that was taken back.
        stamp: when.
    """
    subject = last.subject
    occasion = f"{subject.kind}/{subject.id}/{subject.stage}/{subject.edition}"
    return tell(tx, _event(COMPLETE, occasion, last), asker_readers(tx, requests, stamp.today), stamp)


def tell_sealed(tx: Transaction, seal: Seal, requests: Iterable[SignatureRequest], stamp: Stamp) -> tuple[Notice, ...]:
    """Send what was sealed to whoever asked for it to be signed, and a slip to the contacts of its intervention.

    Nobody is sent one file twice; with another signature it is another file.
    """
    if seal.document is None:
        return ()
    subject, document = seal.subject, seal.document
    facts = {"seal": f"{seal.id}", "document": document.digest, "file": document.name}
    event = Event(SEALED, f"{seal.id}/{document.digest}", subject.kind.value, subject.id, facts)
    readers = (*_contacts(tx, subject), *asker_readers(tx, requests, stamp.today))
    return tell(tx, event, readers, stamp)


def _contacts(tx: Snapshot, subject: Subject) -> Iterable[Reader]:
    if subject.kind is not SubjectKind.INTERVENTION:
        return ()
    return contact_readers(tx, tx.interventions.get(InterventionId(subject.id)).contacts)


def asker_readers(tx: Snapshot, requests: Iterable[SignatureRequest], today: date) -> Iterable[Reader]:
    """Give those who asked for some signatures; of an account that is erased, or no longer acts, nobody."""
    askers = (UserId(one.asked_by) for one in requests if one.asked_by is not None)
    return readers_of(tx, (PersonKey(PersonKind.USER, one) for one in askers), today)


def signer_readers(tx: Snapshot, signers: Iterable[Signer], today: date) -> Iterable[Reader]:
    """Give those who sign and can be reached: of a name that was written down, nobody."""
    known = (one for one in signers if one.kind is not PersonKind.NAMED)
    return readers_of(tx, (PersonKey(one.kind, one.id) for one in known), today)


def said_of(request: SignatureRequest) -> Facts:
    """Give what every notice of a signature says."""
    subject = request.subject
    return {
        "signature": str(request.id),
        "kind": subject.kind.value,
        "stage": subject.stage.value,
        "role": request.role.value,
    }


def _event(kind: str, occasion: str, about: SignatureRequest, **more: str) -> Event:
    subject = about.subject
    return Event(kind, occasion, subject.kind.value, subject.id, {**said_of(about), **more})
