"""People who are named on visits and in the logbook: who they are, storage says; and how they are forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from registre_core.kernel.erasure import may_change, unreserved
from registre_core.kernel.errors import NotFound, RuleViolation
from registre_core.kernel.identifiers import ContactId, UserId
from registre_core.kernel.people import Named, Participant
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.ports.storage import Snapshot, Transaction
from registre_core.rights import User
from registre_core.services.journal import Stamp
from registre_core.workspace import Contact


def participant_of(
    tx: Snapshot, who: Named | Participant, stamp: Stamp, known: Iterable[Participant] = ()
) -> Participant:
    """Give somebody with the name that storage knows.

    Args:
        tx: where names are read.
        who: whom somebody names; or one of those known already, who stays as he is, erased or not.
        stamp: makes an identifier for a name that was written down.
        known: those who are named there already. Somebody with the same name and function is the same person.

    Raises:
        InvalidInput: ``blank-text``, ``not-one-line``, ``name-reserved``: of a name that was written down.
        NotFound: ``user-not-found``, ``contact-not-found``; ``person-not-found``, of somebody who is not known there.
        RuleViolation: ``person-erased``.
    """
    if isinstance(who, Participant):
        return _known(who, known)
    if isinstance(who.person, str):
        return _written(who.person, who.capacity, stamp, known)
    person = _person(tx, who.person)
    may_change(person).require(RuleViolation)
    return Participant(who.person.kind, person.id, person.name, who.capacity)


def forget_named(tx: Transaction, person: UUID) -> int:
    """Take somebody's name from what he signed, the visits he attended and the logbook, and tell how often."""
    return tx.signatures.forget_signer(person) + tx.visits.forget_person(person) + tx.logbook.forget_person(person)


def is_kept(tx: Snapshot, person: UUID) -> bool:
    """Whether it is the identifier of an account or a contact."""
    for kind in (PersonKind.USER, PersonKind.CONTACT):
        with suppress(NotFound):
            _person(tx, PersonKey(kind, person))
            return True
    return False


def _known(who: Participant, known: Iterable[Participant]) -> Participant:
    for one in known:
        if one.key == who.key:
            return one
    raise NotFound.of("person", who.id)


def _written(name: str, capacity: str, stamp: Stamp, known: Iterable[Participant]) -> Participant:
    for one in known:
        if (one.kind, one.name, one.capacity) == (PersonKind.NAMED, name, capacity):
            return one
    return Participant(PersonKind.NAMED, stamp.ids.new(), unreserved(name), capacity)


def _person(tx: Snapshot, key: PersonKey) -> User | Contact:
    return tx.users.get(UserId(key.id)) if key.kind is PersonKind.USER else tx.contacts.get(ContactId(key.id))
