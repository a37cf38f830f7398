"""Whom a notice goes to: persons by what they are, or, where nobody is named, by what they may do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from uuid import UUID

from attrs import field, frozen

from registre_core.kernel.errors import NotFound
from registre_core.kernel.identifiers import ContactId, ContractorId, SiteId, UserId
from registre_core.kernel.pages import Cursor
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.ports.storage import NamedOrder, Notice, Snapshot
from registre_core.rights import AccountKind, Catalogue, Question
from registre_core.rights.policy import may_act
from registre_core.services.notices.telling import Reader
from registre_core.services.paging import LARGEST_PAGE, cursor
from registre_core.services.situations import people_in

ADMINISTERS = "users.administer"
"""Who has this right answers for the workspace."""


def readers_of(tx: Snapshot, persons: Iterable[PersonKey], today: date) -> Iterator[Reader]:
    """Give those who can be reached, each once: no contact that was erased, and no account that acts no more."""
    for person in dict.fromkeys(persons):
        address = _address(tx, person, today)
        if address is not None:
            yield Reader(person.id, address)


def account_reader(tx: Snapshot, account: UserId, today: date) -> Iterator[Reader]:
    """Give somebody with an account, if he can be reached."""
    return readers_of(tx, [PersonKey(PersonKind.USER, account)], today)


def readers_on(tx: Snapshot, persons: Iterable[PersonKey], site: SiteId, today: date) -> Iterator[Reader]:
    """Give those of them who can be reached, but no account that has nothing to do with the site any more."""
    return readers_of(tx, (one for one in persons if _may_hear_of(tx, one, site)), today)


def _may_hear_of(tx: Snapshot, person: PersonKey, site: SiteId) -> bool:
    if person.kind is not PersonKind.USER:
        return True
    with suppress(NotFound):
        return tx.users.get(UserId(person.id)).works_on(site)
    return False


def contact_readers(tx: Snapshot, contacts: Iterable[ContactId]) -> Iterator[Reader]:
    """Give the contacts that can be reached."""
    for contact_id in contacts:
        contact = tx.contacts.get(contact_id)
        if contact.email is not None:
            yield Reader(contact.id, contact.email)


def those_who_may(tx: Snapshot, catalogue: Catalogue, right: str, site: SiteId | None, today: date) -> Iterator[Reader]:
    """Give the persons who may do something, here and today, whatever gives it to them; machines read no mail.

    Args:
        tx: the transaction.
        catalogue: which rights there are.
        right: what they may do.
        site: where; without one, anywhere.
        today: the legal day.
    """
    held = Question(catalogue, right, site, today).holding(tx.users.situations(), tx.profiles.every())
    after: Cursor | None = None
    while held:
        page = people_in(tx, held.keys(), order=NamedOrder.CREATED, after=after, limit=LARGEST_PAGE)
        yield from (
            Reader(user.id, user.email)
            for user in page.items
            if user.kind is AccountKind.PERSON and user.email is not None
        )
        if page.next is None:
            return
        after = cursor(page.next)


def present_address(tx: Snapshot, notice: Notice, today: date) -> str | None:
    """Tell where whoever is told of a notice is reached now; None, if he was erased since, or acts no more.

    Its key ends with who he is. Of a key that names nobody, as older releases made them, and of a machine the address
    counts that it was queued for.
    """
    try:
        reader = UUID(notice.key.rpartition("/")[2])
    except ValueError:
        return notice.recipient
    for look in (_at_account, _at_contact, _at_firm):
        with suppress(NotFound):
            return look(tx, reader, today)
    return notice.recipient


def _at_account(tx: Snapshot, reader: UUID, today: date) -> str | None:
    user = tx.users.get(UserId(reader))
    return user.email if may_act(user, today) else None


def _at_contact(tx: Snapshot, reader: UUID, _: date) -> str | None:
    return tx.contacts.get(ContactId(reader)).email


def _at_firm(tx: Snapshot, reader: UUID, _: date) -> str | None:
    return tx.contractors.get(ContractorId(reader)).email


@frozen
class Stewards:
    """Those who may do something about what nobody is named for, looked up once for each right and site."""

    catalogue: Catalogue
    """Which rights there are."""
    today: date
    """The legal day."""
    known: dict[tuple[str, SiteId], tuple[Reader, ...]] = field(factory=dict)
    """What was looked up; within one transaction nothing of it changes."""

    def of(self, tx: Snapshot, right: str, site: SiteId) -> tuple[Reader, ...]:
        """Give those who may do something on a site."""
        if (right, site) not in self.known:
            self.known[right, site] = tuple(those_who_may(tx, self.catalogue, right, site, self.today))
        return self.known[right, site]


def _address(tx: Snapshot, person: PersonKey, today: date) -> str | None:
    if person.kind is PersonKind.CONTACT:
        return _at_contact(tx, person.id, today)
    with suppress(NotFound):
        return _at_account(tx, person.id, today)
    return None
