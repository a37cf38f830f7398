"""Who is to sign: named by whoever asks, with names read from storage."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from attrs import evolve, field, frozen

from registre_core.kernel.erasure import unreserved
from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.identifiers import ContactId, UserId
from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole, Signer
from registre_core.kernel.validation import Checked, must, one_line
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.ports.storage import Snapshot
from registre_core.rights import AccountKind, User
from registre_core.rights.policy import may_act
from registre_core.services.journal import Stamp
from registre_core.signatures.policy import may_use_session

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


def signer_of(tx: Snapshot, signatory: Signatory, stamp: Stamp) -> Signer:
    """Give the person who is to sign, with the name that storage knows.

    Raises:
        NotFound: ``user-not-found``, ``contact-not-found``.
        InvalidInput: ``blank-text``, ``not-one-line``, ``name-reserved``: of a name that was written down.
        RuleViolation: ``signer-gone``, ``signer-is-a-machine``.
    """
    match signatory.person:
        case PersonKey(PersonKind.USER, identifier):
            name = tx.users.get(UserId(identifier)).name
        case PersonKey(PersonKind.CONTACT, identifier):
            name = tx.contacts.get(ContactId(identifier)).name
        case str(written):
            return Signer(PersonKind.NAMED, stamp.ids.new(), unreserved(written), signatory.capacity)
    signer = Signer(signatory.person.kind, identifier, name, signatory.capacity)
    may_still_sign(tx, signer, stamp.today).require(RuleViolation)
    return signer


def may_still_sign(tx: Snapshot, signer: Signer, today: date) -> Verdict:
    """Whether a person is still there: his account may act today, his contact was not erased.

    What makes an account act is the business of its rights. On his own session the front door asks it anyway; by a
    ticket, on whose telephone nobody is logged in, this alone does.
    """
    if signer.kind is PersonKind.USER:
        return _account_may_sign(tx.users.get(UserId(signer.id)), today)
    if signer.kind is PersonKind.CONTACT and tx.contacts.get(ContactId(signer.id)).is_erased:
        return Verdict.no(_gone(signer.id))
    return YES


def may_sign_here(signer: Signer, session: User | None) -> Verdict:
    """Whether somebody may sign, refuse, hand on or be shown what he is to sign, on the session that asks for it."""
    of_machine = session is not None and session.kind is AccountKind.MACHINE
    return may_use_session(signer, session.id if session else None, by_ticket=False, of_machine=of_machine)


def _account_may_sign(user: User, today: date) -> Verdict:
    if not (acts := may_act(user, today)):
        return Verdict.no(_gone(user.id, ", ".join(reason.code for reason in acts.reasons)))
    if user.kind is AccountKind.PERSON:
        return YES
    said = "a machine has no hand to sign with: ask a person"
    return Verdict.no(Reason("signer-is-a-machine", said, SIGNING, {"signer": str(user.id)}))


def _gone(signer: UUID, why: str = "") -> Reason:
    said = "whoever was asked to sign is gone: ask somebody in his place"
    return Reason("signer-gone", said, SIGNING, {"signer": str(signer), "why": why})


def present_name(tx: Snapshot, signer: Signer) -> Signer:
    """Give a signer with the name that storage knows him by now."""
    if signer.kind is PersonKind.USER:
        return evolve(signer, name=tx.users.get(UserId(signer.id)).name)
    if signer.kind is PersonKind.CONTACT:
        return evolve(signer, name=tx.contacts.get(ContactId(signer.id)).name)
    return signer
