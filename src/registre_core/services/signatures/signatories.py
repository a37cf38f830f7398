"""Who is to sign: named by whoever asks, with names read from storage."""

from __future__ import annotations

from attrs import evolve, field, frozen

from registre_core.kernel.erasure import unreserved
from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.identifiers import ContactId, UserId
from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole, Signer
from registre_core.kernel.validation import Checked, must, one_line
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.ports import IdSource
from registre_core.ports.storage import Snapshot

SIGNING = Source("docs/explanation/signatures")
"""Rules of this house."""


@frozen
class Signatory(Checked):
    """Somebody who is asked to sign, as whoever asks names him."""

    role: SignatoryRole
    """On whose side."""
    person: PersonKey | str
    """An account or a contact; or the name of somebody who is neither, as it is written down on the spot."""
    capacity: str = field(default="", metadata=must(one_line))
    """In what function, such as ``responsable sécurité``."""


def signer_of(tx: Snapshot, signatory: Signatory, ids: IdSource) -> Signer:
    """Give the person who is to sign, with the name that storage knows.

    Raises:
        NotFound: ``user-not-found``, ``contact-not-found``.
        InvalidInput: ``blank-text``, ``not-one-line``, ``name-reserved``: of a name that was written down.
        RuleViolation: ``signer-gone``.
    """
    match signatory.person:
        case PersonKey(PersonKind.USER, identifier):
            name = tx.users.get(UserId(identifier)).name
        case PersonKey(PersonKind.CONTACT, identifier):
            name = tx.contacts.get(ContactId(identifier)).name
        case str(written):
            return Signer(PersonKind.NAMED, ids.new(), unreserved(written), signatory.capacity)
    signer = Signer(signatory.person.kind, identifier, name, signatory.capacity)
    may_still_sign(tx, signer).require(RuleViolation)
    return signer


def may_still_sign(tx: Snapshot, signer: Signer) -> Verdict:
    """Whether a person is still there: his account acts, his contact was not erased."""
    if signer.kind is PersonKind.USER:
        user = tx.users.get(UserId(signer.id))
        is_there = user.active and not user.is_erased
    elif signer.kind is PersonKind.CONTACT:
        is_there = not tx.contacts.get(ContactId(signer.id)).is_erased
    else:
        is_there = True
    if is_there:
        return YES
    said = "whoever was asked to sign is gone: ask somebody in his place"
    return Verdict.no(Reason("signer-gone", said, SIGNING, {"signer": str(signer.id)}))


def present_name(tx: Snapshot, signer: Signer) -> Signer:
    """Give a signer with the name that storage knows him by now."""
    if signer.kind is PersonKind.USER:
        return evolve(signer, name=tx.users.get(UserId(signer.id)).name)
    if signer.kind is PersonKind.CONTACT:
        return evolve(signer, name=tx.contacts.get(ContactId(signer.id)).name)
    return signer


def address_of(tx: Snapshot, signer: Signer) -> str | None:
    """Tell where notices to a signer go, if anywhere."""
    if signer.kind is PersonKind.USER:
        return tx.users.get(UserId(signer.id)).email
    if signer.kind is PersonKind.CONTACT:
        return tx.contacts.get(ContactId(signer.id)).email
    return None
